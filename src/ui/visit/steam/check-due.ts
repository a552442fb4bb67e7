/** The five-minute check that may be recorded now, from a minute before its time on (A6.1), and what was chosen for it. */
import { MINUTE_MS } from '../../../base/clock.ts'
import type { Looker } from '../../../domain/people/seen.ts'
import { fieldOf, numberedAnswers } from '../../../domain/procedure/answers.ts'
import type { Run } from '../../../domain/procedure/run.ts'
import type { ClockRule } from '../../../domain/procedure/structure.ts'
import type { SteamClock } from '../../../domain/urn/clock.ts'
import { datedAnswer } from '../../../domain/urn/dated.ts'

/** Whether the next thing due is a check, and its window has begun. */
export function isCheckDue({ next }: SteamClock, { graceMin }: ClockRule, now: number): boolean {
  return next?.kind === 'check' && now >= next.dueAt - graceMin * MINUTE_MS
}

/** One thing chosen, as it stands among what was noticed: `{ n: 2, id: 'dizzy', at }`. */
export type Chosen = { readonly n: number; readonly id: string; readonly at: number }

/**
 * What was noticed since the window of the check that is due began; null while none is due. It is read from the record
 * and never held in the tab: a check that passes, a screen opened anew and a tablet that dies lose none of it. `looker` sees
 * what they noticed themselves; the rest stays among what was noticed.
 */
export function chosenFor(
  run: Run,
  clock: SteamClock,
  now: number,
  looker: Pick<Looker, 'who'> | null,
): readonly Chosen[] | null {
  const rule = run.context.procedure.clock
  if (!clock.next || !isCheckDue(clock, rule, now)) return null
  const from = clock.next.dueAt - rule.graceMin * MINUTE_MS
  return numberedAnswers(run.fields, rule.between).flatMap(({ n, answer: { value, at, by } }) => {
    if (looker && by !== looker.who) return []
    const dated = datedAnswer(run, fieldOf(rule.between, n))?.at ?? at
    return dated >= from ? [{ n, id: String(value), at }] : []
  })
}
