/**
 * Who is working: a name at the top right, a list to pick another. Asked at the start when this tablet does not know;
 * from then on remembered by the tablet, until sign-in takes its place.
 */
import { useEffect, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { setDeviceSetting } from '../../db/device-settings.ts'
import { recordsOf } from '../../db/queries.ts'
import type { StaffId } from '../../domain/ids.ts'
import { type Staff, staffFrom } from '../../domain/people/staff.ts'
import { Empty } from '../kit/Empty.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { useStrings } from '../strings/strings.ts'
import { Avatar } from './Avatar.tsx'
import { inPickOrder } from './pick-order.ts'
import styles from './WhoPicker.module.css'

/** The name in the bar and, when tapped or when nobody is known, the list. */
export function WhoPicker() {
  const { shell } = useStrings()
  const { store } = useApp()
  const who = useSession((s) => s.who)
  const [isOpen, setOpen] = useState(false)
  const staff = useLive(async () => (await recordsOf(store, 'staff')).map(staffFrom), [store])
  const now = staff?.find((person) => person.id === who)
  const mustChoose = staff !== undefined && staff.length > 0 && now === undefined
  useEffect(() => {
    if (staff && who !== null && !now) useSession.getState().setWho(null)
  }, [staff, who, now])
  const choose = async (id: StaffId) => {
    useSession.getState().setWho(id)
    setOpen(false)
    await setDeviceSetting(store, 'who', id)
  }
  return (
    <>
      <AriaButton
        className={styles.who}
        aria-label={now ? shell.who.label(now.name) : shell.who.nobodyLabel}
        onPress={() => setOpen(true)}
      >
        <Avatar name={now?.name ?? ''} />
        <span className={styles.name}>{now?.name ?? shell.who.nobody}</span>
      </AriaButton>
      <WhoSheet
        isOpen={isOpen || mustChoose}
        mustChoose={mustChoose}
        staff={staff ?? []}
        who={who}
        onChoose={choose}
        onClose={() => setOpen(false)}
      />
    </>
  )
}

type WhoSheetProps = {
  readonly isOpen: boolean
  readonly mustChoose: boolean
  readonly staff: readonly Staff[]
  readonly who: StaffId | null
  readonly onChoose: (id: StaffId) => void
  readonly onClose: () => void
}

function WhoSheet({ isOpen, mustChoose, staff, who, onChoose, onClose }: WhoSheetProps) {
  const { shell, kit } = useStrings()
  return (
    <Sheet
      open={isOpen}
      mustAnswer={mustChoose}
      title={shell.who.title}
      closeLabel={kit.close}
      onClose={onClose}
    >
      {staff.length === 0 ? (
        <Empty title={shell.who.empty} />
      ) : (
        <p className={styles.hint}>{shell.who.hint}</p>
      )}
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
