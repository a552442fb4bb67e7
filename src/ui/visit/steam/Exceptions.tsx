/**
 * What is different at a check, by one tap each (A6.1–A6.4): it is kept with the check that comes next, while what it
 * asks for is done at once: another setting, a drink, a colleague.
 */
import { ToggleButton } from 'react-aria-components'
import type { SteamClock } from '../../../domain/urn/clock.ts'
import { TickIcon } from '../../kit/Icons.tsx'
import { useStrings } from '../../strings/strings.ts'
import { labelOf, optionWords } from '../stage/value-words.ts'
import { findView, useWork } from '../work.tsx'
import styles from './steam.module.css'

/** A large button each; a second tap takes it back. */
export function Exceptions({
  clock,
  found,
  onFound,
}: {
  readonly clock: SteamClock
  readonly found: readonly string[]
  readonly onFound: (found: readonly string[]) => void
}) {
  const { loaded, stages, open, tell } = useWork()
  const { visit } = useStrings()
  const { check } = loaded.procedure.clock
  const step = findView(stages, check)?.view.step
  const options = step?.kind === 'repeated' ? (step.options ?? []) : []
  const drinks = stages
    .flatMap(({ steps }) => steps)
    .find(({ step: one }) => one.kind === 'repeated' && one.id !== check && one.options)
  const toggle = (id: string, isOn: boolean) => {
    onFound(isOn ? [...found, id] : found.filter((one) => one !== id))
    if (!isOn) return
    if (id === 'setting') open({ kind: 'change' })
    else if (id === 'colleague') open({ kind: 'colleague' })
    else if (drinks?.step.kind === 'repeated' && drinks.step.options?.some((option) => option.id === id))
      void tell({ type: 'answer', answers: [{ stepId: drinks.step.id, value: id }] })
  }
  return (
    <div className={styles.exceptions}>
      <p className={styles.hint}>{labelOf(loaded.text, check)}</p>
      <fieldset className={styles.grid} aria-label={visit.steam.exceptions}>
        {options.map(({ id }) => (
          <ToggleButton
            key={id}
            className={styles.exception}
            isSelected={found.includes(id)}
            onChange={(isOn) => toggle(id, isOn)}
          >
            {found.includes(id) ? <TickIcon size={18} /> : null}
            {optionWords(loaded.text, check, id)}
          </ToggleButton>
        ))}
      </fieldset>
      {found.length > 0 && clock.next?.kind === 'check' ? (
        <p className={styles.hint} role="status">
          {visit.steam.withCheck(clock.next.minute)}
        </p>
      ) : null}
    </div>
  )
}
