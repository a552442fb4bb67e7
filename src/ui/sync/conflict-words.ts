/**
 * A conflict in the words of the floor: `王女士 10:05 的服务`, `血压`, and both values as their rows would say them. What this
 * version does not know gets a general word, never a raw name or JSON.
 */
import type { Json } from '../../base/json.ts'
import type { SyncRecord } from '../../db/queries.ts'
import type { Conflict } from '../../domain/conflict/conflict.ts'
import type { Guest } from '../../domain/people/guest.ts'
import type { Staff } from '../../domain/people/staff.ts'
import { answerIn, parseField } from '../../domain/procedure/answers.ts'
import type { Answer } from '../../domain/procedure/run.ts'
import type { Procedure, Step } from '../../domain/procedure/structure.ts'
import type { ProcedureText } from '../../domain/procedure/text.ts'
import type { Room, Urn } from '../../domain/rooms/room.ts'
import { placeName } from '../rooms/place-name.ts'
import { shownGuest } from '../state/shown-guest.ts'
import type { Strings } from '../strings/strings.ts'
import type { SyncStrings } from '../strings/zh-cn/sync.ts'
import { labelOf, valueWords } from '../visit/stage/value-words.ts'
import { wordIn } from './words.ts'

/** What the words are made of: the record, and whom and what it names. */
export type Around = {
  /** Null while it is not on this tablet. */
  readonly record: SyncRecord | null
  /** The written procedure that a visit or turnover is pinned to. */
  readonly procedure: Procedure | null
  readonly text: ProcedureText | null
  readonly guests: ReadonlyMap<string, Guest>
  readonly staff: readonly Staff[]
  readonly rooms: readonly Room[]
  readonly urns: readonly Urn[]
  readonly timeZone: string
  /** An instant as it is read today: the time, with its day where that is another. */
  readonly time: (at: number) => string
  readonly strings: Strings
  readonly sync: SyncStrings
}

function calledIn({ guests, strings }: Around, id: string): string | undefined {
  const guest = guests.get(id)
  return guest && shownGuest(guest, strings.kit).address
}

/** Which record it is about, as people call it. */
export function recordWords({ table }: Pick<Conflict['of'], 'table'>, around: Around): string {
  const { record, rooms, urns, strings, time } = around
  const { conflicts } = around.sync
  const fields = record?.fields ?? {}
  const guest = calledIn(around, String(table === 'guests' ? record?.id : fields.guestId))
  const name = guest ?? strings.today.unknownGuest
  switch (table) {
    case 'visits':
      return conflicts.visit(name, time(momentIn(fields.begun)))
    case 'turnovers':
      return conflicts.turnover(placeName(placeIn(fields.place), rooms, urns) || strings.visit.noPlace)
    case 'guests':
      return conflicts.guest(name)
    case 'bookings':
      return conflicts.booking(name, time(momentIn(fields.at)))
    case 'staff':
      return conflicts.staff(String(fields.name ?? ''))
    case 'rooms':
    case 'urns':
      return String(fields.name ?? '') || conflicts.other
    case 'shop':
      return conflicts.shop
    default:
      return conflicts.other
  }
}

/** Which of its entries: a step's label, or the field's word. */
export function fieldWords(field: string, around: Around): string {
  const { text } = around
  const { conflicts } = around.sync
  if (field.startsWith('left:')) {
    const stage = text?.stages[field.slice('left:'.length)]?.short
    return stage ? conflicts.left(stage) : conflicts.otherField
  }
  const step = stepOf(field, around)
  if (step === null || text === null) return wordIn(conflicts.fields, field) ?? conflicts.otherField
  const n = parseField(field)?.n
  const label = labelOf(text, step.id)
  return n === undefined || n === 1 ? label : conflicts.numbered(label, n)
}

/** One side's value; a note stands behind it. */
export function sideWords(field: string, value: Json, around: Around): string {
  const { strings, text } = around
  const { conflicts } = around.sync
  if (value === null) return conflicts.empty
  const step = stepOf(field, around)
  const answer = answerOf(value)
  if (step === null || text === null || answer === null) return plainWords(field, value, around)
  return [answerWords(step, answer, around, text), answer.note ? conflicts.note(answer.note) : '']
    .filter((part) => part !== '')
    .join(strings.today.comma)
}

