/**
 * A shop from before PINs: the manager chooses one, the key is drawn, its code written down, and from then on what is written is
 * sealed. Nothing that was written before is touched until it is changed.
 */
import { useState } from 'react'
import { commit } from '../../db/commit.ts'
import type { Grant } from '../../db/key-ring.ts'
import type { KeySlot } from '../../db/key-slot.ts'
import type { RecoverySlot } from '../../db/recovery-code.ts'
import type { StaffId } from '../../domain/ids.ts'
import { manages, maySignIn, type Staff } from '../../domain/people/staff.ts'
import { planPin, planRecovery } from '../../domain/shop/plan-keys.ts'
import { SHOP_ID } from '../../domain/shop/shop.ts'
import { Button } from '../kit/Button.tsx'
import { useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { signIn } from '../state/lock.ts'
import { useLockStrings } from '../strings/lock-strings.ts'
import styles from './LockScreen.module.css'
import { NewPin } from './NewPin.tsx'
import { RecoveryPage } from './RecoveryPage.tsx'
import { Signers } from './Signers.tsx'

type Drawn = {
  readonly grant: Grant
  readonly person: StaffId
  readonly slot: KeySlot
  readonly recovery: RecoverySlot
  readonly code: string
}

/** In place of signing in, while nobody has a PIN. */
export function FirstPin({ staff }: { readonly staff: readonly Staff[] }) {
  const { first: words } = useLockStrings()
  const app = useApp()
  const sayFailed = useSayFailed()
  const managers = staff.filter(({ id }) => manages(staff, id))
  const offered = managers.length > 0 ? managers : staff.filter(({ id }) => maySignIn(staff, id))
  const [chosen, choose] = useState<StaffId | null>(offered.length === 1 ? (offered[0]?.id ?? null) : null)
  const [hasBegun, begin] = useState(false)
  const [isWorking, setWorking] = useState(false)
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const person = offered.find(({ id }) => id === chosen)
  const once = (work: () => Promise<void>) => {
    setWorking(true)
    work()
      .catch(sayFailed)
      .finally(() => setWorking(false))
  }
  const draw = (pin: string) =>
    once(async () => {
      if (!person) return
      const signer = { person: person.id, pin }
      const grant = await app.keys.begin(signer)
      const slot = await grant.slotFor(signer)
      const { code, slot: recovery } = await grant.recovery()
      setDrawn({ grant, person: person.id, slot, recovery, code })
    })
  const keep = ({ grant, person: by, slot, recovery }: Drawn) =>
    once(async () => {
      await commit<never>(app.store, {
        intent: 'shop.seal',
        actor: by,
        session: app.session,
        keys: [
          { table: 'staff', id: by },
          { table: 'shop', id: SHOP_ID },
        ],
        plan: () => ({ changes: [...planPin(by, slot), ...planRecovery(recovery)] }),
      })
      await grant.unlock()
      grant.end()
      await signIn(app, by)
    })
  if (drawn) return <RecoveryPage code={drawn.code} isWorking={isWorking} onWritten={() => keep(drawn)} />
  if (person && hasBegun)
    return (
      <div className={styles.first}>
        <NewPin name={person.name} isWorking={isWorking} onDone={draw} />
      </div>
    )
  return (
    <div className={styles.first}>
      <h1>{words.title}</h1>
      <p>{words.line}</p>
      {offered.length > 1 ? (
        <>
          <h2>{words.who}</h2>
          <Signers staff={offered} chosen={chosen} onChoose={choose} />
        </>
      ) : null}
      {person ? (
        <Button look="go" onPress={() => begin(true)}>
          {words.begin}
        </Button>
      ) : null}
    </div>
  )
}
