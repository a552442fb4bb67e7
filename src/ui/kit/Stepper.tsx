/**
 * A number by large − and + and by tapping it for the number pad, never by the system keyboard alone (look.md).
 * Touch targets 60 × 56 px.
 */
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { NumberPad, type NumberPadWords } from './NumberPad.tsx'
import styles from './Stepper.module.css'

export type StepperProps = {
  readonly label: string
  /** null: nothing entered yet; the steppers then begin at `start`. */
  readonly value: number | null
  readonly start: number
  readonly min: number
  readonly max: number
  readonly step?: number
  readonly decimals?: 0 | 1
  readonly unit?: string
  readonly words: NumberPadWords & { readonly less: string; readonly more: string; readonly enter: string }
  readonly onChange: (value: number) => void
}

/** Keeps to min…max; rounds to its decimals. */
export function Stepper(props: StepperProps) {
  const { label, value, start, min, max, step = 1, decimals = 0, unit, words, onChange } = props
  const [pad, setPad] = useState(false)
  const set = (next: number) => onChange(Number(Math.min(max, Math.max(min, next)).toFixed(decimals)))
  return (
    <fieldset className={styles.stepper} aria-label={label}>
      <AriaButton
        className={styles.side}
        aria-label={`${label} ${words.less}`}
        onPress={() => set(value === null ? start : value - step)}
      >
        −
      </AriaButton>
      <AriaButton
        className={styles.value}
        aria-label={`${label} ${value ?? words.enter}`}
        onPress={() => setPad(true)}
      >
        <b aria-live="polite">{value === null ? '–' : value.toFixed(decimals)}</b>
        {unit ? <span className={styles.unit}>{unit}</span> : null}
      </AriaButton>
      <AriaButton
        className={styles.side}
        aria-label={`${label} ${words.more}`}
        onPress={() => set(value === null ? start : value + step)}
      >
        +
      </AriaButton>
      {pad ? (
        <NumberPad
          title={label}
          value={value}
          min={min}
          max={max}
          decimals={decimals}
          unit={unit}
          words={words}
          onClose={() => setPad(false)}
          onEnter={(n) => {
            setPad(false)
            set(n)
          }}
        />
      ) : null}
    </fieldset>
  )
}
