/** The list of staff to pick from; large rows, those at work first. */
import { Button as AriaButton } from 'react-aria-components'
import type { StaffId } from '../../domain/ids.ts'
import type { Staff } from '../../domain/people/staff.ts'
import { Empty } from '../kit/Empty.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useStrings } from '../strings/strings.ts'
import { Avatar } from './Avatar.tsx'
import { inPickOrder } from './pick-order.ts'
import styles from './WhoPicker.module.css'

type WhoSheetProps = {
  /** What is asked. */
  readonly title: string
  readonly hint: string
  readonly staff: readonly Staff[]
  readonly who: StaffId | null
  readonly onChoose: (id: StaffId) => void
  readonly onClose: () => void
}

/** Of a deed: it says who goes, or whose it was, and signs nobody in. */
export function WhoSheet({ staff, who, onChoose, title, hint, onClose }: WhoSheetProps) {
  const { shell, kit } = useStrings()
  return (
    <Sheet open title={title} closeLabel={kit.close} onClose={onClose}>
      {staff.length === 0 ? <Empty title={shell.who.empty} /> : <p className={styles.hint}>{hint}</p>}
      <ul className={styles.list}>
        {inPickOrder(staff).map((person) => (
          <li key={person.id}>
            <AriaButton
              className={styles.row}
              aria-current={person.id === who ? 'true' : undefined}
              onPress={() => onChoose(person.id)}
            >
              <Avatar name={person.name} />
              <span className={styles.rowName}>{person.name}</span>
              <span className={styles.role}>{shell.role[person.role]}</span>
              {person.away ? <Tag>{shell.who.away}</Tag> : null}
              {person.id === who ? <Tag tone="clay">{shell.who.now}</Tag> : null}
            </AriaButton>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
