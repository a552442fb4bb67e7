/** A key of a pad that is typed on by fingers: of numbers, of a PIN. */
import { Button as AriaButton } from 'react-aria-components'
import styles from './PadKey.module.css'

/** `label`: what a sign that is no word means; `isLow`: of a pad that has more above it. */
export function PadKey({
  sign,
  label,
  isLow = false,
  isDisabled = false,
  onPress,
}: {
  readonly sign: string
  readonly label?: string
  readonly isLow?: boolean
  readonly isDisabled?: boolean
  readonly onPress: () => void
}) {
  return (
    <AriaButton
      className={`${styles.key} ${isLow ? styles.low : ''}`}
      aria-label={label}
      isDisabled={isDisabled}
      onPress={onPress}
    >
      {sign}
    </AriaButton>
  )
}
