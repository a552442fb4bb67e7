/**
 * Writing a guest down or changing what is known. The form of address follows the name until somebody types another.
 * A likely duplicate is said before saving and does not forbid it: two guests may share a name.
 */
import { useState } from 'react'
import type { StoreErrorCode } from '../../db/store-error.ts'
import { CONSENTS } from '../../domain/consent/consent.ts'
import { addressFor } from '../../domain/people/address.ts'
import { type Guest, guestFrom } from '../../domain/people/guest.ts'
import { guestNumber } from '../../domain/people/guest-number.ts'
import {
  type GuestDraft,
  type GuestRefusal,
  NEW_GUEST,
  planGuest,
  planNumber,
  wordsOf,
  writableOf,
} from '../../domain/people/plan-guest.ts'
import { likelySame } from '../../domain/people/search.ts'
import { dayOf } from '../../domain/shop/shop.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { NotSaved } from '../shell/NotSaved.tsx'
import { useApp } from '../state/app.tsx'
import { changedOnly } from '../state/differing.ts'
import { useDraft, useForgetDrafts } from '../state/drafts.ts'
import { useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import { useShop } from '../state/shop.ts'
import { useConsentStrings } from '../strings/consent-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { draftOf, type FormDraft, formOf } from './form-draft.ts'
import { GuestFields } from './GuestFields.tsx'
import { NotWritten } from './NotWritten.tsx'
import { Twins } from './Twins.tsx'
import { useConsents } from './use-consents.ts'

export type GuestFormProps = {
  /** null: a new guest. */
  readonly guest: Guest | null
  /** Everybody, to find likely duplicates among. */
  readonly guests: readonly Guest[]
  readonly onOpenTwin: (id: string) => void
  readonly onClose: () => void
  readonly onSaved: (id: string) => void
}

/** A sheet; saves by one intent and stays open with a sentence where it cannot. */
export function GuestForm({ guest, guests, onOpenTwin, onClose, onSaved }: GuestFormProps) {
  const { guests: words, kit } = useStrings()
  const consent = useConsentStrings()
  const { newId, clock } = useApp()
  const save = useSave()
  const shop = useShop()
  const [{ id, opened, form, isNumber }, setDraft] = useDraft(`guests form ${guest?.id ?? 'new'}`, () => {
    const first = formOf(guest ?? NEW_GUEST, guest !== null)
    return { id: guest?.id ?? newId(), opened: first, form: first, isNumber: guest?.numbered ?? false }
  })
  const forget = useForgetDrafts('guests')
  const [problem, setProblem] = useState<GuestRefusal | StoreErrorCode | null>(null)
  const [asksTwins, setAsksTwins] = useState(false)
  const change = (part: Partial<FormDraft>) => {
    setProblem(null)
    setDraft((before) => {
      const after = { ...before.form, ...part }
      if (after.ownAddress) return { ...before, form: after }
      return { ...before, form: { ...after, address: addressFor(after.name, after.gender) } }
    })
  }
  const { day } = dayOf(clock.now(), shop.timeZone)
  const asked = useConsents(id)
  const consents = asked?.fields ?? {}
  const draft = draftOf(form, wordsOf)
  const { born } = draft
  const writable = writableOf({ numbered: isNumber, born }, consents, day)
  const number = kit.numbered(guestNumber(id))
  const twins = guest || isNumber ? [] : likelySame(guests, { id, ...draft })
  const keep = async () => {
    const saved = await save({
      intent: guest ? 'guest.change' : 'guest.add',
      keys: [
        { table: 'guests', id },
        { table: CONSENTS, id },
      ],
      plan: (records) => {
        const record = records.find(({ table }) => table === 'guests')
        const ground = { before: record, consents: records.find(({ table }) => table === CONSENTS), day }
        if (!record) return isNumber ? planNumber(id, number, draft, day) : planGuest(id, draft, ground)
        const before = draftOf(opened, wordsOf)
        return planGuest(id, changedOnly<GuestDraft>(draft, before, guestFrom(record)), ground)
      },
    })
    if ('kept' in saved) {
      forget()
      useSession.getState().say({
        text: words.form.saved(isNumber ? number : draft.address || draft.name),
        tone: 'jade',
        at: clock.now(),
      })
      return onSaved(id)
    }
    setAsksTwins(false)
    setProblem('refused' in saved ? saved.refused : saved.failed)
  }
  const newTitle = isNumber ? number : words.form.addTitle
  const title = guest ? words.form.editTitle(guest.address) : newTitle
  if (asksTwins)
    return <Twins twins={twins} onOpen={onOpenTwin} onBack={() => setAsksTwins(false)} onSaveAnyway={keep} />
  const refusals = { ...words.form.refused, ...consent.form.refused }
  const isRefused = problem !== null && problem in refusals
  return (
    <Sheet
      open
      guarded
      size="large"
      title={title}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <>
          {guest === null && (isNumber || form.name === '') ? (
            <Button
              look="quiet"
              onPress={() => {
                setProblem(null)
                setDraft((before) => ({ ...before, isNumber: !isNumber }))
              }}
            >
              {isNumber ? consent.form.withName : consent.form.noName}
            </Button>
          ) : null}
          <Button onPress={onClose}>{kit.cancel}</Button>
          {isRefused ? (
            <Button look="blocked">{refusals[problem as GuestRefusal]}</Button>
          ) : (
            <Button look="go" onPress={() => (twins.length > 0 ? setAsksTwins(true) : keep())}>
              {words.form.save}
            </Button>
          )}
        </>
      }
    >
      <NotSaved problem={isRefused ? null : (problem as StoreErrorCode | null)} />
      <GuestFields
        form={form}
        change={change}
        problem={problem}
        today={day}
        writable={writable}
        notWritten={
          writable === 'all' || asked === undefined ? null : (
            <NotWritten guest={guest} writable={writable} consents={consents} form={form} change={change} />
          )
        }
      />
    </Sheet>
  )
}
