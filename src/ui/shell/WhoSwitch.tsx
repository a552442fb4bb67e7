/** Another person takes the tablet: a name, six digits, and the screen stays where it is; or it is locked. */
import { useState } from 'react'
import type { StaffId } from '../../domain/ids.ts'
import { SAMPLE_PIN } from '../../domain/people/pin.ts'
import { maySignIn, type Staff } from '../../domain/people/staff.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { PinEntry } from '../lock/PinEntry.tsx'
import { Signers } from '../lock/Signers.tsx'
import { useApp } from '../state/app.tsx'
import { signIn } from '../state/lock.ts'
import { useLock } from '../state/lock-tabs.ts'
import { useShop } from '../state/shop.ts'
import { useLockStrings } from '../strings/lock-strings.ts'
import { useStrings } from '../strings/strings.ts'

/** `who` is signed in; a tap on their own name closes it. */
export function WhoSwitch({
  staff,
  who,
  onClose,
}: {
  readonly staff: readonly Staff[]
  readonly who: StaffId | null
  readonly onClose: () => void
}) {
  const { shell, kit } = useStrings()
  const words = useLockStrings()
  const app = useApp()
  const shop = useShop()
  const lockNow = useLock()
  const [chosen, choose] = useState<StaffId | null>(null)
  const person = staff.find(({ id }) => id === chosen && maySignIn(staff, id))
  return (
    <Sheet
      open
      title={shell.who.title}
      closeLabel={kit.close}
      onClose={onClose}
      actions={<Button onPress={lockNow}>{words.lockNow}</Button>}
    >
      {person ? (
        <PinEntry
          key={person.id}
          person={person}
          hint={shop.sample ? words.sample(SAMPLE_PIN) : undefined}
          tryPin={async (signer) => {
            const refusal = await app.keys.unlock(signer, person.role === 'manager')
            if (refusal !== null) return refusal
            await signIn(app, person.id)
            onClose()
            return null
          }}
        />
      ) : (
        <>
          <p>{shell.who.hint}</p>
          <Signers staff={staff} chosen={who} onChoose={(id) => (id === who ? onClose() : choose(id))} />
        </>
      )}
    </Sheet>
  )
}
