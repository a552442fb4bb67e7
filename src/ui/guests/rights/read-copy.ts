/**
 * Reads everything about one guest and puts it into the tablet's words, for the copy that is handed over (SEC17): the same words
 * as the rows of a visit and the list of conflicts.
 */
import type { Json } from '../../../base/json.ts'
import { allAbout, recordsOf, type SyncRecord } from '../../../db/queries.ts'
import type { Store } from '../../../db/store.ts'
import { CONSENTS, PURPOSES } from '../../../domain/consent/consent.ts'
import { NEWEST_WORDING, type WordingText } from '../../../domain/consent/wording.ts'
import type { Language } from '../../../domain/language.ts'
import { guestFrom } from '../../../domain/people/guest.ts'
import { type CopyWords, type GuestCopy, guestCopy } from '../../../domain/people/guest-copy.ts'
import { type Staff, staffFrom } from '../../../domain/people/staff.ts'
import { parseField } from '../../../domain/procedure/answers.ts'
import { isObject } from '../../../domain/procedure/refusal.ts'
import { roomFrom, urnFrom } from '../../../domain/rooms/room.ts'
import type { Shop } from '../../../domain/shop/shop.ts'
import { publishedProcedure, publishedText } from '../../state/run-context.ts'
import { shownGuest } from '../../state/shown-guest.ts'
import { dayAndTime, dayName } from '../../state/times.ts'
import { loadGuestRightsStrings } from '../../strings/guest-rights-strings.ts'
import type { Strings } from '../../strings/strings.ts'
import { loadSyncStrings } from '../../strings/sync-strings.ts'
import type { GuestRightsStrings } from '../../strings/zh-cn/guest-rights.ts'
import { type Around, fieldWords, recordWords, sideWords } from '../../sync/conflict-words.ts'
import { wordIn } from '../../sync/words.ts'
import { wordingText } from '../wording-texts.ts'

export type CopyAsk = {
  readonly store: Store
  readonly guestId: string
  readonly shop: Shop
  readonly language: Language
  readonly strings: Strings
  readonly by: string
  readonly now: number
}

/** Null where this tablet has nothing about them. */
export async function readCopy(ask: CopyAsk): Promise<GuestCopy | null> {
  const { store, guestId, shop, by, now } = ask
  const about = await allAbout(store, guestId)
  const own = about.find((record) => record.table === 'guests' && record.id === guestId)
  if (!own) return null
  const words = await wordsFor(ask, about)
  const guest = { id: guestId, name: shownGuest(guestFrom(own), ask.strings.kit).name }
  return guestCopy(about, { madeBy: words.staffName(by), shop: shop.name, guest, now }, words)
}

async function wordsFor(
  { store, shop, language, strings }: CopyAsk,
  about: readonly SyncRecord[],
): Promise<CopyWords> {
  const [staff, rooms, urns, sync, rights, text] = await Promise.all([
    recordsOf(store, 'staff'),
    recordsOf(store, 'rooms'),
    recordsOf(store, 'urns'),
    loadSyncStrings(language),
    loadGuestRightsStrings(language),
    wordingText(NEWEST_WORDING, language),
  ])
  const guests = about
    .filter(({ table }) => table === 'guests')
    .map((one) => shownGuest(guestFrom(one), strings.kit))
  const house = {
    ...{ staff: staff.map(staffFrom), rooms: rooms.map(roomFrom), urns: urns.map(urnFrom), strings, sync },
    timeZone: shop.timeZone,
    guests: new Map(guests.map((guest) => [guest.id as string, guest])),
    time: (at: number) => dayAndTime(at, shop.timeZone, language),
  }
  const procedures = new Map(
    await Promise.all(
      about.map(async (record) => [record, await procedureOf(store, record, language)] as const),
    ),
  )
  const around = (record: SyncRecord): Around => ({
    ...{ ...house, record, procedure: null, text: null },
    ...procedures.get(record),
  })
  return {
    staffName: (id) => house.staff.find((one) => one.id === id)?.name ?? id,
    title: (record) => titleOf(record, around(record), rights, language),
    label: (record, field) =>
      consentLabel(record, field, { text, rights }) ??
      accessLabel(record, field, rights) ??
      noteLabel(record, field, rights) ??
      bookingLabel(record, field, strings) ??
      labelOf(field, around(record)),
    words: (record, field, value) =>
      consentValue(record, value, rights) ??
      noteValue(record, field, rights) ??
      [sideWords(field, value, around(record)), approvalWords(value, house.staff, strings)]
        .filter((part) => part !== '')
        .join(strings.today.comma),
  }
}

