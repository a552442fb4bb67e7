/**
 * Keeps a guest's decisions as one intent: an act a purpose; of a new guest who wants no record nothing but a number, and of a known
 * one who is here nothing but a number in the visit.
 */
import { useCallback } from 'react'
import type { StoreErrorCode } from '../../db/store-error.ts'
import { CONSENTS, type ConsentAct, type Purpose } from '../../domain/consent/consent.ts'
import type { Youth } from '../../domain/consent/minor.ts'
import { type ConsentRefusal, type Decision, planConsent } from '../../domain/consent/plan-consent.ts'
import { NEWEST_WORDING, type ShownWords } from '../../domain/consent/wording.ts'
import type { GuestId } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import type { Guest } from '../../domain/people/guest.ts'
import { guestNumber } from '../../domain/people/guest-number.ts'
import { NOBODY } from '../../domain/people/named.ts'
import { numberedGuest } from '../../domain/people/numbered.ts'
import { useApp } from '../state/app.tsx'
import { useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import { useShop } from '../state/shop.ts'
import { numberingOf } from '../state/under-number.ts'
import { useConsentStrings } from '../strings/consent-strings.ts'
import type { Decisions } from './ConsentSheet.tsx'
import type { Given } from './ConsentSummary.tsx'
import { hashedAct } from './consent-act.ts'

type Decided = {
  readonly decisions: Decisions
  readonly shown: readonly { readonly purpose: Purpose; readonly words: ShownWords }[]
  readonly how: Given
  readonly language: Language
  /** null unless a guardian decides. */
  readonly guardian: string | null
}

/** Resolves with null once it is on disk. */
export function useDecide(
  guest: Guest,
  { youth, isNew, numberId }: { readonly youth: Youth; readonly isNew: boolean; readonly numberId: GuestId },
): (decided: Decided) => Promise<ConsentRefusal | StoreErrorCode | null> {
  const app = useApp()
  const { clock } = app
  const save = useSave()
  const { name: shop } = useShop()
  const words = useConsentStrings()
  return useCallback(
    async ({ decisions, shown, how, language, guardian }) => {
      const at = clock.now()
      const by = useSession.getState().who ?? NOBODY
      const made = shown.map(async ({ purpose, words: read }): Promise<Decision | null> => {
        const given = decisions[purpose]
        if (given === undefined) return null
        const whose = { guestId: guest.id, purpose }
        const decided = {
          given,
          at,
          by,
          version: NEWEST_WORDING,
          language,
          shop,
          ...givenAs(given, how),
          ...(guardian === null ? {} : { guardian: guardian.trim() }),
        }
        return { purpose, act: await hashedAct(whose, decided, read) }
      })
      const acts = (await Promise.all(made)).filter((one) => one !== null)
      const isNo = decisions.record === false
      const numbered = isNo && isNew
      const numbering = isNo && !isNew && !guest.numbered ? await numberingOf(app, guest, numberId) : null
      const name = words.form.numbered(guestNumber(guest.id))
      const saved = await save<ConsentRefusal>({
        intent: 'consent.decide',
        keys: [
          { table: CONSENTS, id: guest.id },
          { table: 'guests', id: guest.id },
          ...(numbering?.keys ?? []),
        ],
        plan: (records) => {
          const record = records.find(({ table }) => table === CONSENTS)
          const plan = planConsent(guest.id, acts, record, youth)
          if ('refused' in plan) return plan
          const own = numbered ? [numberedGuest(guest.id, name)] : []
          return { changes: [...plan.changes, ...own, ...(numbering?.plan(records) ?? [])] }
        },
      })
      if ('kept' in saved) return null
      return 'refused' in saved ? saved.refused : saved.failed
    },
    [app, clock, save, shop, guest, youth, isNew, numberId, words],
  )
}

function givenAs(given: boolean, how: Given): Pick<ConsentAct, 'how' | 'signature' | 'paper'> {
  if (!given || how === null) return { how: 'said' }
  return 'strokes' in how ? { how: 'signed', signature: how.strokes } : { how: 'paper', paper: how.paper }
}
