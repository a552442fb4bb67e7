/** "Perhaps already on the list": who it might be, a way to open them, and a way to save all the same. */
import { type Guest, phoneTail } from '../../domain/people/guest.ts'
import type { Likeness } from '../../domain/people/search.ts'
import { asSeen } from '../../domain/people/seen.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { useSeen } from '../state/rights.ts'
import { useConsentStrings } from '../strings/consent-strings.ts'
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
  const { form: consent } = useConsentStrings()
  const words = guests.form
  const shown = twins.slice(0, SHOWN)
  const seen = useSeen(shown.map(({ guest }) => guest.id))
  if (!seen) return null
  const likeness = ({ guest: whole, by }: Likeness<Guest>): string => {
    const how = seen(whole.id)
    const guest = asSeen(whole, how)
    if (by === 'phone') return words.twinByPhone(guest.name)
    return how === 'masked' ? consent.sameName(guest.name) : words.twinByName(guest.name, phoneTail(guest))
  }
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
        {shown.map((twin) => (
          <li key={twin.guest.id} className={styles.twin}>
            <span>{likeness(twin)}</span>
            <Button small onPress={() => onOpen(twin.guest.id)}>
              {words.openTwin(twin.guest.address)}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
