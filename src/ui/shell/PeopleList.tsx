/** Who works here, in large rows to choose from, those at work first. */
import type { ReactNode } from 'react'
import type { StaffId } from '../../domain/ids.ts'
import type { Staff } from '../../domain/people/staff.ts'
import { RowList, TapRow } from '../kit/ListRow.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useStrings } from '../strings/strings.ts'
import { Avatar } from './Avatar.tsx'
import styles from './PeopleList.module.css'
import { inPickOrder } from './pick-order.ts'

/** The chosen one is marked; `tag` says more of a person; whoever is `isOff` stands there and cannot be chosen. */
export function PeopleList({
  staff,
  chosen,
  tag,
  isOff,
  onChoose,
}: {
  readonly staff: readonly Staff[]
  readonly chosen: StaffId | null
  readonly tag: (person: Staff) => ReactNode
  readonly isOff?: (person: Staff) => boolean
  readonly onChoose: (id: StaffId) => void
}) {
  const { shell } = useStrings()
  return (
    <RowList>
      {inPickOrder(staff).map((person) => (
        <li key={person.id}>
          <TapRow
            ground="surface"
            isCurrent={person.id === chosen}
            isDisabled={isOff?.(person) ?? false}
            onPress={() => onChoose(person.id)}
          >
            <Avatar name={person.name} />
            <span className={styles.name}>{person.name}</span>
            <span className={styles.role}>{shell.role[person.role]}</span>
            {person.away ? <Tag>{shell.who.away}</Tag> : null}
            {tag(person)}
          </TapRow>
        </li>
      ))}
    </RowList>
  )
}
