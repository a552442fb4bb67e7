/** Done as often as wanted: each tap is one more, with its time. */
import type { Step } from '../../../domain/procedure/structure.ts'
import { Button } from '../../kit/Button.tsx'
import { Row } from '../../kit/Row.tsx'
import { clockTime } from '../../state/times.ts'
import { optionWords, valueWords } from '../stage/value-words.ts'
import type { StepRowProps } from './step-row-props.ts'
import { useStep } from './use-step.ts'

/** One row; a button an option, or one button where there are none. */
export function RepeatedRow({
  view,
  isFirst,
  step,
}: StepRowProps & { readonly step: Extract<Step, { kind: 'repeated' }> }) {
  const { label, state, stateText, need, rowRef, more, hint, answer, words, strings } = useStep(view, isFirst)
  const done = view.answers.map(({ answer: one }) => {
    const what = valueWords(step, one.value, words)
    return `${what ? `${what} ` : ''}${clockTime(one.at, words.timeZone)}`
  })
  return (
    <Row
      state={state}
      need={need}
      label={label}
      stateText={stateText}
      detail={
        done.length > 0 ? `${strings.visit.times(done.length)} · ${done.join(strings.visit.and)}` : hint
      }
      controls={
        step.options ? (
          step.options.map((option) => (
            <Button key={option.id} small onPress={() => answer(option.id)}>
              {optionWords(words.text, step.id, option.id)}
            </Button>
          ))
        ) : (
          <Button small onPress={() => answer(true)}>
            {strings.visit.once}
          </Button>
        )
      }
      more={more}
      rowRef={rowRef}
    />
  )
}
