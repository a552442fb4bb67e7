/** Cups drunk in the urn: one line with its stepper, always in reach (A6.2); below it all three against the rule (A5.3). */
import type { Step } from '../../../domain/procedure/structure.ts'
import type { StepView } from '../../../domain/procedure/view.ts'
import { Stepper } from '../../kit/Stepper.tsx'
import { useGuideStrings } from '../../strings/guide-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import { cupRulesOf, cupsOf } from '../guest/glance.ts'
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
  const rule = useCupsWords()
  const value = typeof view.answer?.value === 'number' ? view.answer.value : null
  return (
    <div className={styles.cups}>
      <span>
        {label}
        <span className={styles.cupsRule}>{rule}</span>
      </span>
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

/** `前 2 / 2 杯 · 中 1 / 3–5 杯 · 后 – / 2–3 杯`: what was drunk, against what the rules call usual. */
function useCupsWords(): string {
  const { loaded } = useWork()
  const guide = useGuideStrings()
  const drunk = cupsOf(loaded.run)
  const parts = cupRulesOf(loaded.procedure).map(({ when, from, to }) =>
    guide.cups[when](drunk[when], from, to),
  )
  return parts.join(' · ')
}
