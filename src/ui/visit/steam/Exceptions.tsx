/**
 * What is different, by one tap each (A6.1–A6.4). While a check is due it is chosen for that check; between two checks
 * it is recorded at once, with its time, so that nothing waits in the tab. What it asks for is done at once as well:
 * another setting, a drink, a colleague.
 */
import { ToggleButton } from 'react-aria-components'
import { fieldOf } from '../../../domain/procedure/answers.ts'
import type { StepView } from '../../../domain/procedure/view.ts'
import { Button } from '../../kit/Button.tsx'
import { TickIcon } from '../../kit/Icons.tsx'
import { clockTime } from '../../state/times.ts'
import { useStrings } from '../../strings/strings.ts'
import { labelOf, optionWords } from '../stage/value-words.ts'
import { findView, useWork } from '../work.tsx'
import styles from './steam.module.css'

/** A large button each; while a check is due a second tap takes it back. */
export function Exceptions({
  isCheckDue,
  found,
  onFound,
}: {
  readonly isCheckDue: boolean
  readonly found: readonly string[]
  readonly onFound: (found: readonly string[]) => void
}) {
  const { loaded, stages, open, tell } = useWork()
  const { visit } = useStrings()
  const { check, between } = loaded.procedure.clock
  const noticed = findView(stages, between)?.view
  const step = findView(stages, check)?.view.step
  const options = step?.kind === 'repeated' ? (step.options ?? []) : []
  const drinks = stages
    .flatMap(({ steps }) => steps)
    .find(({ step: one }) => one.kind === 'repeated' && one.options && one.id !== check && one.id !== between)
  const act = (id: string) => {
    if (id === 'setting') open({ kind: 'change' })
    else if (id === 'colleague') open({ kind: 'colleague' })
    else if (drinks?.step.kind === 'repeated' && drinks.step.options?.some((option) => option.id === id))
      void tell({ type: 'answer', answers: [{ stepId: drinks.step.id, value: id }] })
  }
  const press = (id: string, isOn: boolean) => {
    if (isCheckDue) onFound(isOn ? [...found, id] : found.filter((one) => one !== id))
    else void tell({ type: 'answer', answers: [{ stepId: between, value: id }] })
    if (isOn) act(id)
  }
  return (
    <div className={styles.exceptions}>
      <p className={styles.hint}>{labelOf(loaded.text, check)}</p>
      <fieldset className={styles.grid} aria-label={visit.steam.exceptions}>
        {options.map(({ id }) => (
          <ToggleButton
            key={id}
            className={styles.exception}
            isSelected={isCheckDue && found.includes(id)}
            onChange={(isOn) => press(id, isOn)}
          >
            {isCheckDue && found.includes(id) ? <TickIcon size={18} /> : null}
            {optionWords(loaded.text, check, id)}
          </ToggleButton>
        ))}
      </fieldset>
      {noticed && !isCheckDue ? <LastNoticed view={noticed} /> : null}
    </div>
  )
}

/** The newest one that was recorded between two checks, and the way to take it back. */
function LastNoticed({ view }: { readonly view: StepView }) {
  const { loaded, tell } = useWork()
  const { visit } = useStrings()
  const last = view.answers.at(-1)
  if (!last) return null
  const what = optionWords(loaded.text, view.step.id, String(last.answer.value))
  const at = clockTime(last.answer.at, loaded.run.context.shop.timeZone)
  return (
    <div className={styles.noticed} role="status">
      <span>{visit.steam.noticed(what, at)}</span>
      <Button
        small
        look="quiet"
        aria-label={visit.steam.takeBack(what)}
        onPress={() => tell({ type: 'undo', field: fieldOf(view.step.id, last.n) })}
      >
        {visit.undo}
      </Button>
    </div>
  )
}
