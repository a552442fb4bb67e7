/**
 * What a guest has agreed to, by purpose: the record `consents/<guest id>`, one field an act (M2), `readings#1`, `readings#2`. The act
 * with the highest number holds; a refusal and a withdrawal are acts too, and none is ever changed.
 * `{ given: true, at: 1763…, by: 'u2', version: 1, language: 'zh-CN', shop: '瓮养', textHash: '9f…', proof: 'c3…', how: 'signed', signature: '600 240;M…' }`
 */
import type { Fields } from '../../sync/record.ts'
import type { StaffId } from '../ids.ts'
import { LANGUAGES, type Language } from '../language.ts'
import { numbered } from '../procedure/answers.ts'
import { isObject, isText } from '../procedure/refusal.ts'

export const CONSENTS = 'consents'
/** What a guest decides on, each apart from the others, in the order asked. */
export const PURPOSES = ['record', 'readings', 'photos', 'marketing'] as const
export type Purpose = (typeof PURPOSES)[number]

export type ConsentAct = {
  readonly given: boolean
  readonly at: number
  /** Who held the tablet, or took the paper. */
  readonly by: StaffId
  readonly version: number
  readonly language: Language
  /** The shop's name as it stood in the text. */
  readonly shop: string
  /** SHA-256 of exactly what was shown, in hexadecimal. */
  readonly textHash: string
  /** SHA-256 over all of this act and whose it is: with another signature, or for another guest, it is another (SEC16). */
  readonly proof: string
  /** A no is said; a yes is signed, or stands on a paper form. */
  readonly how: 'signed' | 'paper' | 'said'
  readonly signature?: string
  /** Where the paper form lies. */
  readonly paper?: string
  /** Who decided for a child under 14. */
  readonly guardian?: string
}
export type NumberedAct = { readonly n: number; readonly act: ConsentAct }

function actFrom(value: unknown): ConsentAct | null {
  if (!isObject(value) || typeof value.given !== 'boolean' || typeof value.at !== 'number') return null
  const isWhole =
    typeof value.version === 'number' &&
    LANGUAGES.some((language) => language === value.language) &&
    [value.by, value.textHash, value.proof, value.how].every((one) => isText(one))
  return isWhole ? (value as unknown as ConsentAct) : null
}

/** All acts of a purpose, the oldest first; what is sealed, or not shaped like one, is left out. */
export function actsOf(fields: Fields, purpose: Purpose): readonly NumberedAct[] {
  return numbered(fields, purpose, actFrom).map(({ n, found: act }) => ({ n, act }))
}

/** What holds now: the latest act of a purpose; null when it was never asked. */
export function holdsNow(fields: Fields, purpose: Purpose): ConsentAct | null {
  return actsOf(fields, purpose).at(-1)?.act ?? null
}

/**
 * `stale`: given, and to be asked again: the text has changed in what it says, or a guardian decided for somebody who by now decides
 * themselves. `guardianMissing`: a child's own yes, which does not count.
 */
export type ConsentState = 'none' | 'given' | 'refused' | 'withdrawn' | 'stale' | 'guardianMissing'

/** Of one version: for which purposes an older yes is asked again, because what is kept, why or how has changed. */
export type AsksAgain = { readonly version: number; readonly asksAgain: readonly Purpose[] }

/** Whether a text newer than the one agreed to must be asked (PIPL article 14). */
export function isOutdated(
  { version }: Pick<ConsentAct, 'version'>,
  purpose: Purpose,
  texts: readonly AsksAgain[],
): boolean {
  return texts.some((text) => text.version > version && text.asksAgain.includes(purpose))
}

/** How a purpose stands; `isChild`: under 14 today. */
export function stateOfConsent(
  fields: Fields,
  purpose: Purpose,
  { isChild, texts }: { readonly isChild: boolean; readonly texts: readonly AsksAgain[] },
): ConsentState {
  const acts = actsOf(fields, purpose)
  const last = acts.at(-1)?.act
  if (!last) return 'none'
  if (!last.given) return acts.some(({ act }) => act.given) ? 'withdrawn' : 'refused'
  if (isChild && !isText(last.guardian)) return 'guardianMissing'
  return isOutdated(last, purpose, texts) || (!isChild && isText(last.guardian)) ? 'stale' : 'given'
}

/** What of a guest may be kept. A yes holds until it is asked again; a child's own does not; minors are not photographed. */
export type Keeps = { readonly record: boolean; readonly readings: boolean; readonly photos: boolean }

/** By what holds now. */
export function keepsOf(
  fields: Fields,
  { isChild, isMinor }: { readonly isChild: boolean; readonly isMinor: boolean },
): Keeps {
  const isGiven = (purpose: Purpose) => {
    const act = holdsNow(fields, purpose)
    return act?.given === true && (!isChild || isText(act.guardian))
  }
  return { record: isGiven('record'), readings: isGiven('readings'), photos: isGiven('photos') && !isMinor }
}

/** Whether a guest has said no to a record of their visits: these go under a number. */
export function wantsNoRecord(fields: Fields): boolean {
  return holdsNow(fields, 'record')?.given === false
}

/** What a visit needs a decision on; photos and offers are no condition of it. */
export const OF_A_VISIT = ['record', 'readings'] as const satisfies readonly Purpose[]

/** What is checked and not kept at a visit although it was asked. */
export function notKeptAtVisit(
  fields: Fields,
  of: { readonly isChild: boolean; readonly isMinor: boolean },
): readonly Purpose[] {
  const keeps = keepsOf(fields, of)
  return OF_A_VISIT.filter((purpose) => holdsNow(fields, purpose) !== null && !keeps[purpose])
}

/** The purposes of a visit that are still to be asked, or to be asked again. A no is a decision. */
export function missingForVisit(
  fields: Fields,
  of: { readonly isChild: boolean; readonly texts: readonly AsksAgain[] },
): readonly Purpose[] {
  return OF_A_VISIT.filter((purpose) =>
    ['none', 'stale', 'guardianMissing'].includes(stateOfConsent(fields, purpose, of)),
  )
}
