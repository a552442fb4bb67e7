/**
 * What has been typed during set-up, before anything is a record: kept as a setting of the tablet, so that a reload
 * loses nothing but what may not lie there in the clear, PINs and guests (SEC1). Ids are drawn when a line is added, and stay its ids.
 * `{ step: 'rooms', name: '南门店', winterMonths: [11,12,1,2,3], rooms: [{ id, name: '1 号房', urns: 1 }], … }`
 */
import { addressFor } from '../people/address.ts'
import type { Gender } from '../people/guest.ts'
import type { StaffRole } from '../people/staff.ts'
import type { NewGuest, NewShop, NewStaff } from './new-shop.ts'
import { WINTER_MONTHS } from './shop.ts'

export const SETUP_STEPS = ['shop', 'rooms', 'staff', 'pins', 'guests'] as const
export type SetupStep = (typeof SETUP_STEPS)[number]

export type DraftRoom = { readonly id: string; readonly name: string; readonly urns: number }
export type DraftGuest = {
  readonly id: string
  readonly name: string
  readonly gender: Gender
  readonly phone: string
}
export type SetupDraft = {
  readonly step: SetupStep | 'welcome'
  readonly name: string
  readonly winterMonths: readonly number[]
  readonly rooms: readonly DraftRoom[]
  readonly staff: readonly NewStaff[]
  /** By member of staff. */
  readonly pins: { readonly [id: string]: string }
  readonly guests: readonly DraftGuest[]
  /** The line that is being typed and not added yet. */
  readonly staffLine: { readonly name: string; readonly role: StaffRole }
  readonly guestLine: { readonly name: string; readonly gender: Gender; readonly phone: string }
}

export const ROOMS_MAX = 40
export const URNS_MAX = 4

export const EMPTY_DRAFT: SetupDraft = {
  step: 'welcome',
  name: '',
  winterMonths: WINTER_MONTHS,
  rooms: [],
  staff: [],
  pins: {},
  guests: [],
  staffLine: { name: '', role: 'consultant' },
  guestLine: { name: '', gender: 'female', phone: '' },
}

export type DraftProblem =
  | 'nameMissing'
  | 'roomsMissing'
  | 'roomNameMissing'
  | 'roomNameTwice'
  | 'staffMissing'
  | 'staffNameTwice'
  | 'managerMissing'
  | 'pinMissing'

/** What keeps a step from being done; null when it may be left. Guests may be none. */
export function draftProblem(draft: SetupDraft, step: SetupStep): DraftProblem | null {
  if (step === 'shop') return draft.name.trim() === '' ? 'nameMissing' : null
  if (step === 'rooms') {
    if (draft.rooms.length === 0) return 'roomsMissing'
    if (draft.rooms.some((room) => room.name.trim() === '')) return 'roomNameMissing'
    return hasTwice(draft.rooms.map((room) => room.name)) ? 'roomNameTwice' : null
  }
  if (step === 'staff') {
    if (draft.staff.length === 0) return 'staffMissing'
    if (hasTwice(draft.staff.map((person) => person.name))) return 'staffNameTwice'
    return draft.staff.some(isManager) ? null : 'managerMissing'
  }
  if (step === 'pins') return firstSigner(draft) ? null : 'pinMissing'
  return null
}

const isManager = ({ role }: NewStaff) => role === 'manager'

/** The manager who signs in first, with the PIN they typed; null while none has. */
export function firstSigner({
  staff,
  pins,
}: SetupDraft): { readonly person: string; readonly pin: string } | null {
  const person = staff.find((one) => isManager(one) && pins[one.id] !== undefined)
  const pin = person && pins[person.id]
  return person && pin !== undefined ? { person: person.id, pin } : null
}

/** What of the draft may be kept as a setting: no PIN and no guest. */
export function keptOfDraft(draft: SetupDraft): SetupDraft {
  const { pins, guests, guestLine } = EMPTY_DRAFT
  return { ...draft, pins, guests, guestLine }
}

/** The first step that is not done yet, and why; null when the shop can be made. */
export function firstProblem(draft: SetupDraft): { step: SetupStep; problem: DraftProblem } | null {
  for (const step of SETUP_STEPS) {
    const problem = draftProblem(draft, step)
    if (problem) return { step, problem }
  }
  return null
}

/** The line that is being typed becomes one of those added, as if "add" had been tapped; nothing for an empty one. */
export function withLine(draft: SetupDraft, line: 'staff' | 'guests', id: string): SetupDraft {
  if (line === 'staff') {
    const { name, role } = draft.staffLine
    if (name.trim() === '') return draft
    const staff = [...draft.staff, { id, name: name.trim(), role }]
    return { ...draft, staff, staffLine: { name: '', role } }
  }
  const { name, gender, phone } = draft.guestLine
  if (name.trim() === '') return draft
  const guests = [...draft.guests, { id, name: name.trim(), gender, phone }]
  return { ...draft, guests, guestLine: { name: '', gender, phone: '' } }
}

/** As many rooms as wanted: new ones at the end, the last ones go first. `ids` holds enough fresh ids. */
export function withRoomCount(
  draft: SetupDraft,
  count: number,
  nameOf: (n: number) => string,
  ids: readonly string[],
): SetupDraft {
  const kept = draft.rooms.slice(0, count)
  const added = ids
    .slice(0, Math.max(0, count - kept.length))
    .map((id, at): DraftRoom => ({ id, name: nameOf(kept.length + at + 1), urns: 1 }))
  return { ...draft, rooms: [...kept, ...added] }
}

/** The shop as typed; an urn's id is its room's with a number. */
export function shopOfDraft(
  draft: SetupDraft,
  urnName: (n: number, of: number) => string,
  timeZone: string,
): NewShop {
  return {
    name: draft.name.trim(),
    winterMonths: draft.winterMonths,
    timeZone,
    sample: false,
    rooms: draft.rooms.map(({ id, name, urns }) => ({
      id,
      name: name.trim(),
      urns: Array.from({ length: urns }, (_, at) => ({
        id: `${id}-u${at + 1}`,
        name: urnName(at + 1, urns),
      })),
    })),
    staff: draft.staff.map((person) => ({ ...person, name: person.name.trim() })),
    guests: draft.guests.map(guestOfDraft),
    bookings: [],
  }
}

function guestOfDraft({ id, name, gender, phone }: DraftGuest): NewGuest {
  return {
    id,
    name: name.trim(),
    address: addressFor(name, gender),
    gender,
    phone: phone.trim() === '' ? null : phone.trim(),
    card: null,
    trial: true,
    serious: false,
    weak: false,
    lowSugar: false,
    organs: [],
    cautions: [],
    preferences: [],
    language: null,
    born: null,
  }
}

/** Reads what was kept; an older or broken draft begins anew rather than stopping the set-up. */
export function parseDraft(value: unknown): SetupDraft {
  if (typeof value !== 'object' || value === null) return EMPTY_DRAFT
  const kept = value as Partial<SetupDraft>
  const isWhole =
    typeof kept.name === 'string' &&
    [kept.winterMonths, kept.rooms, kept.staff, kept.guests].every(Array.isArray) &&
    (kept.step === 'welcome' || SETUP_STEPS.some((step) => step === kept.step))
  if (!isWhole) return EMPTY_DRAFT
  const read = keptOfDraft({ ...EMPTY_DRAFT, ...kept })
  return read.step === 'guests' ? { ...read, step: 'pins' } : read
}

function hasTwice(names: readonly string[]): boolean {
  return new Set(names.map((name) => name.trim())).size < names.length
}
