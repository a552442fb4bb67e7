/** What the form holds while it is typed in, and the draft that comes of it. Lists are one line each, as typed. */
import { bornTyped } from '../../domain/consent/born-typed.ts'
import type { GuestDraft } from '../../domain/people/plan-guest.ts'

export type GuestKind = 'trial' | 'walkIn' | 'member'
export type FormDraft = Omit<GuestDraft, 'phone' | 'card' | 'trial' | 'cautions' | 'preferences'> & {
  readonly phone: string
  readonly kind: GuestKind
  readonly cardName: string
  readonly cardDay: string
  readonly cautions: string
  readonly preferences: string
  /** The lists as they were: a line that nobody touched keeps its words, commas and all. */
  readonly listed: Pick<GuestDraft, 'cautions' | 'preferences'>
  /** Somebody typed the form of address; it no longer follows the name. */
  readonly ownAddress: boolean
}

const LISTED = '、'

/** The form as it opens; a known guest's form of address is their own. */
export function formOf(guest: GuestDraft, isKnown: boolean): FormDraft {
  const { card, trial, phone, cautions, preferences, ...rest } = guest
  return {
    ...rest,
    phone: phone ?? '',
    kind: card ? 'member' : trial ? 'trial' : 'walkIn',
    cardName: card?.name ?? '',
    cardDay: card?.openedOn ?? '',
    cautions: cautions.join(LISTED),
    preferences: preferences.join(LISTED),
    listed: { cautions, preferences },
    ownAddress: isKnown,
  }
}

/** The draft that the planner takes; `split` divides a line into words. */
export function draftOf(form: FormDraft, split: (line: string) => readonly string[]): GuestDraft {
  const {
    kind,
    cardName,
    cardDay,
    cautions,
    preferences,
    listed,
    ownAddress: _own,
    phone,
    born,
    ...rest
  } = form
  const words = (line: string, before: readonly string[]) =>
    line === before.join(LISTED) ? before : split(line)
  return {
    ...rest,
    // What is not understood is handed on as it is, and refused.
    born: born && (bornTyped(born) ?? born),
    phone: phone.trim() === '' ? null : phone.trim(),
    card: kind === 'member' ? { name: cardName, openedOn: cardDay } : null,
    trial: kind === 'trial',
    cautions: words(cautions, listed.cautions),
    preferences: words(preferences, listed.preferences),
  }
}
