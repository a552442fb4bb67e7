/** The sample guests have agreed on paper before: invented like themselves, but hashed over the true words. */
import type { Change } from '../../db/commit.ts'
import type { Store } from '../../db/store.ts'
import { CONSENTS, type ConsentAct, type Purpose } from '../../domain/consent/consent.ts'
import { NEWEST_WORDING, shownWords } from '../../domain/consent/wording.ts'
import type { StaffId } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import { asJson } from '../../domain/procedure/plan.ts'
import type { NewGuest, NewShop } from '../../domain/shop/new-shop.ts'
import { hashedAct } from '../guests/consent-act.ts'
import { wordingText } from '../guests/wording-texts.ts'
import { useSession } from '../state/session.ts'

const AGREED: readonly Purpose[] = ['record', 'readings', 'photos']

type Of = { readonly language: Language; readonly now: number; readonly paper: string }

/** One record a guest. */
export async function sampleConsents(shop: NewShop, store: Store): Promise<readonly Change[]> {
  const of = {
    language: useSession.getState().language,
    now: store.options.clock.now(),
    paper: shop.consentForms ?? '',
  }
  const by = (shop.staff.find(({ role }) => role === 'frontDesk') ?? shop.staff[0])?.id as StaffId
  return Promise.all(
    shop.guests.map(async (guest): Promise<Change> => {
      const acts = await Promise.all(
        AGREED.map(async (purpose) => [
          `${purpose}#1`,
          asJson(await actOf(guest, purpose, shop.name, by, of)),
        ]),
      )
      const fields = { ...Object.fromEntries(acts), sample: true }
      return { table: CONSENTS, id: guest.id, create: true, person: guest.id, fields }
    }),
  )
}

async function actOf(
  guest: NewGuest,
  purpose: Purpose,
  shop: string,
  by: StaffId,
  of: Of,
): Promise<ConsentAct> {
  const language = guest.language ?? of.language
  const version = NEWEST_WORDING
  const text = await wordingText(version, language)
  if (!text) throw new Error(`no wording ${version}`)
  const words = shownWords({ purpose, version, language, shop, forChild: false }, text)
  const decided = {
    given: true,
    at: of.now,
    by,
    version,
    language,
    shop,
    how: 'paper',
    paper: of.paper,
  } as const
  return hashedAct({ guestId: guest.id, purpose }, decided, words)
}
