/**
 * A run (visit or turnover) as the screens use it: read live with all that the engine must know, and moved by
 * events. tap → step() → overlay (this frame) → commit (disk) → live query → redraw. The engine runs twice: for
 * the screen on what it shows, and inside the commit on what is stored; only the second counts.
 */
import { useCallback, useEffect, useMemo } from 'react'
import type { Change } from '../../db/commit.ts'
import { commit, type Refused } from '../../db/commit.ts'
import type { Fields, SyncRecord } from '../../db/queries.ts'
import { readRecord } from '../../db/queries.ts'
import { writtenAt } from '../../db/server-time.ts'
import type { Store } from '../../db/store.ts'
import type { StoreErrorCode } from '../../db/store-error.ts'
import type { StaffId, VisitId } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import type { Guest } from '../../domain/people/guest.ts'
import { without } from '../../domain/procedure/answers.ts'
import { step } from '../../domain/procedure/engine.ts'
import type { Effect, Refusal, Run, RunEvent, RunFields } from '../../domain/procedure/run.ts'
import type { Procedure, RunTable } from '../../domain/procedure/structure.ts'
import type { ProcedureText } from '../../domain/procedure/text.ts'
import { isOpenRecord } from '../../domain/procedure/view.ts'
import { dayOf, SHOP_ID, shopFrom } from '../../domain/shop/shop.ts'
import { useApp } from './app.tsx'
import { failureOf } from './failure.ts'
import { useLive } from './live.ts'
import { isShown, overlaid, useOverlay } from './overlay.ts'
import { type Around, contextOf, publishedText, readAround } from './run-context.ts'
import { useSession } from './session.ts'

export type LoadedRun = {
  readonly run: Run
  readonly guest: Guest | null
  readonly procedure: Procedure
  /** In the tablet's language. */
  readonly text: ProcedureText
  /** In the guest's language, for what is said to them. */
  readonly sayText: ProcedureText
  readonly shopName: string
  /** Its own procedure is not on this tablet: its time is watched by another's clock, and nobody works on it here. */
  readonly isStandIn: boolean
  readonly saving: ReadonlySet<string>
  readonly clocks: SyncRecord['clocks']
}

/** Everything that step() must know about one run; null when the run or its procedure is not on this tablet. */
export async function loadRun(
  store: Store,
  table: RunTable,
  id: string,
  language: Language,
): Promise<LoadedRun | null> {
  const record = await readRecord(store, { table, id })
  return record ? loadAround(store, record, language, await readAround(store)) : null
}

/**
 * The same for many records at once, reading only once what they share. An open visit is there without its procedure too,
 * for its guest may be in an urn; others are left out.
 */
export async function loadRuns(
  store: Store,
  records: readonly SyncRecord[],
  language: Language,
): Promise<readonly LoadedRun[]> {
  if (records.length === 0) return []
  const around = await readAround(store)
  const loaded = await Promise.all(
    records.map((record) => loadAround(store, record, language, around, isOpenVisit(record))),
  )
  return loaded.filter((run) => run !== null)
}

function isOpenVisit({ table, fields }: SyncRecord): boolean {
  return table === 'visits' && isOpenRecord({ table, fields })
}

async function loadAround(
  store: Store,
  record: SyncRecord,
  language: Language,
  around: Around,
  mayStandIn = false,
): Promise<LoadedRun | null> {
  const found = await contextOf(store, record, around, language, mayStandIn)
  if (!found) return null
  const { context, guest, published, text, isStandIn } = found
  return {
    run: {
      table: record.table as RunTable,
      id: record.id,
      day: record.day ?? '',
      fields: record.fields,
      writtenAt: writtenAt(record, around.aheadMs),
      context,
    },
    guest,
    procedure: context.procedure,
    text,
    sayText: (guest?.language && publishedText(published, guest.language)) || text,
    shopName: around.shop?.name ?? '',
    isStandIn,
    saving: new Set(),
    clocks: record.clocks,
  }
}

