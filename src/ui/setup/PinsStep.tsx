/** Step 4: a PIN for the manager, before anything about a guest is written; colleagues who stand by may choose theirs too. */
import { useState } from 'react'
import type { NewStaff } from '../../domain/shop/new-shop.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { Tag } from '../kit/Tag.tsx'
import { NewPin } from '../lock/NewPin.tsx'
import { Avatar } from '../shell/Avatar.tsx'
import { useLockStrings } from '../strings/lock-strings.ts'
import { useSetupStrings } from '../strings/setup-strings.ts'
import { useStrings } from '../strings/strings.ts'
import styles from './AddedList.module.css'
import type { StepProps } from './step-props.ts'

/** Held in memory alone until the key is wrapped under them. */
export function PinsStep({ draft, change }: StepProps) {
  const { shell, kit } = useStrings()
  const setup = useSetupStrings()
  const { newPin } = useLockStrings()
  const [asked, ask] = useState<NewStaff | null>(null)
  return (
    <>
      <ul className={styles.list} aria-label={setup.pins.list}>
        {draft.staff.map((person) => {
          const hasPin = draft.pins[person.id] !== undefined
          return (
            <li key={person.id} className={styles.item}>
              <Avatar name={person.name} />
              <span className={styles.text}>
                <b className={styles.name}>{person.name}</b>
                <span className={styles.detail}>{shell.role[person.role]}</span>
              </span>
              {hasPin ? <Tag tone="jade">{newPin.has}</Tag> : null}
              <Button small aria-label={setup.pins.choose(person.name)} onPress={() => ask(person)}>
                {hasPin ? newPin.change : setup.pins.button}
              </Button>
            </li>
          )
        })}
      </ul>
      {asked ? (
        <Sheet open guarded title={newPin.title(asked.name)} closeLabel={kit.close} onClose={() => ask(null)}>
          <NewPin
            isTitled
            name={asked.name}
            isWorking={false}
            onDone={(pin) => {
              change({ pins: { ...draft.pins, [asked.id]: pin } })
              ask(null)
            }}
          />
        </Sheet>
      ) : null}
    </>
  )
}
