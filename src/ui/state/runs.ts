/**
 * A run (visit or turnover) as the screens use it: read live with all that the engine must know, and moved by
 * events. tap → step() → overlay (this frame) → commit (disk) → live query → redraw. The engine runs twice: for
 * the screen on what it shows, and inside the commit on what is stored; only the second counts.
 */
import { useCallback, useEffect, useMemo } from 'react'
import { commit, type Refused } from '../../db/commit.ts'
import type { Fields, SyncRecord } from '../../db/queries.ts'
import { openRecords, readRecord } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import { bookingFrom } from '../../domain/booking/booking.ts'
import type { StaffId, VisitId } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import { type Guest, guestFrom } from '../../domain/people/guest.ts'
import { step } from '../../domain/procedure/engine.ts'
import { procedureFrom, textFrom } from '../../domain/procedure/publish.ts'
import type { Effect, Refusal, Run, RunEvent, RunFields } from '../../domain/procedure/run.ts'
import type { Procedure, RunTable } from '../../domain/procedure/structure.ts'
import type { ProcedureText } from '../../domain/procedure/text.ts'
import { dayOf, SHOP_ID, type Shop, shopFrom } from '../../domain/shop/shop.ts'
import { useApp } from './app.tsx'
import { useLive } from './live.ts'
import { isShown, overlaid, useOverlay } from './overlay.ts'
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
  readonly saving: ReadonlySet<string>
  readonly clocks: SyncRecord['clocks']
}

type Published = { readonly procedure: Procedure; readonly record: SyncRecord }
const published = new WeakMap<Store, Map<string, Published>>()

/** A published procedure never changes, so it is parsed once a store and version. */
async function publishedProcedure(store: Store, id: string): Promise<Published | null> {
  const known = published.get(store) ?? new Map<string, Published>()
  published.set(store, known)
  const hit = known.get(id)
  if (hit) return hit
  const record = await readRecord(store, { table: 'procedures', id })
  const procedure = record ? procedureFrom(record) : null
  if (!record || !procedure) return null
  known.set(id, { procedure, record })
  return { procedure, record }
}

/** What all runs of one reading share. */
type Around = {
  readonly shop: Shop | null
  readonly visits: readonly SyncRecord[]
  readonly turnovers: readonly SyncRecord[]
}

async function readAround(store: Store): Promise<Around> {
  const [shopRecord, visits, turnovers] = await Promise.all([
    readRecord(store, { table: 'shop', id: SHOP_ID }),
    openRecords(store, 'visits'),
    openRecords(store, 'turnovers'),
  ])
  return { shop: shopRecord && shopFrom(shopRecord), visits, turnovers }
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

/** The same for many records at once, reading only once what they share; those without their procedure are left out. */
export async function loadRuns(
  store: Store,
  records: readonly SyncRecord[],
  language: Language,
): Promise<readonly LoadedRun[]> {
  if (records.length === 0) return []
  const around = await readAround(store)
  const loaded = await Promise.all(records.map((record) => loadAround(store, record, language, around)))
  return loaded.filter((run) => run !== null)
}

async function loadAround(
  store: Store,
  record: SyncRecord,
  language: Language,
  { shop, visits, turnovers }: Around,
): Promise<LoadedRun | null> {
  const fields = record.fields as RunFields
  const own = await publishedProcedure(store, fields.procedureId ?? '')
  if (!own) return null
  const read = (table: string, id: unknown) =>
    typeof id === 'string' ? readRecord(store, { table, id }) : Promise.resolve(null)
  const [guestRecord, bookingRecord] = await Promise.all([
    read('guests', fields.guestId),
    read('bookings', fields.bookingId),
  ])
  const guest = guestRecord ? guestFrom(guestRecord) : null
  const booking = bookingRecord ? bookingFrom(bookingRecord) : null
  const urnId = fields.place?.urnId
  const turnover = turnovers.find(
    (t) =>
      t.id !== record.id && t.fields.visitId !== record.id && (t.fields as RunFields).place?.urnId === urnId,
  )
  const text = textFrom(own.record, language)
  if (!text) return null
  return {
    run: {
      table: record.table as RunTable,
      id: record.id,
      day: record.day ?? '',
      fields: record.fields,
      context: {
        procedure: own.procedure,
        guest: guest && { ...guest, hasCard: guest.card !== null },
        booking: booking && {
          id: booking.id,
          selfBooked: booking.selfBooked,
          at: booking.madeAt,
          by: booking.by,
        },
        shop: {
          winterMonths: shop?.winterMonths ?? [],
          timeZone: shop?.timeZone ?? 'Asia/Shanghai',
          busy: visits.length > 3,
        },
        openTurnover: urnId && turnover ? { id: turnover.id } : null,
      },
    },
    guest,
    procedure: own.procedure,
    text,
    sayText: (guest?.language && textFrom(own.record, guest.language)) || text,
    shopName: shop?.name ?? '',
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
    return { ...loaded, run: { ...loaded.run, fields }, saving }
  }, [loaded, entries, table, id])
}

/** Commits follow one another in the order of the taps: of two quick ones the second must not be overtaken. */
let lastCommit: Promise<unknown> = Promise.resolve()

function inOrder<T>(work: () => Promise<T>): Promise<T> {
  const mine = lastCommit.then(work, work)
  lastCommit = mine.catch(() => undefined)
  return mine
}

export type Outcome = { readonly kept: true; readonly id: string } | Refusal | { readonly failed: string }

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
      const own: Fields = Object.assign(
        {},
        ...seen.changes.filter((c) => c.table === run.table && c.id === run.id).map((c) => c.fields),
      )
      const token = overlay.put(`${run.table}/${run.id}`, own)
      try {
        const result = await inOrder(() => commitRun(app.store, app.session, run, event, now))
        if ('refusal' in result) {
          overlay.drop(token)
          return result.refusal
        }
        for (const effect of result.effects) perform(app, effect)
        if (result.hlc) overlay.kept(token, result.hlc)
        else overlay.drop(token)
        return { kept: true, id: run.id }
      } catch (error) {
        overlay.drop(token)
        return { failed: error instanceof Error ? error.message : String(error) }
      }
    },
    [app],
  )
}

async function commitRun(store: Store, session: string, run: Run, event: RunEvent, now: number) {
  let effects: readonly Effect[] = []
  const result = await commit<NotMade>(store, {
    intent: `${run.table === 'visits' ? 'visit' : 'turnover'}.${event.type}`,
    actor: event.by,
    session,
    keys: [{ table: run.table, id: run.id }],
    plan: (records) => {
      const fields = records.get(`${run.table}/${run.id}`)?.fields ?? {}
      const decided = step({ ...run, fields }, event, now)
      if ('refused' in decided) return { refused: decided.refused, refusal: decided }
      effects = decided.effects
      return { changes: decided.changes }
    },
  })
  return 'refusal' in result ? result : { ...result, effects }
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
      return dispatch(
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
    },
    [app, dispatch, language],
  )
}
