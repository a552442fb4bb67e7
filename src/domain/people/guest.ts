/**
 * A guest as the shop knows them: who they are, how they like to be called, what to be careful about.
 * `{ name: '王秀兰', address: '王女士', gender: 'female', phone: '…', card: { openedOn: '2026-05-01', name: '调理卡' } }`
 * Serious is never shown to guests (D10). The product observes and records; it does not diagnose.
 */
import type { SyncRecord } from '../../sync/record.ts'
import { bornFrom } from '../consent/minor.ts'
import type { GuestId } from '../ids.ts'
import type { Language } from '../language.ts'

export type Gender = 'female' | 'male'

export type Guest = {
  readonly id: GuestId
  readonly name: string
  /** Form of address, e.g. 王女士; what the greeting uses (A2.2). */
  readonly address: string
  readonly gender: Gender
  readonly phone: string | null
  /** An opened card (A1.1); null for those without. */
  readonly card: { readonly name: string; readonly openedOn: string } | null
  readonly trial: boolean
  readonly serious: boolean
  readonly weak: boolean
  readonly lowSugar: boolean
  /** Organ conditions that decide where the hands rest (A5.9.3), e.g. `['liver']`. */
  readonly organs: readonly string[]
  /** Short words to be careful about, and what they like. */
  readonly cautions: readonly string[]
  readonly preferences: readonly string[]
  /** The language to speak with them, when it is not the tablet's. */
  readonly language: Language | null
  /** The month a minor was born in, `2013-05`; of grown guests it is neither asked nor kept. */
  readonly born: string | null
  /** Served under a number: nobody's record. */
  readonly numbered: boolean
  /** Invented, from the sample shop. */
  readonly sample: boolean
}

/** Reads a record as a guest; missing fields become their empty value, unknown ones are left alone (M7). */
export function guestFrom(record: SyncRecord): Guest {
  const f = record.fields
  const list = (value: unknown) => (Array.isArray(value) ? value.filter((v) => typeof v === 'string') : [])
  return {
    id: record.id as GuestId,
    name: String(f.name ?? ''),
    address: String(f.address ?? f.name ?? ''),
    gender: f.gender === 'male' ? 'male' : 'female',
    phone: typeof f.phone === 'string' ? f.phone : null,
    card: (f.card as Guest['card']) ?? null,
    trial: f.trial === true,
    serious: f.serious === true,
    weak: f.weak === true,
    lowSugar: f.lowSugar === true,
    organs: list(f.organs),
    cautions: list(f.cautions),
    preferences: list(f.preferences),
    language: (f.language as Language | undefined) ?? null,
    born: bornFrom(f.born),
    numbered: f.numbered === true,
    sample: f.sample === true,
  }
}

/** Whether anything is written down of how they are. */
export function hasHealth({ serious, weak, lowSugar, organs, cautions }: Guest): boolean {
  return serious || weak || lowSugar || organs.length + cautions.length > 0
}

/** The last four digits, what tells two guests of the same name apart on a screen; empty without a phone. */
export function phoneTail(guest: Pick<Guest, 'phone'>): string {
  return guest.phone?.replace(/\D/g, '').slice(-4) ?? ''
}
