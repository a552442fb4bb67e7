/** Calling a colleague from an urn: asked by one tap, taken back by one, in the order of the taps. */
import { useCallback } from 'react'
import { commit, type Refused } from '../../db/commit.ts'
import { openRecords } from '../../db/queries.ts'
import type { StoreErrorCode } from '../../db/store-error.ts'
import { ALARMS } from '../../domain/alarm/going.ts'
import { isOver, isRinging } from '../../domain/alarm/summons.ts'
import { planBack, planWanted, wantedFrom } from '../../domain/alarm/wanted.ts'
import type { StaffId, VisitId } from '../../domain/ids.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import type { Run } from '../../domain/procedure/run.ts'
import { type App, useApp } from './app.tsx'
import { failureOf } from './failure.ts'
import { inOrder, momentNow } from './incidents.ts'

/** Null once it is on disk, or why it is not; never throws. One that still rings is not asked twice. */
export function useAskColleague(): (run: Run) => Promise<StoreErrorCode | null> {
  const app = useApp()
  return useCallback(
    (run) =>
      inOrder(app.store, async () => {
        const all = await openCalls(app)
        const moment = momentNow(app)
        const own = all.filter(({ visitId }) => visitId === run.id)
        if (own.some((one) => isRinging(one, moment.now))) return
        // Time alone ends no record: whoever calls next ends those that nobody has taken back, wherever they were asked.
        const open = all.filter((one) => own.includes(one) || isOver(one, moment.now))
        const id = `wanted-${app.newId()}`
        const { place } = fieldsOf(run)
        const asked = { id, visitId: run.id as VisitId, place: place ?? null, day: run.day }
        await commit<never>(app.store, {
          intent: 'alarm.want',
          ...actorOf(app, moment.by),
          keys: [{ table: ALARMS, id }, ...open.map((one) => ({ table: ALARMS, id: one.id }))],
          plan: (records) => ({
            // Whoever was to come has not: their call makes way for the new one.
            changes: [
              ...[...records.values()].flatMap((record) => planBack(record, moment)),
              ...planWanted(asked, moment),
            ],
          }),
        })
      }).then(() => null, failureOf),
    [app],
  )
}

/** Takes back all that is asked for at a visit. */
export function useTakeBack(): (visitId: VisitId) => Promise<StoreErrorCode | null> {
  const app = useApp()
  return useCallback(
    (visitId) =>
      inOrder(app.store, async () => {
        const open = (await openCalls(app)).filter((one) => one.visitId === visitId)
        const moment = momentNow(app)
        if (open.length === 0) return
        await commit<Refused>(app.store, {
          intent: 'alarm.back',
          ...actorOf(app, moment.by),
          keys: open.map(({ id }) => ({ table: ALARMS, id })),
          plan: (records) => ({
            changes: [...records.values()].flatMap((record) => planBack(record, moment)),
          }),
        })
      }).then(() => null, failureOf),
    [app],
  )
}

async function openCalls({ store }: App) {
  return wantedFrom(await openRecords(store, ALARMS))
}

function actorOf({ session }: App, by: StaffId) {
  return { actor: by, session }
}
