/** "Perhaps already on the list": who it might be, a way to open them, and a way to save all the same. */
import { type Guest, phoneTail } from '../../domain/people/guest.ts'
import type { Likeness } from '../../domain/people/search.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { useStrings } from '../strings/strings.ts'
import styles from './GuestForm.module.css'

/** More than a few likenesses say nothing more. */
const SHOWN = 5

/** Asked once before saving a new guest. */
export function Twins({
  twins,
  onOpen,
  onBack,
  onSaveAnyway,
}: {
  readonly twins: readonly Likeness<Guest>[]
  readonly onOpen: (id: string) => void
  readonly onBack: () => void
  readonly onSaveAnyway: () => void
}) {
  const { guests, kit } = useStrings()
  const words = guests.form
  return (
    <Sheet
      open
      title={words.twinsTitle}
      closeLabel={kit.close}
      onClose={onBack}
      actions={
        <>
          <Button onPress={onBack}>{words.keepEditing}</Button>
          <Button look="go" onPress={onSaveAnyway}>
            {words.saveAnyway}
          </Button>
        </>
      }
    >
      <ul className={styles.twins}>
        {twins.slice(0, SHOWN).map(({ guest, by }) => (
          <li key={guest.id} className={styles.twin}>
            <span>
              {by === 'phone'
                ? words.twinByPhone(guest.name)
                : words.twinByName(guest.name, phoneTail(guest))}
            </span>
            <Button small onPress={() => onOpen(guest.id)}>
              {words.openTwin(guest.address)}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
