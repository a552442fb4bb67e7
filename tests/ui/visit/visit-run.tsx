/** One visit on a real store, moved by events up to the stage that a test is about. */
import { commit } from '../../../src/db/commit.ts'
import { readRecord } from '../../../src/db/queries.ts'
import type { GuestId, RoomId, StaffId, StageId, UrnId } from '../../../src/domain/ids.ts'
import { guestFrom } from '../../../src/domain/people/guest.ts'
import { step } from '../../../src/domain/procedure/engine.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { currentStage } from '../../../src/domain/procedure/outline.ts'
import type { AnswerInput, Run, RunEvent } from '../../../src/domain/procedure/run.ts'
import type { Step } from '../../../src/domain/procedure/structure.ts'
import { stageViews } from '../../../src/domain/procedure/view.ts'
import { useOverlay } from '../../../src/ui/state/overlay.ts'
import { loadRun } from '../../../src/ui/state/runs.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { VisitScreen } from '../../../src/ui/visit/VisitScreen.tsx'
import { openShop, type Shop } from '../today/shop.tsx'

export const VISIT = 'v1'

type Unsigned<E> = E extends RunEvent ? Omit<E, 'by'> : never

export type VisitOnTest = Shop & {
  readonly by: StaffId
  /** Sends an event as the engine would get it from another screen. */
  readonly send: (event: Unsigned<RunEvent>) => Promise<void>
  /** Does all that is to be done and leaves each stage, until this one is now. */
  readonly upTo: (stage: string) => Promise<void>
  readonly run: () => Promise<Run>
  readonly field: (name: string) => Promise<unknown>
  readonly showVisit: () => void
}

/** A value that dealt with the step in the plainest way; undefined for what can stay open. */
export function plainValue(one: Step, now: number): AnswerInput['value'] | undefined {
  switch (one.kind) {
    case 'do':
    case 'say':
    case 'supplies':
      return true
    case 'choose': {
      const id = one.options[0]?.id ?? ''
      return one.many ? [id] : id
    }
    case 'count':
      return Math.max(one.min, 1)
    case 'reading':
      return Object.fromEntries(one.parts.map((part) => [part.id, part.start]))
    case 'timed':
      return { startedAt: now - one.minMin * 60_000, endedAt: now }
    case 'signature':
      return { strokes: '600 240;M10 10L200 90' }
    default:
      return undefined
  }
}

/** Opens a shop and begins a visit of 王秀兰 in room 3. */
export async function openVisit(): Promise<VisitOnTest> {
  // What was tapped belongs to a tab, and every test is a new one.
  useOverlay.setState({ entries: [] })
  const shop = await openShop('empty')
  const { store, clock } = shop
  const by = useSession.getState().who as StaffId
  const guestRecord = (await shop.all('guests')).find(({ fields }) => fields.name === '王秀兰')
  const [urn] = await shop.all('urns')
  if (!guestRecord || !urn) throw new Error('the sample shop has no such guest or no urn')
  const guest = guestFrom(guestRecord)
  const run = async (): Promise<Run> => {
    const loaded = await loadRun(store, 'visits', VISIT, 'zh-CN')
    if (loaded) return loaded.run
    return {
      table: 'visits',
      id: VISIT,
      day: '',
      fields: {},
      context: {
        procedure: structure,
        guest: { ...guest, hasCard: guest.card !== null },
        booking: null,
        shop: { winterMonths: [11, 12, 1, 2, 3], busy: false, timeZone: 'Asia/Shanghai' },
        keeps: { record: true, readings: true, photos: true },
        openTurnover: null,
      },
    }
  }
  const send = async (event: Unsigned<RunEvent>) => {
    const decided = step(await run(), { ...event, by } as RunEvent, clock.now())
    if ('refused' in decided) throw new Error(`${event.type} was refused: ${JSON.stringify(decided)}`)
    const { changes } = decided
    await commit(store, { intent: 'test', actor: by, session: 's1', keys: [], plan: () => ({ changes }) })
  }
  const upTo = async (target: string) => {
    for (let at = await run(); currentStage(at) !== target; at = await run()) {
      const stage = currentStage(at)
      if (!stage) throw new Error(`no way to ${target}`)
      await workThrough(stage, { run, send, now: clock.now() })
    }
  }
  await send({
    type: 'begin',
    guestId: guest.id as GuestId,
    consultant: by,
    place: { roomId: String(urn.fields.roomId) as RoomId, urnId: urn.id as UrnId },
    kind: 'member',
  })
  return {
    ...shop,
    by,
    send,
    upTo,
    run,
    field: async (name) => (await readRecord(store, { table: 'visits', id: VISIT }))?.fields[name],
    showVisit: () => shop.show(<VisitScreen id={VISIT} />),
  }
}

async function workThrough(
  stage: StageId,
  { run, send, now }: Pick<VisitOnTest, 'run' | 'send'> & { readonly now: number },
) {
  const { start, ask, off, check, change } = structure.clock
  for (const wanted of [stage, ...(stage === 'A5' ? ['A5R'] : [])]) {
    const view = stageViews(await run(), now).find((one) => one.stage.id === wanted)
    for (const { step: one, state } of view?.steps ?? []) {
      const isUrns = [start, ask, off, check, change].includes(one.id)
      const value = isUrns || state !== 'open' ? undefined : plainValue(one, now)
      if (value !== undefined) await send({ type: 'answer', answers: [{ stepId: one.id, value }] })
    }
  }
  if (stage === 'A5') await send({ type: 'steamStart', setting: '1', plannedMin: 30 })
  else await send({ type: 'leave', stageId: stage })
}
