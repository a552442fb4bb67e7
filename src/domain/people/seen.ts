/**
 * What of a guest somebody sees (B4.3, SEC8), by how much their role reads of the table: all of it, all but what is about health, or
 * a mask where they have no business with the guest today. A mask says who it may be and nothing that could be passed on.
 */
import type { Step } from '../procedure/structure.ts'
import type { Guest } from './guest.ts'
import type { ReadLevel } from './rights.ts'

export type Seen = 'all' | 'noHealth' | 'masked'

/** `hasBusiness`: booked or here today, or followed up by whoever looks. */
export function seenBy(level: ReadLevel, hasBusiness: boolean): Seen {
  if (level === 'all' || level === 'noHealth') return level
  return level === 'today' && hasBusiness ? 'all' : 'masked'
}

/** The guest as far as they are seen; the record itself is left alone. */
export function asSeen(guest: Guest, seen: Seen): Guest {
  if (seen === 'all') return guest
  const healthy = { ...guest, serious: false, weak: false, lowSugar: false, organs: [], cautions: [] }
  if (seen === 'noHealth') return healthy
  return { ...healthy, name: maskedName(guest.name), phone: null, card: null, preferences: [], born: null }
}

/** `王**` for 王秀兰 and `P**` for Parker: the first character, and no word of how long the rest is. */
export function maskedName(name: string): string {
  const [first] = [...name.trim()]
  return first === undefined ? '' : `${first}**`
}

const KINDS: ReadonlySet<Step['kind']> = new Set(['reading', 'note', 'repeated', 'photo'])

/** Whether what a step says is about somebody's health: measured, noted, seen, or an answer that something hangs on. */
export function isAboutHealth(step: Step): boolean {
  // The register is the front desk's own form.
  if (step.form?.includes('bookingRegister')) return false
  if (KINDS.has(step.kind)) return true
  if (step.kind !== 'choose' || step.gate?.name === 'identity') return false
  const isTelling = step.options.some(({ sets, verdict }) => sets !== undefined || verdict !== undefined)
  return isTelling || step.askAgainWhenMoved === true || (step.form ?? []).length > 0
}
