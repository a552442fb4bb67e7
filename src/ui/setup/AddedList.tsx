/** Lines that were added, each with a way to take it back. */
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { CloseIcon } from '../kit/Icons.tsx'
import styles from './AddedList.module.css'

export type AddedItem = {
  readonly id: string
  readonly sign: ReactNode
  readonly name: string
  readonly detail: string
  readonly removeLabel: string
}

/** The newest last; says so when there is none. */
export function AddedList({
  label,
  empty,
  items,
  onRemove,
}: {
  readonly label: string
  readonly empty: string
  readonly items: readonly AddedItem[]
  readonly onRemove: (id: string) => void
}) {
  if (items.length === 0) return <p className={styles.empty}>{empty}</p>
  return (
    <ul className={styles.list} aria-label={label}>
      {items.map((item) => (
        <li key={item.id} className={styles.item}>
          {item.sign}
          <span className={styles.text}>
            <b className={styles.name}>{item.name}</b>
            <span className={styles.detail}>{item.detail}</span>
          </span>
          <AriaButton
            className={styles.remove}
            aria-label={item.removeLabel}
            onPress={() => onRemove(item.id)}
          >
            <CloseIcon />
          </AriaButton>
        </li>
      ))}
    </ul>
  )
}
