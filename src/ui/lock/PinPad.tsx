/** Six dots and ten keys; the sixth digit is the answer, so that signing in takes no tap more than the PIN has digits. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { PIN_LENGTH } from '../../domain/people/pin.ts'
import { PadKey } from '../kit/PadKey.tsx'
import { useLockStrings } from '../strings/lock-strings.ts'
import styles from './PinPad.module.css'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
const PLACES = ['a', 'b', 'c', 'd', 'e', 'f'] as const

/** Also answers to a keyboard; what was typed is gone from it once it is handed on. */
export function PinPad({
  label,
  message,
  isTitled = false,
  isShut = false,
  onPin,
}: {
  readonly label: string
  /** It stands above already: read out alone. */
  readonly isTitled?: boolean
  /** What is said below the dots, and whether it is bad news. */
  readonly message: { readonly text: ReactNode; readonly isBad: boolean } | null
  readonly isShut?: boolean
  readonly onPin: (pin: string) => void
}) {
  const { pin: words } = useLockStrings()
  const [typed, setTyped] = useState('')
  const latest = useRef('')
  const change = (next: string) => {
    latest.current = next
    setTyped(next)
  }
  const type = (digit: string) => {
    if (isShut || latest.current.length >= PIN_LENGTH) return
    const next = latest.current + digit
    change(next)
    if (next.length < PIN_LENGTH) return
    change('')
    onPin(next)
  }
  const erase = () => change(latest.current.slice(0, -1))
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isText = event.target instanceof HTMLElement && event.target.matches('input, textarea')
      if (isText || event.ctrlKey || event.metaKey || event.altKey) return
      if (/^[0-9]$/.test(event.key)) type(event.key)
      else if (event.key === 'Backspace') erase()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
  return (
    <fieldset className={styles.pad}>
      <legend className={isTitled ? 'visually-hidden' : styles.label}>{label}</legend>
      <div className={styles.dots} role="img" aria-label={words.typed(typed.length)}>
        {PLACES.map((place, at) => (
          <span key={place} className={`${styles.dot} ${at < typed.length ? styles.full : ''}`} />
        ))}
      </div>
      <p className={`${styles.message} ${message?.isBad ? styles.bad : ''}`} role="status">
        {message?.text}
      </p>
      <div className={styles.keys}>
        {KEYS.map((digit) => (
          <PadKey key={digit} isLow sign={digit} isDisabled={isShut} onPress={() => type(digit)} />
        ))}
        <span />
        <PadKey isLow sign="0" isDisabled={isShut} onPress={() => type('0')} />
        <PadKey isLow sign="⌫" label={words.erase} isDisabled={isShut} onPress={erase} />
      </div>
    </fieldset>
  )
}
