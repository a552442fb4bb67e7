/**
 * Guests who are not grown up. Of a grown guest nothing is asked and nothing kept; of a minor the month of birth, for the shop's
 * minimum age, the guardian's consent under 14 (PIPL article 31) and their presence depend on it.
 * `{ born: '2013-05' }`: counted as a year older from the month after it, so never too early.
 */
import type { Fields } from '../../sync/record.ts'
import { fieldOf, nextNumber, numbered } from '../procedure/answers.ts'
import { isObject, isText } from '../procedure/refusal.ts'

export const ADULT_AGE = 18
/** Under it a guardian decides (PIPL article 31). */
export const GUARDIAN_AGE = 14

const MONTH = /^(19|20)\d\d-(0[1-9]|1[0-2])$/

/** The month of birth if it is one, else null: a grown guest. */
export function bornFrom(value: unknown): string | null {
  return typeof value === 'string' && MONTH.test(value) ? value : null
}

/** Whole years on the shop's calendar day; null when nothing is known, which is a grown guest. */
export function ageOn(born: string | null, day: string): number | null {
  if (born === null || bornFrom(born) === null) return null
  const [year = 0, month = 0] = born.split('-').map(Number)
  const [thisYear = 0, thisMonth = 0] = day.split('-').map(Number)
  return thisYear - year - (thisMonth > month ? 0 : 1)
}

export type Youth = {
  /** Under 18: no photos. */
  readonly isMinor: boolean
  /** Under 14: a guardian decides and is present. */
  readonly isChild: boolean
  /** Below the shop's minimum age: cannot be served. */
  readonly isTooYoung: boolean
}

/** What follows from a guest's age on a day. */
export function youthOf(born: string | null, day: string, minAge: number): Youth {
  const age = ageOn(born, day)
  if (age === null) return { isMinor: false, isChild: false, isTooYoung: false }
  return { isMinor: age < ADULT_AGE, isChild: age < GUARDIAN_AGE, isTooYoung: age < minAge }
}

/** Beside the consents: who came along with a child, said anew at every visit. */
const PRESENT = 'present'
export type Presence = {
  readonly visitId: string
  readonly guardian: string
  readonly at: number
  readonly by: string
}

/** Who is present as a guardian at this visit; null while nobody has said so. */
export function presentAt(fields: Fields, visitId: string): Presence | null {
  const said = numbered(fields, PRESENT, (value: unknown) =>
    isObject(value) && value.visitId === visitId && isText(value.guardian)
      ? (value as unknown as Presence)
      : null,
  )
  return said.at(-1)?.found ?? null
}

/** Why a guest cannot be steamed at this visit; null for whoever can. */
export function barredBy(
  youth: Youth,
  fields: Fields,
  visitId: string,
): 'tooYoung' | 'guardianAbsent' | null {
  if (youth.isTooYoung) return 'tooYoung'
  return youth.isChild && !presentAt(fields, visitId) ? 'guardianAbsent' : null
}

/** The field that says who is present. */
export function presenceField(fields: Fields, { visitId, guardian, at, by }: Presence): Fields {
  return { [fieldOf(PRESENT, nextNumber(fields, PRESENT))]: { visitId, guardian: guardian.trim(), at, by } }
}
