/** A new recovery code: a manager signs, copies it, and only then does the one before open nothing. */
import { useState } from 'react'
import type { RecoverySlot } from '../../db/recovery-code.ts'
import type { Staff } from '../../domain/people/staff.ts'
import { planRecovery } from '../../domain/shop/plan-keys.ts'
import { SHOP_ID } from '../../domain/shop/shop.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { useSave } from '../state/save.ts'
import { useLockStrings } from '../strings/lock-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { PinEntry } from './PinEntry.tsx'
import styles from './Recovery.module.css'
import { RecoveryCode } from './RecoveryCode.tsx'
import { useGrant } from './use-grant.ts'

type Made = { readonly code: string; readonly slot: RecoverySlot }

/** `signer`: the manager who is signed in. */
export function RenewSheet({ signer, onClose }: { readonly signer: Staff; readonly onClose: () => void }) {
  const { recovery: words, newPin } = useLockStrings()
  const { kit } = useStrings()
  const { keys } = useApp()
  const save = useSave()
  const sayFailed = useSayFailed()
  const [made, setMade] = useState<Made | null>(null)
  const { take } = useGrant()
  const keep = async ({ slot }: Made) => {
    const saved = await save<never>({
      intent: 'shop.recovery',
      keys: [{ table: 'shop', id: SHOP_ID }],
      plan: () => ({ changes: planRecovery(slot) }),
    })
    if ('failed' in saved) sayFailed(saved.failed)
    else onClose()
  }
  return (
    <Sheet
      open
      guarded
      title={made ? words.title : words.renew}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        made ? (
          <Button look="go" onPress={() => void keep(made)}>
            {words.written}
          </Button>
        ) : null
      }
    >
      <div className={styles.stack}>
        <p>{made ? words.line : words.renewLine}</p>
        {made ? (
          <RecoveryCode code={made.code} />
        ) : (
          <PinEntry
            person={signer}
            hint={newPin.signer}
            tryPin={async (signed) => {
              const opened = await keys.grant(signed, true)
              if ('kind' in opened) return opened
              take(opened)
              setMade(await opened.recovery())
              return null
            }}
          />
        )}
      </div>
    </Sheet>
  )
}
