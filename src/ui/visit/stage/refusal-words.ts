/** Puts a refusal or a failure into one sentence; every code has one. */
import type { ProcedureText } from '../../../domain/procedure/text.ts'
import type { Strings } from '../../strings/strings.ts'
import type { Problem } from '../work.tsx'
import { labelOf, missingOf } from './value-words.ts'

/** What to tell the person; what was entered stays where it is. */
export function problemWords(problem: Problem, text: ProcedureText, strings: Strings): string {
  const { visit } = strings
  if ('failed' in problem) return visit.failed
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
  return visit.refused[refused]
}
