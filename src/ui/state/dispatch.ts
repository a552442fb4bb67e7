/**
 * Moves a run by events: tap → step() → overlay (this frame) → commit (disk) → live query → redraw. The engine runs twice:
 * for the screen on what it shows, and inside the commit on what is stored; only the second counts. It is not part of the
 * first route: whoever taps there fetches it with the tap.
 */
import { useCallback } from 'react'
import { type Change, commit, keeping, type Refused } from '../../db/commit.ts'
import { type Fields, readRecord, recordsOf, type SyncRecord } from '../../db/queries.ts'
import { writtenAt } from '../../db/server-time.ts'
import type { Store } from '../../db/store.ts'
import type { StoreErrorCode } from '../../db/store-error.ts'
import type { StaffId, VisitId } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import type { Guest } from '../../domain/people/guest.ts'
import { mayLookAfter } from '../../domain/people/looks-after.ts'
import { readLevel } from '../../domain/people/rights.ts'
import { staffFrom } from '../../domain/people/staff.ts'
import { step } from '../../domain/procedure/engine.ts'
import type { Effect, Refusal, Run, RunEvent, RunFields } from '../../domain/procedure/run.ts'
import { isHealthField } from '../../domain/procedure/taking-back.ts'
import { dayOf, SHOP_ID, shopFrom } from '../../domain/shop/shop.ts'
import { type App, useApp } from './app.tsx'
import { failureOf } from './failure.ts'
import { useOverlay } from './overlay.ts'
import { readRole } from './rights.ts'
import { contextOf, keepsFor, readAround } from './run-context.ts'
import { type LoadedRun, loadDraft } from './runs.ts'
import { useSession } from './session.ts'
import { goUnderNumber, guestToBegin } from './under-number.ts'

/** Commits follow one another in the order of the taps: of two quick ones the second must not be overtaken. */
let lastCommit: Promise<unknown> = Promise.resolve()

function inOrder<T>(store: Store, work: () => Promise<T>): Promise<T> {
  const mine = keeping(store, lastCommit.then(work, work))
  lastCommit = mine.catch(() => undefined)
  return mine
}

export type Outcome =
  | { readonly kept: true; readonly id: string }
  | Refusal
  | { readonly failed: StoreErrorCode | 'procedureMissing' }

type NotMade = Refused & { readonly refusal: Refusal }

/** Moves a run by one event; resolves when it is on disk, or with the reason why not. */
export async function dispatch(app: App, { run }: LoadedRun, event: RunEvent): Promise<Outcome> {
  const now = app.clock.now()
  const seen = step(run, event, now)
  if ('refused' in seen) return seen
  const overlay = useOverlay.getState()
  const token = overlay.put(`${run.table}/${run.id}`, ownFields(run, seen.changes))
  try {
    const result = await inOrder(app.store, () => commitRun(app.store, app.session, run, event, now))
    if ('refusal' in result) {
      overlay.drop(token)
      return result.refusal
    }
    for (const effect of result.effects) perform(app, effect)
    if (result.hlc) overlay.kept(token, result.hlc, result.own)
    else overlay.drop(token)
    if (event.type === 'move') await goUnderNumber(app, event.to)
    return { kept: true, id: run.id }
  } catch (error) {
    overlay.drop(token)
    return { failed: failureOf(error) }
  }
}

/** The same as a hook, for what is there only once a visit is worked on. */
export function useDispatch(): (loaded: LoadedRun, event: RunEvent) => Promise<Outcome> {
  const app = useApp()
  return useCallback((loaded, event) => dispatch(app, loaded, event), [app])
}

/** What the changes write into the run's own record. */
function ownFields(run: Run, changes: readonly Change[]): Fields {
  return Object.assign(
    {},
    ...changes.filter((c) => c.table === run.table && c.id === run.id).map((c) => c.fields),
  )
}

/** Guest, booking, room and shop as they stand now, and when all was written: the screen may have read them before another tab's change. */
async function runNow(store: Store, run: Run): Promise<Pick<Run, 'context' | 'writtenAt'>> {
  const record = await readRecord(store, { table: run.table, id: run.id })
  const around = record && (await readAround(store))
  const { language } = useSession.getState()
  const found = record && around && (await contextOf(store, record, around, language))
  if (!found) return run
  return { context: found.context, writtenAt: writtenAt(record, around.aheadMs) }
}

