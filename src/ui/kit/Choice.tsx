/** A choice among a few: buttons in a line, one or many; the chosen one is filled and marked, not by colour alone. */
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import styles from './Choice.module.css'
import { TickIcon } from './Icons.tsx'

export type ChoiceOption<Id extends string = string> = {
  readonly id: Id
  readonly label: string
  readonly tone?: 'plain' | 'red'
}

export type ChoiceProps<Id extends string> = {
  readonly label: string
  readonly options: readonly ChoiceOption<Id>[]
  readonly value: readonly Id[]
  readonly onChange: (value: readonly Id[]) => void
  readonly many?: boolean
  readonly isDisabled?: boolean
}

/** Chosen ids in the order of the options; with `many` any number of them. */
export function Choice<Id extends string>({
  label,
  options,
  value,
  onChange,
  many,
  isDisabled,
}: ChoiceProps<Id>) {
  return (
    <ToggleButtonGroup
      className={styles.group}
      aria-label={label}
      selectionMode={many ? 'multiple' : 'single'}
      selectedKeys={value}
      isDisabled={isDisabled}
      onSelectionChange={(keys) => onChange(options.filter((o) => keys.has(o.id)).map((o) => o.id))}
    >
      {options.map((o) => (
        <ToggleButton
          key={o.id}
          id={o.id}
          className={`${styles.option} ${o.tone === 'red' ? styles.red : ''}`}
        >
          {value.includes(o.id) ? <TickIcon size={18} /> : null}
          {o.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
