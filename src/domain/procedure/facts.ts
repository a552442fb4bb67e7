/**
 * The facts that conditions ask about: `{ winter: true, gender: 'female', organs: ['liver'], … }`. They come from
 * the record, the guest, the booking and the shop; what a chosen option `sets` overrides them, and adds an organ.
 */
import type { Json } from '../../base/json.ts'
import { answerIn, fieldsOf, isNotDone, numberedAnswers } from './answers.ts'
import { isObject } from './refusal.ts'
import type { Answer, Run } from './run.ts'
import type { ChooseOption, Condition, Step } from './structure.ts'

export type Facts = {
  readonly winter: boolean
  readonly gender: 'female' | 'male' | null
  readonly hasCard: boolean
  readonly trial: boolean
  readonly selfBooked: boolean
  readonly serious: boolean
  readonly busy: boolean
  readonly weak: boolean
  readonly tired: boolean
  readonly lowSugar: boolean
  readonly organs: readonly string[]
  /** How the guest is was asked, and they do not want it kept: what is laid ready for some is laid ready for them. */
  readonly untold: boolean
  readonly continues: boolean
  readonly supportSide: 'left' | 'right' | null
}

/** The ids that an answer chose, whatever form the step stores them in. */
export function chosenIn(answer: Pick<Answer, 'value'>): readonly string[] {
  const value = answer.value
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.filter((id): id is string => typeof id === 'string')
  if (isObject(value) && Array.isArray(value.found)) return value.found.filter((id) => typeof id === 'string')
  return []
}

function optionsChosen(run: Run, step: Step): readonly ChooseOption[] {
  if (step.kind !== 'choose' && step.kind !== 'repeated') return []
  if (!step.options?.some(({ sets }) => sets)) return []
  const once = answerIn(run.fields, step.id)
  const answers = step.kind === 'choose' ? (once ? [once] : []) : numberedAnswers(run.fields, step.id)
  const ids = new Set(answers.flatMap((one) => chosenIn('answer' in one ? one.answer : one)))
  return (step.options ?? []).filter((option) => ids.has(option.id))
}

function factsBefore(run: Run): Facts {
  const fields = fieldsOf(run)
  const { guest, booking, shop, procedure } = run.context
  const asked = answerIn(run.fields, procedure.clock.ask)
  return {
    winter: fields.winter === true,
    gender: guest?.gender ?? null,
    hasCard: guest?.hasCard ?? false,
    trial: (guest?.trial ?? false) || fields.kind === 'trial',
    selfBooked: booking?.selfBooked ?? false,
    serious: fields.serious ?? guest?.serious ?? false,
    busy: shop.busy,
    weak: guest?.weak ?? false,
    tired: false,
    lowSugar: guest?.lowSugar ?? false,
    organs: guest?.organs ?? [],
    untold: false,
    continues: asked !== null && !isNotDone(asked.value) && asked.value === true,
    supportSide: null,
  }
}

/** All facts of a run, as they stand now. */
export function factsOf(run: Run): Facts {
  const set: { [fact: string]: boolean | string } = {}
  const organs = new Set<string>()
  let untold = false
  for (const stage of run.context.procedure.stages) {
    for (const step of stage.steps) {
      untold ||= isUntold(run, step)
      for (const option of optionsChosen(run, step)) {
        for (const [fact, value] of Object.entries(option.sets ?? {})) {
          if (fact === 'organ') organs.add(String(value))
          else set[fact] = value
        }
      }
    }
  }
  const before = factsBefore(run)
  return { ...before, ...set, untold, organs: [...new Set([...before.organs, ...organs])] }
}

function isUntold({ fields }: Run, step: Step): boolean {
  if (step.kind !== 'choose' || !step.options.some(({ sets }) => sets?.weak || sets?.lowSugar)) return false
  return isVerdict(answerIn(fields, step.id)?.value)
}

/** As `verdictIn` reads it, which needs the facts' own file. */
function isVerdict(value: Json | undefined): boolean {
  return isObject(value) && 'checked' in value
}

/** Whether a condition holds; no condition always does. */
export function applies(condition: Condition | undefined, facts: Facts): boolean {
  if (condition === undefined) return true
  if ('not' in condition) return !applies(condition.not, facts)
  if ('all' in condition) return condition.all.every((one) => applies(one, facts))
  if ('any' in condition) return condition.any.some((one) => applies(one, facts))
  if (condition.is === 'gender') return facts.gender === condition.value
  if (condition.is === 'organ') return facts.organs.includes(condition.value)
  if (condition.is === 'supportSide') return facts.supportSide === condition.value
  if (condition.is === 'weak' || condition.is === 'lowSugar') return facts.untold || facts[condition.is]
  return facts[condition.is]
}