/** What is about health is taken back only by who sees it (SEC8); asked in its turn, so that a tap that follows comes after it. */
async function unseenRefusal(store: Store, run: Run, event: RunEvent): Promise<Refusal | null> {
  if (event.type !== 'undo' || !isHealthField(run, event.field)) return null
  const level = readLevel(await readRole(store, event.by), run.table)
  return level === 'all' || level === 'today' ? null : { refused: 'notYours' }
}

async function commitRun(store: Store, session: string, run: Run, told: RunEvent, now: number) {
  const unseen = await unseenRefusal(store, run, told)
  if (unseen) return { refused: unseen.refused, refusal: unseen }
  const event = told.type === 'move' ? { ...told, keeps: await keepsFor(store, told.to, run.day) } : told
  let effects: readonly Effect[] = []
  let own: Fields = {}
  const { context, writtenAt } = await runNow(store, run)
  const result = await commit<NotMade>(store, {
    intent: `${run.table === 'visits' ? 'visit' : 'turnover'}.${event.type}`,
    actor: event.by,
    session,
    keys: [{ table: run.table, id: run.id }],
    plan: (records) => {
      const fields = records.get(`${run.table}/${run.id}`)?.fields ?? {}
      const decided = step({ ...run, context, writtenAt, fields }, event, now)
      if ('refused' in decided) return { refused: decided.refused, refusal: decided }
      effects = decided.effects
      own = ownFields(run, decided.changes)
      return { changes: decided.changes }
    },
  })
  return 'refusal' in result ? result : { ...result, effects, own }
}

function perform(app: App, effect: Effect): void {
  if (effect.kind === 'wakeLock') app.wakeLock(effect.on)
  else app.vibrate(effect.pattern)
}

export type BeginInput = {
  readonly by: StaffId
  /** Who will look after the guest, when that is not the one who greets them; AN2. */
  readonly consultant?: StaffId
  readonly guest: Guest
  readonly bookingId?: string
  readonly place?: RunFields['place']
}

/** Nobody, where it is somebody who sees nothing of health: whoever greets a guest is not always who looks after them. */
async function lookingAfter(store: Store, named: StaffId): Promise<StaffId | null> {
  const staff = (await recordsOf(store, 'staff')).map(staffFrom)
  const person = staff.find(({ id }) => id === named)
  return person && !mayLookAfter(staff, person) ? null : named
}

/** Begins a visit with the newest published procedure; the season and what the booking carries are filled in. */
export function beginVisit(app: App, input: BeginInput, language: Language): Promise<Outcome> {
  return keeping(app.store, begin(app, input, language))
}

async function begin(
  app: App,
  { by, consultant, guest: known, bookingId, place }: BeginInput,
  language: Language,
): Promise<Outcome> {
  try {
    const guest = await guestToBegin(app, known, { by, bookingId: bookingId ?? null })
    const shopRecord = await readRecord(app.store, { table: 'shop', id: SHOP_ID })
    const shop = shopRecord && shopFrom(shopRecord)
    const procedureId = String(shopRecord?.fields.procedureId ?? '')
    const { day } = dayOf(app.clock.now(), shop?.timeZone ?? 'Asia/Shanghai')
    const id = app.newId() as VisitId
    const draft: SyncRecord = {
      table: 'visits',
      id,
      day,
      rev: 0,
      clocks: {},
      fields: { procedureId, guestId: guest.id, bookingId: bookingId ?? null, place: place ?? null },
    }
    const loaded = await loadDraft(app.store, draft, language)
    if (!loaded) return { failed: 'procedureMissing' }
    const kind = guest.card ? 'member' : guest.trial ? 'trial' : 'walkIn'
    return await dispatch(
      app,
      { ...loaded, run: { ...loaded.run, fields: {} } },
      {
        type: 'begin',
        by,
        consultant: await lookingAfter(app.store, consultant ?? by),
        guestId: guest.id,
        bookingId,
        kind,
        ...(place ? { place } : {}),
      },
    )
  } catch (error) {
    return { failed: failureOf(error) }
  }
}
