/** Our own number pad for gloved hands; shows unit and range, and says so when a number lies outside it. */
import { useEffect, useState } from 'react'
import { Button } from './Button.tsx'
import styles from './NumberPad.module.css'
import { PadKey } from './PadKey.tsx'
import { Sheet } from './Sheet.tsx'

export type NumberPadWords = {
  readonly close: string
  readonly confirm: string
  readonly erase: string
  readonly range: (min: number, max: number) => string
}

export type NumberPadProps = {
  readonly title: string
  readonly value: number | null
  readonly min: number
  readonly max: number
  readonly decimals: 0 | 1
  readonly unit?: string
  readonly words: NumberPadWords
  readonly onEnter: (value: number) => void
  readonly onClose: () => void
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** Typed digits replace the old value; also answers to a keyboard. */
export function NumberPad({
  title,
  value,
  min,
  max,
  decimals,
  unit,
  words,
  onEnter,
  onClose,
}: NumberPadProps) {
  const [typed, setTyped] = useState('')
  const n = typed === '' ? value : Number(typed)
  const fits = n !== null && Number.isFinite(n) && n >= min && n <= max
  const type = (d: string) => setTyped((t) => (t.length < 5 && !(d === '.' && t.includes('.')) ? t + d : t))
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (/^[0-9]$/.test(e.key) || (e.key === '.' && decimals)) type(e.key)
      else if (e.key === 'Backspace') setTyped((t) => t.slice(0, -1))
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
  return (
    <Sheet
      open
      title={title}
      closeLabel={words.close}
      onClose={onClose}
      actions={
        <Button look={fits ? 'go' : 'blocked'} wide onPress={() => (fits ? onEnter(n) : undefined)}>
          {fits ? words.confirm : words.range(min, max)}
        </Button>
      }
    >
      <div className={styles.pad}>
        <p className={styles.shown} aria-live="polite">
          {typed || (value ?? '–')}
          {unit ? <span className={styles.unit}>{unit}</span> : null}
        </p>
        {DIGITS.map((d) => (
          <PadKey key={d} sign={d} onPress={() => type(d)} />
        ))}
        {decimals ? <PadKey sign="." onPress={() => type('.')} /> : <span />}
        <PadKey sign="0" onPress={() => type('0')} />
        <PadKey sign="⌫" label={words.erase} onPress={() => setTyped((t) => t.slice(0, -1))} />
      </div>
    </Sheet>
  )
}
