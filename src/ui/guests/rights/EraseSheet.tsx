/**
 * Erasing a guest: what goes, what stays and why, a confirmation that no slip of a finger gives, and a receipt (S10, SEC17). The
 * erasure waits for the server like any other set, and says so.
 */
import { type ReactNode, useState } from 'react'
import { allAbout, readRecord, type SyncRecord } from '../../../db/queries.ts'
import type { StoreErrorCode } from '../../../db/store-error.ts'
import {
  ERASE_REASONS,
  ERASURES,
  type EraseReason,
  type EraseRefusal,
  type ErasureEntry,
  erasureFrom,
  isInVisit,
  isProof,
  kindsOf,
  planErasure,
  proofOf,
  receiptNumber,
} from '../../../domain/people/erasing.ts'
import type { Guest } from '../../../domain/people/guest.ts'
import { NOBODY } from '../../../domain/people/named.ts'
import { Button } from '../../kit/Button.tsx'
import { Choice } from '../../kit/Choice.tsx'
import { Sheet } from '../../kit/Sheet.tsx'
import { TextEntry } from '../../kit/TextEntry.tsx'
import { NotSaved } from '../../shell/NotSaved.tsx'
import { useApp } from '../../state/app.tsx'
import { askPin } from '../../state/ask-pin.ts'
import { useLive } from '../../state/live.ts'
import { useSave } from '../../state/save.ts'
import { useSession } from '../../state/session.ts'
import { useGuestRightsStrings } from '../../strings/guest-rights-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import { ReceiptSheet } from './ReceiptSheet.tsx'
import styles from './rights.module.css'

type Problem = EraseRefusal | StoreErrorCode

/** `onClose` with true once the guest is erased. */
export function EraseSheet({
  guest,
  onClose,
}: {
  readonly guest: Guest
  readonly onClose: (isErased: boolean) => void
}) {
  const { store } = useApp()
  const [receipt, setReceipt] = useState<ErasureEntry | null>(null)
  const { erase, problem } = useErase(guest, setReceipt)
  const { eraseSheet } = useGuestRightsStrings()
  const about = useLive(() => allAbout(store, guest.id), [store, guest.id])
  if (receipt) return <ReceiptSheet erasure={receipt} onClose={() => onClose(true)} />
  if (!about) return null
  const sign = async (reason: EraseReason) => {
    if (await askPin('me', eraseSheet.sign)) await erase(reason)
  }
  return (
    <AskSheet
      guest={guest}
      about={about}
      problem={problem}
      onSure={(why) => void sign(why)}
      onClose={() => onClose(false)}
    />
  )
}

function AskSheet({
  guest,
  about,
  problem,
  onSure,
  onClose,
}: {
  readonly guest: Guest
  readonly about: readonly SyncRecord[]
  readonly problem: Problem | null
  readonly onSure: (why: EraseReason) => void
  readonly onClose: () => void
}) {
  const words = useGuestRightsStrings()
  const { kit } = useStrings()
  const { eraseSheet } = words
  const [typed, setTyped] = useState('')
  const [why, setWhy] = useState<EraseReason>('asked')
  const [isAsking, setIsAsking] = useState(false)
  const isHere = about.some(isInVisit)
  const isSure = isProof(guest, typed)
  const proof = proofOf(guest)
  const error = isAsking && !isSure ? (typed.trim() === '' ? eraseSheet.typeFirst : eraseSheet.wrong) : null
  return (
    <Sheet
      open
      guarded
      size="large"
      title={eraseSheet.title(guest.address)}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{kit.cancel}</Button>
          {isHere || error ? (
            <Button look="blocked">{isHere ? eraseSheet.refused.inVisit : error}</Button>
          ) : (
            <Button look="stop" onPress={() => (isSure ? onSure(why) : setIsAsking(true))}>
              {eraseSheet.go}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.sheet}>
        <NotSaved problem={problem} refused={eraseSheet.refused} />
        <div className={styles.parts}>
          <Part title={eraseSheet.goes}>
            {kindsOf(about).map(([kind, count]) => (
              <li key={kind}>{words.counted(words.kinds[kind], count)}</li>
            ))}
          </Part>
          <Part title={eraseSheet.stays}>
            {eraseSheet.staysLines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </Part>
        </div>
        <p>
          {eraseSheet.cannot} {eraseSheet.offline}
        </p>
        {isHere ? null : (
          <>
            <Choice
              label={eraseSheet.why}
              options={ERASE_REASONS.map((id) => ({ id, label: eraseSheet.reasons[id] }))}
              value={[why]}
              onChange={([next]) => next && setWhy(next)}
            />
            <TextEntry
              label={proof.kind === 'phone' ? eraseSheet.typePhone : eraseSheet.typeName(proof.text)}
              value={typed}
              error={error}
              maxLength={60}
              onChange={setTyped}
            />
          </>
        )}
      </div>
    </Sheet>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </section>
  )
}

function useErase(guest: Guest, onErased: (erasure: ErasureEntry) => void) {
  const { store, clock, newId, sync } = useApp()
  const who = useSession((s) => s.who)
  const save = useSave()
  const [problem, setProblem] = useState<Problem | null>(null)
  const erase = async (why: EraseReason) => {
    const key = { table: ERASURES, id: guest.id }
    const about = await allAbout(store, guest.id)
    const made = { by: who ?? NOBODY, now: clock.now(), receipt: receiptNumber(newId()), why }
    const saved = await save<EraseRefusal>({
      intent: 'guest.erase',
      keys: [key, ...about],
      plan: (records) => {
        const erasure = records.find((record) => record.table === ERASURES)
        return planErasure(
          guest.id,
          { about: records.filter((record) => record.table !== ERASURES), erasure },
          made,
        )
      },
    })
    if (!('kept' in saved)) return setProblem('refused' in saved ? saved.refused : saved.failed)
    sync.now()
    const kept = await readRecord(store, key)
    const erasure = kept && erasureFrom(kept)
    if (erasure) onErased(erasure)
  }
  return { erase, problem }
}
