/** Who works here: add, rename, change the role, mark as away. */
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { recordsOf } from '../../db/queries.ts'
import { type Staff, type StaffRole, staffFrom } from '../../domain/people/staff.ts'
import { planStaff } from '../../domain/shop/plan-house.ts'
import { Button } from '../kit/Button.tsx'
import { Choice } from '../kit/Choice.tsx'
import { NextIcon, PlusIcon } from '../kit/Icons.tsx'
import { Tag } from '../kit/Tag.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { Avatar } from '../shell/Avatar.tsx'
import { inPickOrder } from '../shell/pick-order.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useShopStrings } from '../strings/shop-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { EditSheet } from './EditSheet.tsx'
import { Group, Section } from './Section.tsx'
import styles from './ShopScreen.module.css'

const ROLES: readonly StaffRole[] = ['consultant', 'frontDesk', 'manager', 'inspector']

/** One line a person, in the order in which they are offered elsewhere. */
export function StaffSection() {
  const words = useShopStrings()
  const { shell } = useStrings()
  const { store } = useApp()
  const [open, setOpen] = useState<{ readonly person: Staff | null } | null>(null)
  const staff = useLive(async () => inPickOrder((await recordsOf(store, 'staff')).map(staffFrom)), [store])
  return (
    <Section
      title={words.staff.title}
      note={staff && words.staff.count(staff.length)}
      action={
        <Button small onPress={() => setOpen({ person: null })}>
          <PlusIcon />
          {words.staff.addStaff}
        </Button>
      }
    >
      {staff?.length === 0 ? <p className={styles.quiet}>{words.staff.empty}</p> : null}
      <ul className={styles.lines}>
        {staff?.map((person) => (
          <li key={person.id}>
            <AriaButton className={styles.line} onPress={() => setOpen({ person })}>
              <Avatar name={person.name} />
              <span className={styles.lineText}>
                <b>{person.name}</b>
                <span className={styles.quiet}>{shell.role[person.role]}</span>
              </span>
              {person.away ? <Tag>{words.staff.away}</Tag> : null}
              <NextIcon />
            </AriaButton>
          </li>
        ))}
      </ul>
      {open ? <StaffForm person={open.person} staff={staff ?? []} onClose={() => setOpen(null)} /> : null}
    </Section>
  )
}

function StaffForm({
  person,
  staff,
  onClose,
}: {
  readonly person: Staff | null
  readonly staff: readonly Staff[]
  readonly onClose: () => void
}) {
  const words = useShopStrings()
  const { shell } = useStrings()
  const { newId } = useApp()
  const [id] = useState<string>(() => person?.id ?? newId())
  const [name, setName] = useState(person?.name ?? '')
  const [role, setRole] = useState<StaffRole>(person?.role ?? 'consultant')
  const [away, setAway] = useState(person?.away ?? false)
  return (
    <EditSheet
      title={person?.name ?? words.staff.newStaff}
      request={() => ({
        intent: person ? 'staff.change' : 'staff.add',
        keys: staff.map((one) => ({ table: 'staff', id: one.id })),
        plan: (records) => planStaff(records, { id, name, role, away }),
      })}
      onClose={onClose}
    >
      <TextEntry label={words.staff.name} value={name} maxLength={40} onChange={setName} />
      <Group label={words.staff.role}>
        <Choice<StaffRole>
          label={words.staff.role}
          options={ROLES.map((one) => ({ id: one, label: shell.role[one] }))}
          value={[role]}
          onChange={([next]) => setRole(next ?? role)}
        />
      </Group>
      <Group label={words.staff.presence}>
        <Choice<'here' | 'away'>
          label={words.staff.presence}
          options={[
            { id: 'here', label: words.staff.here },
            { id: 'away', label: words.staff.away },
          ]}
          value={[away ? 'away' : 'here']}
          onChange={([next]) => setAway((next ?? (away ? 'away' : 'here')) === 'away')}
        />
      </Group>
    </EditSheet>
  )
}
