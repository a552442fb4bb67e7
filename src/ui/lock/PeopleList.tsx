/** Who works here, in large rows to choose from; those without a PIN say so. */
import { Button as AriaButton } from 'react-aria-components'
import type { StaffId } from '../../domain/ids.ts'
import type { Staff } from '../../domain/people/staff.ts'
import { Tag } from '../kit/Tag.tsx'
import { Avatar } from '../shell/Avatar.tsx'
import { inPickOrder } from '../shell/pick-order.ts'
import { useLockStrings } from '../strings/lock-strings.ts'
import { useStrings } from '../strings/strings.ts'
import styles from './LockScreen.module.css'

/** The chosen one is marked. */
export function PeopleList({
  staff,
  chosen,
  onChoose,
}: {
  readonly staff: readonly Staff[]
  readonly chosen: StaffId | null
  readonly onChoose: (id: StaffId) => void
}) {
  const { shell } = useStrings()
  const words = useLockStrings()
  return (
    <ul className={styles.list}>
      {inPickOrder(staff).map((person) => (
        <li key={person.id}>
          <AriaButton
            className={styles.row}
            aria-current={person.id === chosen ? 'true' : undefined}
            onPress={() => onChoose(person.id)}
          >
            <Avatar name={person.name} />
            <span className={styles.rowName}>{person.name}</span>
            <span className={styles.role}>{shell.role[person.role]}</span>
            {person.away ? <Tag>{shell.who.away}</Tag> : null}
            {person.hasPin ? null : <Tag tone="amber">{words.noPin}</Tag>}
          </AriaButton>
        </li>
      ))}
    </ul>
  )
}
