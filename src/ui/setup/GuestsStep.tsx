/** Step 4: guests to come; may be left empty. */
import { addressFor } from '../../domain/people/address.ts'
import type { Gender } from '../../domain/people/guest.ts'
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

const GENDERS: readonly Gender[] = ['female', 'male']

/** Only what is needed to greet; the rest is asked when they come. */
export function GuestsStep({ draft, change }: StepProps) {
  const { kit } = useStrings()
  const setup = useSetupStrings()
  const { newId } = useApp()
  const line = draft.guestLine
  const type = (part: Partial<typeof line>) => change({ guestLine: { ...line, ...part } })
  const add = () => change(withLine(draft, 'guests', newId()))
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
          label={setup.guests.name}
          value={line.name}
          maxLength={60}
          onChange={(name) => type({ name })}
        />
        <TextEntry
          label={setup.guests.phone}
          type="tel"
          value={line.phone}
          maxLength={24}
          onChange={(phone) => type({ phone })}
        />
        <Choice<Gender>
          label={setup.guests.gender}
          options={GENDERS.map((id) => ({ id, label: kit.genderWord[id] }))}
          value={[line.gender]}
          onChange={([gender]) => type({ gender: gender ?? line.gender })}
        />
        <Button small isDisabled={line.name.trim() === ''} onPress={add}>
          {setup.guests.add}
        </Button>
      </form>
      <AddedList
        label={setup.guests.list}
        empty={setup.guests.empty}
        items={draft.guests.map((guest) => ({
          id: guest.id,
          sign: <Avatar name={guest.name} />,
          name: guest.name,
          detail: [addressFor(guest.name, guest.gender), guest.phone]
            .filter((part) => part !== '')
            .join(' · '),
          removeLabel: setup.guests.remove(guest.name),
        }))}
        onRemove={(id) => change({ guests: draft.guests.filter((guest) => guest.id !== id) })}
      />
    </>
  )
}
