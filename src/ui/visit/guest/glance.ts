/**
 * What the panel at the right tells of a guest, drawn from today's record and the last one: readings with their time,
 * cups before, during and after, how the last visit was. `{ readings: [{ label: '量血压', words: '108/68 mmHg', at }] }`
 */
import { answerIn, fieldsOf, isNotDone } from '../../../domain/procedure/answers.ts'
import { chosenIn } from '../../../domain/procedure/facts.ts'
import { guestIndexOf, guestStages } from '../../../domain/procedure/outline.ts'
import type { Run } from '../../../domain/procedure/run.ts'
import type { Procedure } from '../../../domain/procedure/structure.ts'
import type { ProcedureText } from '../../../domain/procedure/text.ts'
import { isUnusual } from '../../../domain/procedure/values.ts'
import { steamClock } from '../../../domain/urn/clock.ts'
import { wholeMin } from '../format.ts'
import { labelOf, optionWords, valueWords, type Words } from '../stage/value-words.ts'

export type Reading = {
  readonly stepId: string
  readonly label: string
  readonly words: string
  readonly at: number
  readonly unusual: boolean
}

/** Every reading that was taken, in the procedure's order. */
export function readingsOf(run: Run, words: Words): readonly Reading[] {
  const steps = run.context.procedure.stages
    .filter(({ table }) => table === run.table)
    .flatMap((stage) => stage.steps)
  return steps.flatMap((step) => {
    const answer = step.kind === 'reading' ? answerIn(run.fields, step.id) : null
    if (!answer || isNotDone(answer.value)) return []
    return [
      {
        stepId: step.id,
        label: labelOf(words.text, step.id),
        words: valueWords(step, answer.value, words),
        at: answer.at,
        unusual: isUnusual(step, answer.value),
      },
    ]
  })
}

export type Cups = {
  readonly before: number | null
  readonly during: number | null
  readonly after: number | null
}

/** Cups by where their step stands to the urn's own stage; null where none was counted. */
export function cupsOf(run: Run): Cups {
  const { procedure } = run.context
  const urn = guestIndexOf(procedure, procedure.clock.off)
  const cups: { before: number | null; during: number | null; after: number | null } = {
    before: null,
    during: null,
    after: null,
  }
  guestStages(procedure).forEach((stage, at) => {
    const when = at < urn ? 'before' : at === urn ? 'during' : 'after'
    for (const step of stage.steps) {
      const value = step.kind === 'count' && step.unit === 'cup' ? answerIn(run.fields, step.id)?.value : null
      if (typeof value === 'number') cups[when] = (cups[when] ?? 0) + value
    }
  })
  return cups
}

/** How many cups the rules want before, during and after; the least alone where they name no range. */
export function cupRulesOf(
  procedure: Procedure,
): readonly { readonly when: keyof Cups; readonly from: number; readonly to: number | null }[] {
  const urn = guestIndexOf(procedure, procedure.clock.off)
  return guestStages(procedure).flatMap((stage, at) => {
    const when = at < urn ? 'before' : at === urn ? 'during' : 'after'
    return stage.steps.flatMap((step) =>
      step.kind === 'count' && step.unit === 'cup'
        ? [{ when, from: step.usual?.[0] ?? step.min, to: step.usual?.[1] ?? null } as const]
        : [],
    )
  })
}

export type Last = {
  readonly at: number
  readonly minutes: number | null
  readonly setting: string | null
  readonly sweat: string
}

/** NIC-01/A's step for the towel's colour (A7.8). */
const SWEAT_STEP = 'A7.8-colour'

/** What the last visit was like; its own procedure's words. */
export function lastOf(run: Run, text: ProcedureText, and: string): Last {
  const begunAt = fieldsOf(run).begun?.at ?? 0
  const clock = steamClock(run, fieldsOf(run).filed?.at ?? begunAt)
  const answer = answerIn(run.fields, SWEAT_STEP)
  const colours = answer && !isNotDone(answer.value) ? chosenIn(answer) : []
  return {
    at: begunAt,
    minutes: clock?.offAt ? wholeMin(clock.elapsedMs) : null,
    setting: clock?.setting ?? null,
    sweat: colours.map((id) => optionWords(text, SWEAT_STEP, id)).join(and),
  }
}