/** When an answer says that it was done; null for a value that is none. */
export function doneAt(value: Json): number | null {
  return answerOf(value)?.at ?? null
}

function answerWords(step: Step, answer: Answer, around: Around, text: ProcedureText): string {
  const { strings, timeZone, time } = around
  const { conflicts } = around.sync
  const { value } = answer
  const words = valueWords(step, value, { text, strings, timeZone })
  // The start and the end of steaming are told by when they were (D13).
  const isUrns = typeof value === 'object' && value !== null && ('plannedMin' in value || 'how' in value)
  if (isUrns) return `${time(answer.at)} ${words}`
  return words || (step.kind === 'photo' ? conflicts.photo : conflicts.did)
}

function plainWords(field: string, value: Json, around: Around): string {
  const { strings, rooms, urns, staff, time } = around
  const { conflicts } = around.sync
  if (typeof value === 'boolean') return value ? conflicts.yes : conflicts.no
  if (field === 'place') return placeName(placeIn(value), rooms, urns) || conflicts.something
  if (field === 'at' && typeof value === 'number') return time(value)
  if (field === 'winterMonths' && Array.isArray(value))
    return value.map((month) => conflicts.months(Number(month))).join(conflicts.list)
  if (field === 'gender' && (value === 'female' || value === 'male')) return strings.kit.genderWord[value]
  if (field === 'role' && typeof value === 'string') return wordIn(strings.shell.role, value) ?? value
  if (field === 'language' && typeof value === 'string') return wordIn(strings.kit.languages, value) ?? value
  const id = idIn(value)
  const named =
    staff.find((one) => one.id === id)?.name ??
    calledIn(around, id) ??
    rooms.find((room) => room.id === id)?.name
  if (named !== undefined) return named
  if (typeof value === 'string') return value === '' ? conflicts.empty : wordOfId(field, value, around)
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.length === 0
      ? conflicts.empty
      : value.map((one) => wordOfId(field, String(one), around)).join(conflicts.list)
  return objectWords(value, around)
}

/** A card by its name, a mark by when it was made and why. */
function objectWords(value: Json, { text, strings, sync, time }: Around): string {
  const { conflicts } = sync
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return conflicts.something
  const mark = value as { readonly [name: string]: Json }
  const reason = mark.why ?? mark.reason
  const parts = [
    typeof mark.name === 'string' ? mark.name : '',
    typeof mark.at === 'number' ? time(mark.at) : '',
    typeof reason === 'string' ? (wordIn(strings.today.why, reason) ?? text?.reasons[reason] ?? reason) : '',
  ].filter((part) => part !== '')
  return parts.length > 0 ? parts.join(strings.today.comma) : conflicts.something
}

/** Ids of ours that stand in plain fields; anything else is what somebody wrote. */
function wordOfId(field: string, value: string, { strings, sync }: Around): string {
  if (field === 'organs') return wordIn(strings.guests.form.organ, value) ?? value
  if (field === 'kind') return wordIn(strings.guests.form.kinds, value) ?? value
  return field.endsWith('Id') ? sync.conflicts.something : value
}

function stepOf(field: string, { procedure }: Around): Step | null {
  const id = parseField(field)?.stepId
  const steps = procedure?.stages.flatMap((stage) => stage.steps) ?? []
  return steps.find((step) => step.id === id) ?? null
}

function answerOf(value: Json): Answer | null {
  return answerIn({ value }, 'value')
}

function placeIn(value: Json | undefined): { readonly roomId: string; readonly urnId: string } | null {
  const place = value as { readonly roomId?: unknown; readonly urnId?: unknown } | null | undefined
  return typeof place?.roomId === 'string' && typeof place.urnId === 'string'
    ? { roomId: place.roomId, urnId: place.urnId }
    : null
}

/** The id that a field names, by itself or as the value of a mark. */
function idIn(value: Json): string {
  if (typeof value === 'string') return value
  const marked = (value as { readonly value?: unknown } | null)?.value
  return typeof marked === 'string' ? marked : ''
}

function momentIn(value: Json | undefined): number {
  if (typeof value === 'number') return value
  const at = (value as { readonly at?: unknown } | null | undefined)?.at
  return typeof at === 'number' ? at : 0
}
