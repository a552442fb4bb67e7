/**
 * A new PIN: whoever may give it signs with their own first, for a slot is made of the key itself; then the person types theirs twice. A
 * manager gives one to anybody, everybody changes their own.
 */
import { useState } from 'react'
import type { Refusal, Signer } from '../../db/key-ring.ts'
import type { Staff } from '../../domain/people/staff.ts'
import { planPin } from '../../domain/shop/plan-keys.ts'
import { Sheet } from '../kit/Sheet.tsx'
import { useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import { useLockStrings } from '../strings/lock-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { NewPin } from './NewPin.tsx'
import { PinEntry } from './PinEntry.tsx'
import { useGrant } from './use-grant.ts'
import { noteOwnPin } from './use-pin-watch.ts'

/** `signer`: who is signed in. */
export function PinSheet({
  person,
  signer,
  onClose,
}: {
  readonly person: Staff
  readonly signer: Staff
  readonly onClose: () => void
}) {
  const { newPin: words } = useLockStrings()
  const { kit } = useStrings()
  const { keys, clock } = useApp()
  const save = useSave()
  const sayFailed = useSayFailed()
  const { grant, take, isGone } = useGrant()
  const [isWorking, setWorking] = useState(false)
  const open = async (signed: Signer): Promise<Refusal | null> => {
    const opened = await keys.grant(signed, signer.role === 'manager')
    if ('kind' in opened) return opened
    take(opened)
    return null
  }
  const keep = async (pin: string) => {
    if (!grant) return
    setWorking(true)
    const slot = await grant.slotFor({ person: person.id, pin }).catch(() => null)
    if (isGone()) return
    if (slot === null) {
      setWorking(false)
      return sayFailed('notSaved')
    }
    if (person.id === signer.id) noteOwnPin(slot)
    const saved = await save<never>({
      intent: 'staff.pin',
      keys: [{ table: 'staff', id: person.id }],
      plan: () => ({ changes: planPin(person.id, slot) }),
    })
    setWorking(false)
    if ('failed' in saved) return sayFailed(saved.failed)
    useSession.getState().say({ text: words.saved(person.name), tone: 'jade', at: clock.now() })
    onClose()
  }
  return (
    <Sheet
      open
      guarded
      mustAnswer={isWorking}
      title={words.title(person.name)}
      closeLabel={kit.close}
      onClose={onClose}
    >
      {grant ? (
        <NewPin isTitled name={person.name} isWorking={isWorking} onDone={(pin) => void keep(pin)} />
      ) : (
        <PinEntry
          person={signer}
          hint={signer.id === person.id ? words.signerOwn : words.signer}
          tryPin={open}
        />
      )}
    </Sheet>
  )
}
