/** The code on paper opens the shop: a manager types it, chooses a new PIN, and is signed in. */
import { useState } from 'react'
import { commit } from '../../db/commit.ts'
import type { StaffId } from '../../domain/ids.ts'
import { manages, type Staff } from '../../domain/people/staff.ts'
import { planPin } from '../../domain/shop/plan-keys.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { signIn } from '../state/lock.ts'
import { useLockStrings } from '../strings/lock-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { NewPin } from './NewPin.tsx'
import styles from './Recovery.module.css'
import { Signers } from './Signers.tsx'
import { useGrant } from './use-grant.ts'

/** Over the lock screen. */
export function RecoverSheet({
  staff,
  onClose,
}: {
  readonly staff: readonly Staff[]
  readonly onClose: () => void
}) {
  const { recovery: words, first } = useLockStrings()
  const { kit } = useStrings()
  const app = useApp()
  const sayFailed = useSayFailed()
  const managers = staff.filter(({ id }) => manages(staff, id))
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<'mistyped' | 'wrong' | null>(null)
  const { grant, take, isGone } = useGrant()
  const [chosen, choose] = useState<StaffId | null>(managers.length === 1 ? (managers[0]?.id ?? null) : null)
  const [isWorking, setWorking] = useState(false)
  const person = managers.find(({ id }) => id === chosen)
  const once = (work: () => Promise<void>) => {
    setWorking(true)
    work()
      .catch(sayFailed)
      .finally(() => setWorking(false))
  }
  const open = () =>
    once(async () => {
      const opened = await app.keys.recover(typed)
      if (typeof opened === 'string') return setProblem(opened)
      setTyped('')
      take(opened)
    })
  const keep = (pin: string) =>
    once(async () => {
      if (!grant || !person) return
      const slot = await grant.slotFor({ person: person.id, pin })
      if (isGone()) return
      await commit<never>(app.store, {
        intent: 'staff.pin',
        actor: person.id,
        session: app.session,
        keys: [{ table: 'staff', id: person.id }],
        plan: () => ({ changes: planPin(person.id, slot) }),
      })
      if (isGone()) return
      await grant.unlock()
      await signIn(app, person.id)
    })
  const actions = grant ? null : (
    <Button look="go" isDisabled={isWorking || typed.trim() === ''} onPress={open}>
      {words.open}
    </Button>
  )
  return (
    <Sheet
      open
      guarded
      mustAnswer={isWorking}
      title={words.enterTitle}
      closeLabel={kit.close}
      onClose={onClose}
      actions={actions}
    >
      <div className={styles.stack}>
        {grant === null ? (
          <>
            <p>{words.enterLine}</p>
            <TextEntry
              label={words.enter}
              value={typed}
              maxLength={60}
              error={problem ? words[problem] : null}
              onChange={(next) => {
                setProblem(null)
                setTyped(next)
              }}
            />
          </>
        ) : person ? (
          <NewPin name={person.name} isWorking={isWorking} onDone={keep} />
        ) : (
          <>
            <p>{first.who}</p>
            <Signers staff={managers} chosen={chosen} onChoose={choose} />
          </>
        )}
      </div>
    </Sheet>
  )
}
