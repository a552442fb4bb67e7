/** One person's PIN, asked until it opens: what is wrong with it is said in words, and a wait is counted down. */
import { useState } from 'react'
import type { Refusal, Signer } from '../../db/key-ring.ts'
import type { Staff } from '../../domain/people/staff.ts'
import { useNow } from '../state/now.ts'
import { useLockStrings } from '../strings/lock-strings.ts'
import { clockWords } from '../today/due.ts'
import { PinPad } from './PinPad.tsx'
import { useTries } from './use-tries.ts'

/** `tryPin` answers null once it is open. */
export function PinEntry({
  person,
  hint,
  tryPin,
}: {
  readonly person: Staff
  /** Said while nothing is wrong. */
  readonly hint?: string
  readonly tryPin: (signer: Signer) => Promise<Refusal | null>
}) {
  const { pin: words } = useLockStrings()
  const now = useNow()
  const before = useTries(person)
  const [last, setLast] = useState<Refusal | 'failed' | null>(null)
  const [isWorking, setWorking] = useState(false)
  const enter = async (pin: string) => {
    setWorking(true)
    setLast(null)
    try {
      const refusal = await tryPin({ person: person.id, pin })
      // The others are read from the store, where they may end.
      setLast(refusal?.kind === 'wrong' ? refusal : null)
    } catch {
      setLast('failed')
    } finally {
      setWorking(false)
    }
  }
  const refusal = last ?? before ?? null
  const untilAt =
    refusal !== null && refusal !== 'failed' && 'untilAt' in refusal ? (refusal.untilAt ?? 0) : 0
  const isWaiting = untilAt > now
  const isShut = refusal !== null && refusal !== 'failed' && !('untilAt' in refusal)
  const text = (): string => {
    if (isWorking) return words.checking
    if (refusal === null) return hint ?? ''
    if (refusal === 'failed') return words.failed
    if (isWaiting) return words.wait(clockWords(untilAt - now, 'up'))
    if (refusal.kind === 'wrong') return words.wrong
    return refusal.kind === 'wait' ? (hint ?? '') : words[refusal.kind]
  }
  const isBad = !isWorking && (isShut || isWaiting || refusal === 'failed' || last !== null)
  return (
    <PinPad
      label={words.of(person.name)}
      message={{ text: text(), isBad }}
      isShut={isWorking || isWaiting || isShut}
      onPin={(pin) => void enter(pin)}
    />
  )
}
