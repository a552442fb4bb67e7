/** A number of things by large − and +; each tap is kept at once. Below the rule's minimum the row stays open. */
import type { Step } from '../../../domain/procedure/structure.ts'
import { Row } from '../../kit/Row.tsx'
import { Stepper } from '../../kit/Stepper.tsx'
import { unitWords, valueWords } from '../stage/value-words.ts'
import type { StepRowProps } from './step-row-props.ts'
import { useStep } from './use-step.ts'

/** One row with a stepper. */
export function CountRow({
  view,
  isFirst,
  step,
}: StepRowProps & { readonly step: Extract<Step, { kind: 'count' }> }) {
  const { label, hint, state, stateText, need, rowRef, more, detail, answer, words, strings } = useStep(
    view,
    isFirst,
  )
  const value = typeof view.answer?.value === 'number' ? view.answer.value : null
  const unit = unitWords(words.text, step.unit)
  const isShort = step.gate !== undefined && !view.satisfied
  const aim = isShort
    ? strings.visit.atLeast(step.min, unit)
    : step.usual && !hint
      ? strings.visit.usually(step.usual[0], step.usual[1], unit)
      : undefined
  const isTold = view.answer !== null && value === null
  return (
    <Row
      state={isShort && state === 'done' ? 'open' : state}
      need={need}
      label={label}
      stateText={stateText}
      detail={detail(isTold && view.answer ? valueWords(step, view.answer.value, words) : aim)}
      controls={
        <Stepper
          label={label}
          value={value}
          start={1}
          min={0}
          max={step.max}
          unit={unit}
          words={strings.kit}
          onChange={answer}
        />
      }
      more={more}
      rowRef={rowRef}
    />
  )
}
