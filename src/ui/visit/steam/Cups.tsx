/** Cups drunk in the urn: one line with its stepper, always in reach (A6.2). */
import type { Step } from '../../../domain/procedure/structure.ts'
import type { StepView } from '../../../domain/procedure/view.ts'
import { Stepper } from '../../kit/Stepper.tsx'
import { useStrings } from '../../strings/strings.ts'
import { labelOf, unitWords } from '../stage/value-words.ts'
import { useWork } from '../work.tsx'
import styles from './steam.module.css'

/** Each tap is kept at once. */
export function Cups({
  view,
  step,
}: {
  readonly view: StepView
  readonly step: Extract<Step, { kind: 'count' }>
}) {
  const { loaded, tell } = useWork()
  const { kit } = useStrings()
  const label = labelOf(loaded.text, step.id)
  const value = typeof view.answer?.value === 'number' ? view.answer.value : null
  return (
    <div className={styles.cups}>
      <span>{label}</span>
      <Stepper
        label={label}
        value={value}
        start={1}
        min={0}
        max={step.max}
        unit={unitWords(loaded.text, step.unit)}
        words={kit}
        onChange={(n) => void tell({ type: 'answer', answers: [{ stepId: step.id, value: n }] })}
      />
    </div>
  )
}