async function procedureOf(store: Store, { table, fields }: SyncRecord, language: Language) {
  const id = fields.procedureId
  if (typeof id !== 'string' || (table !== 'visits' && table !== 'turnovers')) return {}
  const published = await publishedProcedure(store, id)
  return {
    procedure: published?.procedure ?? null,
    text: published && publishedText(published, language),
  }
}

function titleOf(
  record: SyncRecord,
  around: Around,
  { kinds, file }: GuestRightsStrings,
  language: Language,
): string {
  const { table, day } = record
  if (table === CONSENTS) return kinds.consents
  const own = { access: file.looked, forms: file.form, attention: file.note }[table]
  const title = own ?? recordWords(record, around)
  return day === undefined ? title : `${title} · ${dayName(day, language)}`
}

/** Empty for what has no word of its own: the clocks beside an answer, ids that lead elsewhere. */
function labelOf(field: string, around: Around): string {
  const label = fieldWords(field, around)
  return label === around.sync.conflicts.otherField ? '' : label
}

/** Who looked, and when; the rest says on which screen. */
function accessLabel(
  { table }: SyncRecord,
  field: string,
  { receipt, file }: GuestRightsStrings,
): string | null {
  if (table !== 'access') return null
  return field === 'at' ? receipt.at : field === 'by' ? file.looked : ''
}

function consentLabel(
  { table, fields }: SyncRecord,
  field: string,
  { text, rights }: { readonly text: WordingText | null; readonly rights: GuestRightsStrings },
): string | null {
  const purpose = PURPOSES.find((one) => one === parseField(field)?.stepId)
  const act = fields[field]
  if (table !== CONSENTS || !isObject(act)) return null
  // What was asked, in short; the exact words of that version are tied to the act by their hash.
  return (purpose && text?.purposes[purpose].title) ?? rights.file.consent
}

function consentValue(
  { table }: SyncRecord,
  value: SyncRecord['fields'][string],
  { file }: GuestRightsStrings,
): string | null {
  if (table !== CONSENTS || !isObject(value) || typeof value.given !== 'boolean') return null
  return value.given ? file.given : file.notGiven
}

/** Of a note what it is and when it was made; what else stands in it is for the program. */
function noteLabel({ table }: SyncRecord, field: string, { receipt, file }: GuestRightsStrings) {
  if (table !== 'attention') return null
  if (field === 'kind') return file.note
  return field === 'at' || field === 'openedAt' ? receipt.at : ''
}

function noteValue({ table, fields }: SyncRecord, field: string, { file }: GuestRightsStrings) {
  if (table !== 'attention' || field !== 'kind') return null
  return wordIn(file.notes, String(fields.kind)) ?? file.notes.other
}

/** Whoever came without a booking has booked nothing themselves. */
function bookingLabel({ table, fields }: SyncRecord, field: string, { today }: Strings): string | null {
  if (table !== 'bookings' || fields.walkIn !== true) return null
  if (field === 'walkIn') return today.register.walkIn
  return field === 'selfBooked' ? '' : null
}

/** Who answers for a value that a gate does not let pass by itself; empty where nobody had to. */
function approvalWords(value: Json, staff: readonly Staff[], { visit }: Strings): string {
  const by = isObject(value) ? value.approvedBy : undefined
  if (typeof by !== 'string') return ''
  return visit.approvedBy(staff.find(({ id }) => id === by)?.name ?? by)
}
