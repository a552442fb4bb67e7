/** The sheet that asks for a PIN (state/ask-pin.ts); of several managers one is chosen first. Locking the tablet closes it. */
import { useEffect, useState } from 'react'
import type { StaffId } from '../../domain/ids.ts'
import { SAMPLE_PIN } from '../../domain/people/pin.ts'
import { manages, maySignIn, type Staff } from '../../domain/people/staff.ts'
import { Sheet } from '../kit/Sheet.tsx'
import { useApp } from '../state/app.tsx'
import { type PinOf, useAskedPin } from '../state/ask-pin.ts'
import { useSession } from '../state/session.ts'
import { useShop } from '../state/shop.ts'
import { useStaff } from '../state/staff.ts'
import { useLockStrings } from '../strings/lock-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { PinEntry } from './PinEntry.tsx'
import { Signers } from './Signers.tsx'

/** Shown while something asks. */
export function AskPinSheet() {
  const { ask, sample } = useLockStrings()
  const { kit } = useStrings()
  const { keys } = useApp()
  const shop = useShop()
  const question = useAskedPin((s) => s.question)
  const me = useSession((s) => s.who)
  const staff = useStaff()
  const [chosen, choose] = useState<StaffId | null>(null)
  const isLocked = me === null
  useEffect(() => {
    if (isLocked) question?.answer(null)
  }, [isLocked, question])
  if (!question || !staff) return null
  const { answer, hint } = question
  const offered = staff.filter(({ id }) => maySignIn(staff, id) && isAsked(staff, id, question.of, me))
  const person = offered.length === 1 ? offered[0] : offered.find(({ id }) => id === chosen)
  return (
    <Sheet open guarded title={ask.title} closeLabel={kit.close} onClose={() => answer(null)}>
      {person ? (
        <PinEntry
          key={person.id}
          person={person}
          hint={hint ?? (shop.sample ? sample(SAMPLE_PIN) : undefined)}
          tryPin={async (signer) => {
            const grant = await keys.grant(signer, person.role === 'manager')
            if ('kind' in grant) return grant
            grant.end()
            answer(person.id)
            return null
          }}
        />
      ) : (
        <>
          <p>{ask.who}</p>
          <Signers staff={offered} chosen={chosen} onChoose={choose} />
        </>
      )}
    </Sheet>
  )
}

function isAsked(staff: readonly Staff[], id: StaffId, of: PinOf, me: StaffId | null): boolean {
  if (of === 'manager') return manages(staff, id)
  return id === (of === 'me' ? me : of.person)
}
