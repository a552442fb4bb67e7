/** A PIN that somebody chooses: typed twice, and not one that anybody would guess first. */
import { useState } from 'react'
import { isWeakPin } from '../../domain/people/pin.ts'
import { useLockStrings } from '../strings/lock-strings.ts'
import { PinPad } from './PinPad.tsx'

type Problem = 'weak' | 'differ'

/** `onDone` is given it once both are the same. */
export function NewPin({
  name,
  isTitled = false,
  isWorking,
  onDone,
}: {
  readonly name: string
  /** The sheet’s title says whose it is. */
  readonly isTitled?: boolean
  readonly isWorking: boolean
  readonly onDone: (pin: string) => void
}) {
  const { newPin: words, pin } = useLockStrings()
  const [first, setFirst] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const enter = (typed: string) => {
    setProblem(null)
    if (first === null) return isWeakPin(typed) ? setProblem('weak') : setFirst(typed)
    setFirst(null)
    if (typed === first) onDone(typed)
    else setProblem('differ')
  }
  const text = isWorking
    ? pin.checking
    : problem
      ? words[problem]
      : first === null
        ? words.first
        : words.again
  return (
    <PinPad
      label={words.title(name)}
      isTitled={isTitled}
      message={{ text, isBad: problem !== null }}
      isShut={isWorking}
      onPin={enter}
    />
  )
}