/** The run, live and with what was just tapped; undefined while loading, null when it is not on this tablet. */
export function useRun(table: RunTable, id: string): LoadedRun | null | undefined {
  const { store } = useApp()
  const language = useSession((s) => s.language)
  const loaded = useLive(() => loadRun(store, table, id, language), [store, table, id, language])
  const entries = useOverlay((s) => s.entries)
  useEffect(() => useOverlay.getState().watch(`${table}/${id}`), [table, id])
  useEffect(() => {
    if (!loaded) return
    const { drop } = useOverlay.getState()
    for (const entry of entries)
      if (entry.key === `${table}/${id}` && isShown(entry, loaded.clocks)) drop(entry.token)
  }, [loaded, entries, table, id])
  return useMemo(() => {
    if (!loaded) return loaded
    const own = entries.filter((e) => e.key === `${table}/${id}`)
    const { fields, saving } = overlaid(loaded.run.fields, own)
    const names = own.flatMap((entry) => Object.keys(entry.fields))
    return { ...loaded, run: { ...loaded.run, fields, writtenAt: without(loaded.run, names) }, saving }
  }, [loaded, entries, table, id])
}

/** Commits follow one another in the order of the taps: of two quick ones the second must not be overtaken. */
let lastCommit: Promise<unknown> = Promise.resolve()

function inOrder<T>(work: () => Promise<T>): Promise<T> {
  const mine = lastCommit.then(work, work)
  lastCommit = mine.catch(() => undefined)
  return mine
}

export type Outcome =
  | { readonly kept: true; readonly id: string }
  | Refusal
  | { readonly failed: StoreErrorCode | 'procedureMissing' }

type NotMade = Refused & { readonly refusal: Refusal }

/** Moves a run by one event; resolves when it is on disk, or with the reason why not. */
export function useDispatch(): (loaded: LoadedRun, event: RunEvent) => Promise<Outcome> {
  const app = useApp()
  return useCallback(
    async ({ run }, event) => {
      const now = app.clock.now()
      const seen = step(run, event, now)
      if ('refused' in seen) return seen
      const overlay = useOverlay.getState()
      const token = overlay.put(`${run.table}/${run.id}`, ownFields(run, seen.changes))
      try {
        const result = await inOrder(() => commitRun(app.store, app.session, run, event, now))
        if ('refusal' in result) {
          overlay.drop(token)
          return result.refusal
        }
        for (const effect of result.effects) perform(app, effect)
        if (result.hlc) overlay.kept(token, result.hlc, result.own)
        else overlay.drop(token)
        return { kept: true, id: run.id }
      } catch (error) {
        overlay.drop(token)
        return { failed: failureOf(error) }
      }
    },
    [app],
  )
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

async function commitRun(store: Store, session: string, run: Run, event: RunEvent, now: number) {
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

function perform(app: ReturnType<typeof useApp>, effect: Effect): void {
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

/** Begins a visit with the newest published procedure; the season and what the booking carries are filled in. */
export function useBeginVisit(): (input: BeginInput) => Promise<Outcome> {
  const app = useApp()
  const dispatch = useDispatch()
  const language = useSession((s) => s.language)
  return useCallback(
    async ({ by, consultant, guest, bookingId, place }) => {
      try {
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
        const loaded = await loadAround(app.store, draft, language, await readAround(app.store))
        if (!loaded) return { failed: 'procedureMissing' }
        const kind = guest.card ? 'member' : guest.trial ? 'trial' : 'walkIn'
        return await dispatch(
          { ...loaded, run: { ...loaded.run, fields: {} } },
          {
            type: 'begin',
            by,
            consultant: consultant ?? by,
            guestId: guest.id,
            bookingId,
            kind,
            ...(place ? { place } : {}),
          },
        )
      } catch (error) {
        return { failed: failureOf(error) }
      }
    },
    [app, dispatch, language],
  )
}
