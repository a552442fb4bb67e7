/**
 * A guest who is served under a number: no name, phone or notes, only what the room needs to know. The number comes from the
 * record's random id, so it is the same on every tablet and says nothing.
 */
import type { Change } from '../../sync/change-set.ts'
import type { Fields } from '../../sync/record.ts'
import { type Guest, hasHealth } from './guest.ts'
import { guestNumber } from './guest-number.ts'

/** By what a visit or a line of the register says whose it is: its envelope, and the field. */
export const WHOSE: readonly string[] = ['@person', 'guestId']

/** What a guest's record says once they want none: everything that tells who they are is gone. */
export function numberedFields(name: string): Fields {
  return {
    name,
    address: name,
    phone: null,
    card: null,
    serious: false,
    weak: false,
    lowSugar: false,
    organs: [],
    cautions: [],
    preferences: [],
    numbered: true,
  }
}

/** The record of a number for one visit of a guest who wants none: what the room needs to know, and nothing that leads to them. */
export function newNumber(
  id: string,
  name: string,
  { gender, language, born }: Pick<Guest, 'gender' | 'language' | 'born'>,
): Change {
  const needed = Object.entries({ language, born }).filter(([, value]) => value !== null)
  const fields = { ...numberedFields(name), gender, ...Object.fromEntries(needed) }
  return { table: 'guests', id, create: true, person: id, fields }
}

/** What becomes of a new guest's record once they want none: a number's, and what was typed before is forgotten (S11). */
export function numberedGuest(id: string, name: string): Change {
  const fields = numberedFields(name)
  return { table: 'guests', id, forgets: Object.keys(fields), fields }
}

/** Whether a number's record says again who they are, or how: written by a tablet that had not heard of it. */
export function isNamed(guest: Guest): boolean {
  const { numbered, id, name, phone, card, preferences } = guest
  const isWhoever = name.includes(guestNumber(id)) && phone === null && card === null
  return numbered && !(isWhoever && preferences.length === 0 && !hasHealth(guest))
}
