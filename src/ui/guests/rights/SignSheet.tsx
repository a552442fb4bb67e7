/** The PIN of whoever is signed in, asked once more before what cannot be taken back. */
import type { Signer } from '../../../db/key-ring.ts'
import { useStaff } from '../../emergency/use-staff.ts'
import { Sheet } from '../../kit/Sheet.tsx'
import { PinEntry } from '../../lock/PinEntry.tsx'
import { useApp } from '../../state/app.tsx'
import { useSession } from '../../state/session.ts'
import { useStrings } from '../../strings/strings.ts'
import styles from './rights.module.css'

/** `onSigned` once the PIN was right; the page's own key stays as it is. */
export function SignSheet({
  title,
  hint,
  onSigned,
  onClose,
}: {
  readonly title: string
  readonly hint: string
  readonly onSigned: () => void
  readonly onClose: () => void
}) {
  const { kit } = useStrings()
  const { keys } = useApp()
  const who = useSession((s) => s.who)
  const me = useStaff().staff.find(({ id }) => id === who)
  const sign = async (signer: Signer) => {
    const grant = await keys.grant(signer, me?.role === 'manager')
    if ('kind' in grant) return grant
    grant.end()
    onSigned()
    return null
  }
  return (
    <Sheet open guarded title={title} closeLabel={kit.close} onClose={onClose}>
      <div className={styles.sheet}>{me ? <PinEntry person={me} hint={hint} tryPin={sign} /> : null}</div>
    </Sheet>
  )
}
