/**
 * What of a guest somebody sees (B4.3, SEC8), by how much their role reads of the table: all of it, all but what is about health, or
 * a mask where they have no business with the guest today. A mask says who it may be and nothing that could be passed on.
 */
import type { Json } from '../../base/json.ts'
import { isNotDone } from '../procedure/answers.ts'
import { isObject } from '../procedure/refusal.ts'
import type { Answer } from '../procedure/run.ts'
import type { Step } from '../procedure/structure.ts'
import type { StepView } from '../procedure/view.ts'
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
  return {
    ...healthy,
    name: guest.numbered ? guest.name : maskedName(guest.name),
    phone: null,
    card: null,
    preferences: [],
    born: null,
  }
}

/** `王**` for 王秀兰 and `P**` for Parker: the first character, and no word of how long the rest is. */
export function maskedName(name: string): string {
  const [first] = [...name.trim()]
  return first === undefined ? '' : `${first}**`
}

const KINDS: ReadonlySet<Step['kind']> = new Set(['reading', 'note', 'repeated', 'photo'])

/** The register is the front desk's own form. */
export function isOfRegister({ form }: Step): boolean {
  return form?.includes('bookingRegister') === true
}

/** Whether what a step says is about somebody's health: measured, noted, seen, or an answer that something hangs on. */
export function isAboutHealth(step: Step): boolean {
  if (isOfRegister(step)) return false
  if (KINDS.has(step.kind)) return true
  if (step.kind !== 'choose' || step.gate?.name === 'identity') return false
  const isTelling = step.options.some(({ sets, verdict }) => sets !== undefined || verdict !== undefined)
  return isTelling || step.askAgainWhenMoved === true || (step.form ?? []).length > 0
}

/** Stands for a reason in somebody's own words, which may be about the guest's health. */
const OTHER = 'other'

/** Who looks without seeing health, and which reasons are the procedure's own words. */
export type Looker = { readonly who: string | null; readonly reasons: readonly string[] }

/** A reason as it is seen without health: one of the procedure's own, else only that there was one. */
export function reasonAsSeen(reason: string, { reasons }: Pick<Looker, 'reasons'>): string {
  return reasons.includes(reason) ? reason : OTHER
}

/**
 * An answer as it is seen without health: that it was given, when and by whom. Of what is not about health the value stays, but no
 * words beside it, and no reason why the urn was switched off early. Who gave an answer knows it.
 */
export function answerAsSeen<A extends Answer>(step: Step, answer: A, looker: Looker): A {
  if (isOfRegister(step) || answer.by === looker.who) return answer
  const { note: _note, was, why: _why, value, ...rest } = answer
  if (isAboutHealth(step)) return { ...rest, value: null } as unknown as A
  const corrected = was === undefined ? {} : { was: valueAsSeen(was, looker), why: OTHER }
  return { ...rest, value: valueAsSeen(value, looker), ...corrected } as unknown as A
}

function valueAsSeen(value: Json, looker: Looker): Json {
  if (isNotDone(value)) return { notDone: reasonAsSeen(value.notDone, looker) }
  return isObject(value) && 'reason' in value ? ({ ...value, reason: OTHER } as Json) : value
}

/** The same for all that a row shows of its step; whether it is done, and lets pass, stays. */
export function viewAsSeen(view: StepView, looker: Looker): StepView {
  const { step, answer, answers } = view
  return {
    ...view,
    answer: answer && answerAsSeen(step, answer, looker),
    answers: answers.map((one) => ({ ...one, answer: answerAsSeen(step, one.answer, looker) })),
  }
}
