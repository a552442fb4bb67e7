/**
 * Emergencies as the screens use them: read live with what was just tapped, and changed in the order of the taps. A tap shows
 * within the frame; what the plan decides on the stored record is what counts (C1).
 */
import { useCallback, useEffect, useMemo } from 'react'
import { commit, keeping, type Refused } from '../../db/commit.ts'
import { readRecord, type SyncRecord } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import type { StoreErrorCode } from '../../db/store-error.ts'
import { INCIDENT_TABLE, type Incident, incidentFrom } from '../../domain/emergency/incident.ts'
import type { Moment } from '../../domain/emergency/plan-incident.ts'
import { NOBODY } from '../../domain/people/named.ts'
import { type App, useApp } from './app.tsx'
import { failureOf } from './failure.ts'
import { useLive } from './live.ts'
import { isShown, overlaid, useOverlay } from './overlay.ts'
import type { Plan } from './save.ts'
import { useSession } from './session.ts'

type Stored = Pick<SyncRecord, 'id' | 'fields'>
/** What an incident's planner looks like once it is told what to do. */
export type IncidentPlan = (record: Stored, moment: Moment) => Exclude<Plan<never>, Refused>
export type IncidentIntent = 'begin' | 'change' | 'close'

/** An incident, and its record as it is shown: what the next change is planned on. */
export type ShownIncident = { readonly incident: Incident; readonly stored: Stored }

/** One of them, with what was just tapped; null until it is there. */
export function useIncident(id: string | null): ShownIncident | null {
  const { store } = useApp()
  const record = useLive(
    async () => (id === null ? null : await readRecord(store, { table: INCIDENT_TABLE, id })),
    [store, id],
  )
  const entries = useOverlay((s) => s.entries)
  const key = `${INCIDENT_TABLE}/${id}`
  useEffect(() => useOverlay.getState().watch(key), [key])
  useEffect(() => {
    if (!record) return
    const { drop } = useOverlay.getState()
    for (const entry of entries) if (entry.key === key && isShown(entry, record.clocks)) drop(entry.token)
  }, [record, entries, key])
  return useMemo(() => {
    if (id === null) return null
    const own = entries.filter((entry) => entry.key === key)
    const stored = { id, fields: overlaid(record?.fields ?? {}, own).fields }
    const incident = incidentFrom(stored)
    return incident && { incident, stored }
  }, [id, key, record, entries])
}

const lastCommits = new WeakMap<Store, Promise<unknown>>()

/** Two quick taps are kept in their order, and a tick waits for the record that it belongs to. */
export function inOrder(store: Store, write: () => Promise<void>): Promise<void> {
  const last = lastCommits.get(store) ?? Promise.resolve()
  const mine = keeping(store, last.then(write, write))
  lastCommits.set(
    store,
    mine.catch(() => undefined),
  )
  return mine
}

/** Shown and not on disk yet: whatever is done to one of these begins it first, with the moment of the tap that opened it. */
const beginnings = new WeakMap<Store, Map<string, () => Promise<void>>>()

function beginningsOf(store: Store): Map<string, () => Promise<void>> {
  const known = beginnings.get(store) ?? new Map()
  beginnings.set(store, known)
  return known
}

/** `kept`: whether anything came onto the disk by it; false where there was nothing to write. */
export type DeedOutcome = { readonly kept: boolean } | { readonly failed: StoreErrorCode }

/**
 * Begins one; what its plan must know is read in its turn, so that a tick that follows at once finds the record. One that
 * fails is tried again before the next thing that is done to it. Never throws.
 */
export function useBeginIncident(): (
  id: string,
  prepare: () => Promise<IncidentPlan | null>,
) => Promise<DeedOutcome> {
  const app = useApp()
  return useCallback(
    async (id, prepare) => {
      const moment = momentNow(app)
      const unkept = beginningsOf(app.store)
      let plan: IncidentPlan | null = null
      const begin = async () => {
        plan ??= await prepare()
        if (plan) await write(app, 'begin', id, plan, moment)
        unkept.delete(id)
      }
      unkept.set(id, begin)
      try {
        await inOrder(app.store, begin)
        return { kept: plan !== null }
      } catch (error) {
        return { failed: failureOf(error) }
      }
    },
    [app],
  )
}

/** Changes an incident; resolves once it is on disk, or with why it is not. Never throws. */
export function useIncidentDeed(): (
  intent: Exclude<IncidentIntent, 'begin'>,
  seen: Stored,
  plan: IncidentPlan,
) => Promise<DeedOutcome> {
  const app = useApp()
  return useCallback(
    async (intent, seen, plan) => {
      const moment = momentNow(app)
      const { put, kept, drop } = useOverlay.getState()
      const token = put(`${INCIDENT_TABLE}/${seen.id}`, ownFields(plan(seen, moment)))
      let isKept = false
      try {
        await inOrder(app.store, async () => {
          const begin = beginningsOf(app.store).get(seen.id)
          await begin?.()
          const { hlc, own } = await write(app, intent, seen.id, plan, moment)
          isKept = hlc !== null || begin !== undefined
          if (hlc) kept(token, hlc, own)
          else drop(token)
        })
        return { kept: isKept }
      } catch (error) {
        drop(token)
        return { failed: failureOf(error) }
      }
    },
    [app],
  )
}

/** Who acts now; the tablet itself where nobody is signed in. */
export function momentNow({ clock }: Pick<App, 'clock'>): Moment {
  return { by: useSession.getState().who ?? NOBODY, now: clock.now() }
}

async function write(
  { store, session }: App,
  intent: IncidentIntent,
  id: string,
  plan: IncidentPlan,
  moment: Moment,
): Promise<{ readonly hlc: string | null; readonly own: Stored['fields'] }> {
  let own = {}
  const { hlc } = await commit<never>(store, {
    intent: `emergency.${intent}`,
    actor: moment.by,
    session,
    keys: [{ table: INCIDENT_TABLE, id }],
    plan: (records) => {
      const planned = plan(records.get(`${INCIDENT_TABLE}/${id}`) ?? { id, fields: {} }, moment)
      own = ownFields(planned)
      return planned
    },
  })
  return { hlc, own }
}

function ownFields({ changes }: ReturnType<IncidentPlan>): Stored['fields'] {
  return Object.assign({}, ...changes.map(({ fields }) => fields))
}
