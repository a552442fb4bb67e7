/**
 * What the engine must know of a run beside its record, read from the store: procedure, guest, booking, shop, the other
 * visits and turnovers. The screens read it live; a commit reads it once more, because another tab may have changed it.
 */
import { openRecords, readRecord, recordsOf, type SyncRecord } from '../../db/queries.ts'
import { readServerTime } from '../../db/server-time.ts'
import type { Store } from '../../db/store.ts'
import { bookingFrom } from '../../domain/booking/booking.ts'
import { CONSENTS, keepsOf } from '../../domain/consent/consent.ts'
import { barredBy, youthOf } from '../../domain/consent/minor.ts'
import { LANGUAGES, type Language } from '../../domain/language.ts'
import { type Guest, guestFrom } from '../../domain/people/guest.ts'
import { isNamed } from '../../domain/people/numbered.ts'
import { procedureFrom, textFrom } from '../../domain/procedure/publish.ts'
import type { RunContext, RunFields } from '../../domain/procedure/run.ts'
import type { Procedure } from '../../domain/procedure/structure.ts'
import type { ProcedureText } from '../../domain/procedure/text.ts'
import { MIN_AGE, SHOP_ID, type Shop, shopFrom } from '../../domain/shop/shop.ts'
import { urnTakenBy } from '../../domain/urn/taken.ts'
import { isBusy } from '../../domain/visit/today.ts'

type Published = {
  readonly procedure: Procedure
  readonly record: SyncRecord
  /** Filled as languages are asked for. */
  readonly texts: Map<Language, ProcedureText | null>
}
const published = new WeakMap<Store, Map<string, Published>>()

/** A published procedure never changes, so it is parsed once a store and version; null while it is not here. */
export async function publishedProcedure(store: Store, id: string): Promise<Published | null> {
  const known = published.get(store) ?? new Map<string, Published>()
  published.set(store, known)
  const hit = known.get(id)
  if (hit) return hit
  const record = await readRecord(store, { table: 'procedures', id })
  const procedure = record ? procedureFrom(record) : null
  if (!record || !procedure) return null
  const made = { procedure, record, texts: new Map() }
  known.set(id, made)
  return made
}

/**
 * In place of a procedure that has not arrived, or that this version cannot read: the shop's, else any that is here. By it
 * a guest's time is watched, for the urn's clock is the same in all of one document; nobody works by it.
 */
async function standIn(store: Store): Promise<Published | null> {
  const shop = await readRecord(store, { table: 'shop', id: SHOP_ID })
  const others = (await recordsOf(store, 'procedures')).map(({ id }) => id)
  for (const id of [String(shop?.fields.procedureId ?? ''), ...others.sort().reverse()]) {
    const found = await publishedProcedure(store, id)
    if (found && anyText(found)) return found
  }
  return null
}

/** Its words in the first language that has any. */
function anyText(published: Published): ProcedureText | null {
  return LANGUAGES.map((one) => publishedText(published, one)).find((text) => text !== null) ?? null
}

/** Its words in a language, put together once. */
export function publishedText({ record, texts }: Published, language: Language): ProcedureText | null {
  const known = texts.get(language)
  if (known !== undefined) return known
  const made = textFrom(record, language)
  texts.set(language, made)
  return made
}

/** What all runs of one reading share. */
export type Around = {
  readonly shop: Shop | null
  readonly visits: readonly SyncRecord[]
  readonly turnovers: readonly SyncRecord[]
  /** How far this tablet's time runs ahead of the server's. */
  readonly aheadMs: number
}

/** The shop with all its open visits and turnovers. */
export async function readAround(store: Store): Promise<Around> {
  const [shopRecord, visits, turnovers, { aheadMs }] = await Promise.all([
    readRecord(store, { table: 'shop', id: SHOP_ID }),
    openRecords(store, 'visits'),
    openRecords(store, 'turnovers'),
    readServerTime(store),
  ])
  return { shop: shopRecord && shopFrom(shopRecord), visits, turnovers, aheadMs }
}

