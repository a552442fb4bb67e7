/** Puts a refusal or a failure into one sentence; every code has one. */
import type { Refusal } from '../../../domain/procedure/run.ts'
import type { ClockRule } from '../../../domain/procedure/structure.ts'
import type { ProcedureText } from '../../../domain/procedure/text.ts'
import type { Strings } from '../../strings/strings.ts'
import type { Problem } from '../work.tsx'
import { labelOf, missingOf } from './value-words.ts'

/** What to tell the person; what was entered stays where it is. With `clock` a limit of the urn's instants is told. */
export function problemWords(
  problem: Problem,
  text: ProcedureText,
  strings: Strings,
  clock?: ClockRule,
): string {
  const { visit } = strings
  if ('failed' in problem) return failedWords(problem.failed, strings)
  const { refused, stepId, gate } = problem
  if (problem.detail === 'who') return visit.needWho
  if (problem.detail === 'noPlace') return visit.refused.noPlace
  if (refused === 'gate') {
    if (stepId) return visit.refused.gate(missingOf(text, stepId))
    return gate ? visit.refused.gate(text.gates[gate] ?? gate) : visit.refused.gatePlain
  }
  if (refused === 'blockedValue') {
    return stepId ? visit.refused.blockedValue(labelOf(text, stepId)) : visit.refused.blockedValuePlain
  }
  return refused === 'limit' ? limitWords(problem, strings, clock) : visit.refused[refused]
}

/** A limit by what it is about; the urn's instants are bound by one another (D13). */
function limitWords(problem: Refusal, { visit }: Strings, clock: ClockRule | undefined): string {
  const { limitOf, refused } = visit
  const { detail, stepId } = problem
  if (detail !== undefined && Object.hasOwn(limitOf, detail)) return limitOf[detail as keyof typeof limitOf]
  if (stepId === undefined || !clock) return refused.limit
  return stepId === clock.start || stepId === clock.off ? limitOf.clock : limitOf.size
}

/** A write that failed; trying again helps, unless there is no room or it is too much. */
function failedWords(failed: string, { visit }: Strings): string {
  // `limit` says which one after a colon.
  const [code = ''] = failed.split(':')
  const { failedOf } = visit
  return Object.hasOwn(failedOf, code) ? failedOf[code as keyof typeof failedOf] : visit.failed
}
