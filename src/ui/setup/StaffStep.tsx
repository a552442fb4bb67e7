/** Step 3: who works here. One line to type, a list of those added. */
import type { StaffRole } from '../../domain/people/staff.ts'
import { withLine } from '../../domain/shop/setup-draft.ts'
import { Button } from '../kit/Button.tsx'
import { Choice } from '../kit/Choice.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { Avatar } from '../shell/Avatar.tsx'
import { useApp } from '../state/app.tsx'
import { useSetupStrings } from '../strings/setup-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { AddedList } from './AddedList.tsx'
import styles from './SetupScreen.module.css'
import type { StepProps } from './step-props.ts'

const ROLES: readonly StaffRole[] = ['consultant', 'frontDesk', 'manager', 'inspector']

/** The role stays as chosen for the next line, because colleagues of one role are typed one after another. */
export function StaffStep({ draft, change }: StepProps) {
  const { shell } = useStrings()
  const setup = useSetupStrings()
  const { newId } = useApp()
  const { name, role } = draft.staffLine
  const add = () => change(withLine(draft, 'staff', newId()))
  return (
    <>
      <form
        className={styles.addLine}
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <TextEntry
          label={setup.staff.name}
          value={name}
          maxLength={40}
          onChange={(next) => change({ staffLine: { name: next, role } })}
        />
        <Choice<StaffRole>
          label={setup.staff.role}
          options={ROLES.map((id) => ({ id, label: shell.role[id] }))}
          value={[role]}
          onChange={([next]) => change({ staffLine: { name, role: next ?? role } })}
        />
        <Button small isDisabled={name.trim() === ''} onPress={add}>
          {setup.staff.add}
        </Button>
      </form>
      <AddedList
        label={setup.staff.list}
        empty={setup.staff.empty}
        items={draft.staff.map((person) => ({
          id: person.id,
          sign: <Avatar name={person.name} />,
          name: person.name,
          detail: shell.role[person.role],
          removeLabel: setup.staff.remove(person.name),
        }))}
        onRemove={(id) => change({ staff: draft.staff.filter((person) => person.id !== id) })}
      />
    </>
  )
}
