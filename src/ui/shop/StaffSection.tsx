/** Who works here: add, rename, change the role, mark as away, give a PIN. */
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { manages, type Staff, type StaffRole } from '../../domain/people/staff.ts'
import { planStaff } from '../../domain/shop/plan-house.ts'
import { planPin } from '../../domain/shop/plan-keys.ts'
import { Button } from '../kit/Button.tsx'
import { Choice } from '../kit/Choice.tsx'
import { NextIcon, PlusIcon } from '../kit/Icons.tsx'
import { Tag } from '../kit/Tag.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { PinSheet } from '../lock/PinSheet.tsx'
import { RenewSheet } from '../lock/RenewSheet.tsx'
import { Avatar } from '../shell/Avatar.tsx'
import { inPickOrder } from '../shell/pick-order.ts'
import { useApp } from '../state/app.tsx'
import { askPin } from '../state/ask-pin.ts'
import { useSayFailed } from '../state/failure.ts'
import { useMayChange } from '../state/rights.ts'
import { useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import { useStaff } from '../state/staff.ts'
import { useLockStrings } from '../strings/lock-strings.ts'
import { useShopStrings } from '../strings/shop-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { EditSheet } from './EditSheet.tsx'
import { Group, Section } from './Section.tsx'
import styles from './ShopScreen.module.css'
import { StillLooksAfter } from './StillLooksAfter.tsx'

const ROLES: readonly StaffRole[] = ['consultant', 'frontDesk', 'manager', 'inspector']

/** One line a person, in the order in which they are offered elsewhere. */
export function StaffSection() {
  const words = useShopStrings()
  const [open, setOpen] = useState<{ readonly person: Staff | null } | null>(null)
  const [pinOf, setPinOf] = useState<Staff | null>(null)
  const who = useSession((s) => s.who)
  const staff = useStaff()
  const me = staff?.find(({ id }) => id === who)
  const mayChange = useMayChange('staff')
  // One's own PIN is one's own to change.
  const openingOf = (person: Staff) => {
    if (mayChange) return () => setOpen({ person })
    return person.id === who ? () => setPinOf(person) : null
  }
  return (
    <Section
      title={words.staff.title}
      note={staff && words.staff.count(staff.length)}
      action={
        mayChange ? (
          <Button small onPress={() => setOpen({ person: null })}>
            <PlusIcon />
            {words.staff.addStaff}
          </Button>
        ) : null
      }
    >
      {staff?.length === 0 ? <p className={styles.quiet}>{words.staff.empty}</p> : null}
      <ul className={styles.lines}>
        {inPickOrder(staff ?? []).map((person) => (
          <li key={person.id}>
            <StaffLine person={person} onOpen={openingOf(person)} />
          </li>
        ))}
      </ul>
      {open ? (
        <StaffForm person={open.person} staff={staff ?? []} onPin={setPinOf} onClose={() => setOpen(null)} />
      ) : null}
      {pinOf && me ? <PinSheet person={pinOf} signer={me} onClose={() => setPinOf(null)} /> : null}
      {me && manages(staff ?? [], who) && !me.sample ? <Recovery signer={me} /> : null}
    </Section>
  )
}

function StaffLine({
  person,
  onOpen,
}: {
  readonly person: Staff
  /** Null for whoever may not change it. */
  readonly onOpen: (() => void) | null
}) {
  const words = useShopStrings()
  const lock = useLockStrings()
  const { shell } = useStrings()
  const line = (
    <>
      <Avatar name={person.name} />
      <span className={styles.lineText}>
        <b>{person.name}</b>
        <span className={styles.quiet}>{shell.role[person.role]}</span>
      </span>
      {person.hasPin ? null : <Tag tone="amber">{lock.noPin}</Tag>}
      {person.away ? <Tag>{words.staff.away}</Tag> : null}
    </>
  )
  if (!onOpen) return <div className={styles.line}>{line}</div>
  return (
    <AriaButton className={styles.line} onPress={onOpen}>
      {line}
      <NextIcon />
    </AriaButton>
  )
}

function StaffForm({
  person,
  staff,
  onPin,
  onClose,
}: {
  readonly person: Staff | null
  readonly staff: readonly Staff[]
  readonly onPin: (person: Staff) => void
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
      {person && away && !person.away ? <StillLooksAfter id={person.id} name={person.name} /> : null}
      {person ? (
        <GivePin
          person={person}
          staff={staff}
          onTaken={onClose}
          onPin={() => {
            onClose()
            onPin(person)
          }}
        />
      ) : null}
    </EditSheet>
  )
}

/** A manager gives one to anybody, and takes it from whoever left; everybody changes their own. */
function GivePin({
  person,
  staff,
  onPin,
  onTaken,
}: {
  readonly person: Staff
  readonly staff: readonly Staff[]
  readonly onPin: () => void
  readonly onTaken: () => void
}) {
  const { newPin, security } = useLockStrings()
  const who = useSession((s) => s.who)
  const isManager = manages(staff, who)
  const isOwn = person.id === who
  const save = useSave()
  const sayFailed = useSayFailed()
  const take = async () => {
    if (!(await askPin('me'))) return
    const saved = await save<never>({
      intent: 'staff.pin',
      keys: [{ table: 'staff', id: person.id }],
      plan: () => ({ changes: planPin(person.id, null) }),
    })
    if ('failed' in saved) sayFailed(saved.failed)
    else onTaken()
  }
  return (
    <Group label={security}>
      {isManager || isOwn ? (
        <div className={styles.ways}>
          <Button small onPress={onPin}>
            {isOwn ? newPin.own : person.hasPin ? newPin.change : newPin.give}
          </Button>
          {isManager && !isOwn && person.hasPin ? (
            <Button small look="quiet" onPress={() => void take()}>
              {newPin.take}
            </Button>
          ) : null}
        </div>
      ) : (
        <p className={styles.quiet}>{newPin.onlyManager}</p>
      )}
    </Group>
  )
}

/** The paper in the manager's drawer: a new code makes the one before worthless. */
function Recovery({ signer }: { readonly signer: Staff }) {
  const { recovery: words } = useLockStrings()
  const [isOpen, setOpen] = useState(false)
  return (
    <Group label={words.code}>
      <p className={styles.quiet}>{words.about}</p>
      <Button small onPress={() => setOpen(true)}>
        {words.renew}
      </Button>
      {isOpen ? <RenewSheet signer={signer} onClose={() => setOpen(false)} /> : null}
    </Group>
  )
}
