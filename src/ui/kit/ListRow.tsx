/** What is chosen from, one below the other: people, guests, visits. Each row is tapped as a whole. */
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import styles from './ListRow.module.css'

export function RowList({ children }: { readonly children: ReactNode }) {
  return <ul className={styles.list}>{children}</ul>
}

type Ground = 'paper' | 'surface'
const lookOf = (ground: Ground) => `${styles.row} ${styles[ground]}`

/** Goes into a `li`. The current one is marked; a disabled one stands there and cannot be chosen. */
export function TapRow({
  ground = 'paper',
  isCurrent = false,
  isDisabled = false,
  onPress,
  children,
}: {
  readonly ground?: Ground
  readonly isCurrent?: boolean
  readonly isDisabled?: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}) {
  return (
    <AriaButton
      className={`${lookOf(ground)} ${styles.tapped}`}
      aria-current={isCurrent ? 'true' : undefined}
      isDisabled={isDisabled}
      onPress={onPress}
    >
      {children}
    </AriaButton>
  )
}

/** The same for what has been chosen: nothing to tap but what stands in it. */
export function StillRow({ children }: { readonly children: ReactNode }) {
  return <div className={lookOf('paper')}>{children}</div>
}