/** What a run is read with. */
export type Read = {
  readonly context: RunContext
  readonly guest: Guest | null
  readonly published: Published
  readonly text: ProcedureText
  readonly isStandIn: boolean
}

/** A record's own procedure with its words, or what stands in for it; null where there is nothing to read it by. */
async function procedureOf(
  store: Store,
  { fields }: SyncRecord,
  language: Language,
  mayStandIn: boolean,
): Promise<Pick<Read, 'published' | 'text' | 'isStandIn'> | null> {
  const own = await publishedProcedure(store, String(fields.procedureId ?? ''))
  const ownText = own && publishedText(own, language)
  if (own && ownText) return { published: own, text: ownText, isStandIn: false }
  if (!mayStandIn) return null
  const published = own && anyText(own) ? own : await standIn(store)
  const text = published && (publishedText(published, language) ?? anyText(published))
  return published && text && { published, text, isStandIn: true }
}

/** The context of one record's run, and its guest whole; null when its procedure is not on this tablet. */
export async function contextOf(
  store: Store,
  record: SyncRecord,
  { shop, visits, turnovers }: Around,
  language: Language,
  mayStandIn = false,
): Promise<Read | null> {
  const fields = record.fields as RunFields
  const recordOf = (table: string, id: unknown) =>
    typeof id === 'string' ? readRecord(store, { table, id }) : Promise.resolve(null)
  // All at once: a live query observes no more after a few awaits that are not Dexie's own, and a guest's change was then not seen.
  const [read, guestRecord, bookingRecord, consents] = await Promise.all([
    procedureOf(store, record, language, mayStandIn),
    recordOf('guests', fields.guestId),
    recordOf('bookings', fields.bookingId),
    recordOf(CONSENTS, fields.guestId),
  ])
  if (!read) return null
  const { procedure } = read.published
  // On a locked tablet a guest's record is there and says nothing.
  const guest = guestRecord?.fields.name === undefined ? null : guestFrom(guestRecord)
  const urnId = fields.place?.urnId
  const turnover = turnovers.find(
    (t) =>
      t.id !== record.id && t.fields.visitId !== record.id && (t.fields as RunFields).place?.urnId === urnId,
  )
  const agreed = consents?.fields ?? {}
  const youth = youthOf(guest?.born ?? null, record.day ?? '', shop?.minAge ?? MIN_AGE)
  const context: RunContext = {
    procedure,
    guest: guest && { ...guest, hasCard: guest.card !== null, isNamed: isNamed(guest) },
    booking: bookingRecord ? carriedOf(bookingRecord) : null,
    shop: {
      winterMonths: shop?.winterMonths ?? [],
      timeZone: shop?.timeZone ?? 'Asia/Shanghai',
      busy: isBusy(visits, procedure, record.day ?? ''),
    },
    barred: barredBy(youth, agreed, record.id),
    keeps: keepsOf(agreed, youth),
    openTurnover: urnId && turnover ? { id: turnover.id } : null,
    urnTakenBy: urnTakenBy(record, visits, procedure),
  }
  return { ...read, context, guest }
}

/** What somebody else has agreed to being kept, for a visit that is about to be theirs. */
export async function keepsFor(store: Store, guestId: string, day: string): Promise<RunContext['keeps']> {
  const [guest, consents] = await Promise.all([
    readRecord(store, { table: 'guests', id: guestId }),
    readRecord(store, { table: CONSENTS, id: guestId }),
  ])
  const { born } = guest ? guestFrom(guest) : { born: null }
  return keepsOf(consents?.fields ?? {}, youthOf(born, day, MIN_AGE))
}

function carriedOf(record: SyncRecord): NonNullable<RunContext['booking']> {
  const { id, selfBooked, madeAt, by } = bookingFrom(record)
  return { id, selfBooked, at: madeAt, by }
}
