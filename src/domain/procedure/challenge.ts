/**
 * Challenge and response: three moments at which a short list is asked aloud and answered by large buttons. The lists
 * are data beside the procedure (nic-01-a/challenges.ts); their answers are the steps' own, so nothing is kept twice.
 * `{ moment: 'leaveUrn', questions: [{ id: 'support', steps: ['A7.2-support'] }, …] }`
 */
import type { Json } from '../../base/json.ts'
import type { StepId } from '../ids.ts'
import { mayAwaitOut } from '../urn/out.ts'
import { currentStart, isSteaming } from '../urn/starts.ts'
import { fieldsOf } from './answers.ts'
import { answerOf, closedBeforeStart } from './gates.ts'
import { stateOf } from './missing.ts'
import { challenges as nic01A } from './nic-01-a/challenges.ts'
import {
  applicableSteps,
  currentStage,
  findStep,
  isClosed,
  leavingStage,
  leftOf,
  type Place,
  stepApplies,
} from './outline.ts'
import type { Run } from './run.ts'
import type { Step } from './structure.ts'

export const MOMENTS = ['enter', 'leaveUrn', 'leaveRoom'] as const
export type ChallengeMoment = (typeof MOMENTS)[number]

export type QuestionId =
  | 'guest'
  | 'belongings'
  | 'dizzy'
  | 'feet'
  | 'support'
  | 'foot'
  | 'towel'
  | 'chair'
  | 'belongingsBack'
  | 'steady'
  | 'leftBehind'

export type Question = {
  readonly id: QuestionId
  /** Answered together by one "yes"; a step with options stands alone. */
  readonly steps: readonly StepId[]
  /** Asked although it was said before. */
  readonly again?: true
  /** The option with which the question stays: asked until another is chosen, or the person turns to the list. */
  readonly holds?: string
  /** What a "no" answers instead: the step whose gate it closes. */
  readonly no?: { readonly stepId: StepId; readonly value: Json }
}

export type Challenge = {
  readonly moment: ChallengeMoment
  readonly questions: readonly Question[]
  /** The step that says "ready", answered together with the urn's start. */
  readonly ready?: StepId
}

/** A question as this run asks it: the steps of it that apply to this guest. */
export type Asked = {
  readonly id: QuestionId
  readonly steps: readonly Step[]
  readonly state: 'open' | 'done'
  readonly again: boolean
  /** It was answered in a way that does not let go on yet. */
  readonly held: boolean
  readonly holds: string | null
  /** Its list can be gone on with before it is answered; a gate's cannot. */
  readonly skippable: boolean
  readonly no: Question['no'] | null
}

const BY_DOCUMENT: { readonly [document: string]: readonly Challenge[] } = { 'NIC-01/A': nic01A }

/** The list of one moment; null where the procedure has none. */
export function challengeOf(run: Run, moment: ChallengeMoment): Challenge | null {
  if (run.table !== 'visits') return null
  const { document } = run.context.procedure
  const known = Object.hasOwn(BY_DOCUMENT, document) ? (BY_DOCUMENT[document] ?? []) : []
  return known.find((one) => one.moment === moment) ?? null
}

/** The questions that this guest is asked at that moment, in order. */
export function questionsOf(run: Run, moment: ChallengeMoment): readonly Asked[] {
  const applicable = new Map<string, Step>(applicableSteps(run).map(({ step }) => [step.id, step]))
  return (challengeOf(run, moment)?.questions ?? []).flatMap((question): Asked[] => {
    const steps = question.steps.flatMap((stepId) => applicable.get(stepId) ?? [])
    if (steps.length === 0) return isYetToApply(run, question) ? [comingOf(question)] : []
    const held = steps.some(
      (step) => question.holds !== undefined && answerOf(run, step)?.value === question.holds,
    )
    const isOpen = held || steps.some((step) => stateOf(run, step) === 'open')
    return [
      {
        id: question.id,
        steps,
        state: isOpen ? 'open' : 'done',
        again: question.again === true,
        held,
        holds: question.holds ?? null,
        skippable: steps.every((step) => step.gate === undefined),
        no: question.no ?? null,
      },
    ]
  })
}

/** Which foot is asked of everybody, though which one is known only once the side is (A7.3): it counts from the beginning. */
function isYetToApply(run: Run, { steps }: Question): boolean {
  const places = steps.map((stepId) => findStep(run, stepId))
  const bySide = ({ step }: Place) =>
    step.when !== undefined && 'is' in step.when && step.when.is === 'supportSide'
  return places.length > 0 && places.every((place) => place !== null && bySide(place))
}

function comingOf({ id }: Question): Asked {
  return { id, steps: [], state: 'open', again: false, held: false, holds: null, skippable: true, no: null }
}

/** Whether nothing but this moment's own questions keeps the urn from being started. */
function isAtTheUrn(run: Run): boolean {
  const { start } = run.context.procedure.clock
  const place = findStep(run, start)
  if (!place || currentStage(run) !== place.stage.id || currentStart(run)) return false
  const own = new Set<string>(questionsOf(run, 'enter').flatMap(({ steps }) => steps.map(({ id }) => id)))
  return closedBeforeStart(run).every(
    ({ refused, stepId }) => refused === 'gate' && stepId !== undefined && own.has(stepId),
  )
}

/** Whether the urn is off and nobody has said yet that the guest was led out (A7.2). */
function isLeavingUrn(run: Run): boolean {
  const out = findStep(run, run.context.procedure.clock.out)
  if (!out || !currentStart(run) || isSteaming(run) || leftOf(run, out.stage.id)) return false
  return stepApplies(run, out) && answerOf(run, out.step) === null
}

function isLeavingRoom(run: Run): boolean {
  const stage = leavingStage(run.context.procedure)
  if (!stage || currentStage(run) !== stage.id) return false
  return questionsOf(run, 'leaveRoom').some(({ state }) => state === 'open')
}

/** The moment that has come by the record alone; null at all other times, and where its list is empty. */
export function momentOfChallenge(run: Run): ChallengeMoment | null {
  if (run.table !== 'visits' || ((isClosed(run) || fieldsOf(run).ended) && !mayAwaitOut(run.fields)))
    return null
  const has = { enter: isAtTheUrn, leaveUrn: isLeavingUrn, leaveRoom: isLeavingRoom }
  return MOMENTS.find((moment) => challengeOf(run, moment) !== null && has[moment](run)) ?? null
}

/** Whether the list of that moment still makes sense: once somebody went on elsewhere, it closes by itself. */
export function isStillAsked(run: Run, moment: ChallengeMoment): boolean {
  const isOver = (isClosed(run) || fieldsOf(run).ended) && !mayAwaitOut(run.fields)
  if (isOver || !challengeOf(run, moment)) return false
  if (moment === 'enter') return currentStart(run) === null
  if (moment === 'leaveRoom') return currentStage(run) === leavingStage(run.context.procedure)?.id
  const out = findStep(run, run.context.procedure.clock.out)
  return currentStart(run) !== null && !isSteaming(run) && out !== null && !leftOf(run, out.stage.id)
}
