/** Takes a yes back: said, not signed, for it must be as easy as giving it (PIPL article 15). From then on it is as if refused. */
import { useCallback } from 'react'
import type { StoreErrorCode } from '../../db/store-error.ts'
import { CONSENTS, type Purpose } from '../../domain/consent/consent.ts'
import { planConsent } from '../../domain/consent/plan-consent.ts'
import { NEWEST_WORDING, shownWords } from '../../domain/consent/wording.ts'
import type { GuestId } from '../../domain/ids.ts'
import type { Guest } from '../../domain/people/guest.ts'
import { NOBODY } from '../../domain/people/named.ts'
import { useApp } from '../state/app.tsx'
import { useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import { useShop } from '../state/shop.ts'
import { numberingOf } from '../state/under-number.ts'
import { useConsentStrings } from '../strings/consent-strings.ts'
import { hashedAct } from './consent-act.ts'
import { wordingText } from './wording-texts.ts'

/** Resolves with null once it is on disk. */
export function useWithdraw(guest: Guest): (purpose: Purpose) => Promise<StoreErrorCode | null> {
  const app = useApp()
  const { clock } = app
  const save = useSave()
  const { name: shop } = useShop()
  const words = useConsentStrings()
  const tablets = useSession((s) => s.language)
  const language = guest.language ?? tablets
  return useCallback(
    async (purpose) => {
      const text = await wordingText(NEWEST_WORDING, language)
      if (!text) return 'notSaved'
      const at = clock.now()
      const shown = { purpose, version: NEWEST_WORDING, language, shop, forChild: false }
      const act = await hashedAct(
        { guestId: guest.id, purpose },
        {
          given: false,
          at,
          by: useSession.getState().who ?? NOBODY,
          version: NEWEST_WORDING,
          language,
          shop,
          how: 'said',
        },
        shownWords(shown, text),
      )
      // Whoever takes the record back during a visit goes on under a number, in the same set.
      const numbering = purpose === 'record' ? await numberingOf(app, guest, app.newId() as GuestId) : null
      const saved = await save({
        intent: 'consent.withdraw',
        keys: [{ table: CONSENTS, id: guest.id }, ...(numbering?.keys ?? [])],
        plan: (records) => {
          const record = records.find(({ table }) => table === CONSENTS)
          const plan = planConsent(guest.id, [{ purpose, act }], record, { isChild: false })
          if ('refused' in plan || !numbering) return plan
          return { changes: [...plan.changes, ...numbering.plan(records)] }
        },
      })
      if ('failed' in saved) return saved.failed
      if ('refused' in saved) return 'notSaved'
      useSession.getState().say({ text: words.withdraw.saved(words.purpose[purpose]), tone: 'jade', at })
      return null
    },
    [app, clock, save, shop, guest, language, words],
  )
}
