/**
 * What the guest reads and decides, on the tablet turned to them: large, one purpose at a time, yes and no of the same weight and
 * neither chosen before, in the language they choose. Then all decisions once more, and a signature where one of them is a yes. A no
 * needs none. Exactly the words on the screen are what is hashed.
 */
import { Suspense, startTransition, use, useState } from 'react'
import { holdsNow, PURPOSES, type Purpose } from '../../domain/consent/consent.ts'
import { NEWEST_WORDING, shownWords } from '../../domain/consent/wording.ts'
import type { GuestId } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import type { Guest } from '../../domain/people/guest.ts'
import { guestNumber } from '../../domain/people/guest-number.ts'
import { Sheet } from '../kit/Sheet.tsx'
import { useApp } from '../state/app.tsx'
import { useSession } from '../state/session.ts'
import { useShop } from '../state/shop.ts'
import { useGuestsConsentStrings } from '../strings/consent-strings.ts'
import { useStrings } from '../strings/strings.ts'
import type { ConsentStrings } from '../strings/zh-cn/consent.ts'
import { FootButton, FootGuard } from '../visit/stage/FootButton.tsx'
import styles from './Consent.module.css'
import { BeginPage, PurposePage } from './ConsentPages.tsx'
import { ConsentSummary } from './ConsentSummary.tsx'
import { useConsents, useIsHere, useWasHere, useYouth } from './use-consents.ts'
import { useDecide } from './use-decide.ts'
import { wordingText } from './wording-texts.ts'

/** Minors are not photographed, and nothing is offered to them. */
const OF_MINORS = ['record', 'readings'] as const

export type Decisions = { readonly [P in Purpose]?: boolean }
type SheetProps = { readonly guest: Guest; readonly onClose: () => void }

/** A sheet over the guest's page or the visit. */
export function ConsentSheet(props: SheetProps) {
  const [language, setLanguage] = useState<Language>(props.guest.language ?? useSession.getState().language)
  const consents = useConsents(props.guest.id)
  const wasHere = useWasHere(props.guest.id)
  if (consents === undefined || wasHere === undefined) return null
  const wasAsked = PURPOSES.some((purpose) => holdsNow(consents?.fields ?? {}, purpose))
  const isNew = !wasAsked && !wasHere && props.guest.card === null
  return (
    <Suspense>
      <Flow
        {...props}
        isNew={isNew}
        language={language}
        onLanguage={(next) => startTransition(() => setLanguage(next))}
      />
    </Suspense>
  )
}

type FlowProps = SheetProps & {
  /** Nothing but what was just typed is known of them: with a no to the record it goes. */
  readonly isNew: boolean
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

function Flow({ guest, isNew, language, onLanguage, onClose }: FlowProps) {
  const words = useGuestsConsentStrings(language)
  const text = use(wordingText(NEWEST_WORDING, language))
  const { kit } = useStrings()
  const { clock, newId } = useApp()
  const { name: shop } = useShop()
  const youth = useYouth(guest)
  const purposes: readonly Purpose[] = youth.isMinor ? OF_MINORS : PURPOSES
  const [page, setPage] = useState(0)
  const [guardian, setGuardian] = useState('')
  const [decisions, setDecisions] = useState<Decisions>({})
  const [numberId] = useState(() => newId() as GuestId)
  const isHere = useIsHere(guest.id)
  const decide = useDecide(guest, { youth, isNew, numberId })
  if (!text) return null
  const shownOf = (purpose: Purpose) => {
    const shown = { purpose, version: NEWEST_WORDING, language, shop, forChild: youth.isChild }
    return { purpose, words: shownWords(shown, text) }
  }
  const purpose = purposes[page - 1]
  const choose = (given: boolean) => {
    if (!purpose) return
    setDecisions({ ...decisions, [purpose]: given })
    setPage(page + 1)
  }
  const back = () => setPage(page - 1)
  if (page > purposes.length)
    return (
      <ConsentSummary
        words={words}
        language={language}
        decisions={decisions}
        purposes={purposes}
        no={noWords(words.sheet, { guest, isNew, isHere: isHere === true, numberId })}
        onChange={(one) => setPage(purposes.indexOf(one) + 1)}
        onBack={back}
        onClose={onClose}
        onKeep={async (how) => {
          const shown = purposes.map(shownOf)
          const refused = await decide({
            decisions,
            shown,
            how,
            language,
            guardian: youth.isChild ? guardian : null,
          })
          if (refused) return refused
          useSession.getState().say({ text: words.sheet.saved, tone: 'jade', at: clock.now() })
          onClose()
          return null
        }}
      />
    )
  const isReady = !youth.isChild || guardian.trim() !== ''
  return (
    <Sheet
      open
      guarded
      forGuest
      size="large"
      title={purpose ? shownOf(purpose).words.title : words.title}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <FootGuard action={String(page)}>
          {purpose ? (
            <>
              <FootButton look="quiet" onPress={back}>
                {words.sheet.back}
              </FootButton>
              <div className={styles.pair}>
                <FootButton wide onPress={() => choose(false)}>
                  {words.sheet.no}
                </FootButton>
                <FootButton wide onPress={() => choose(true)}>
                  {words.sheet.yes}
                </FootButton>
              </div>
            </>
          ) : (
            <FootButton look={isReady ? 'go' : 'blocked'} onPress={() => (isReady ? setPage(1) : undefined)}>
              {isReady ? words.sheet.begin : words.sheet.guardianNeed}
            </FootButton>
          )}
        </FootGuard>
      }
    >
      {purpose ? (
        <PurposePage
          key={purpose}
          words={words}
          language={language}
          shown={shownOf(purpose).words}
          place={words.sheet.progress(page, purposes.length)}
        />
      ) : (
        <BeginPage
          words={words}
          language={language}
          onLanguage={onLanguage}
          guardian={youth.isChild ? guardian : null}
          onGuardian={setGuardian}
        />
      )}
    </Sheet>
  )
}

/** What a no to the record means for this guest, now. */
function noWords(
  sheet: ConsentStrings['sheet'],
  of: Pick<FlowProps, 'guest' | 'isNew'> & { readonly isHere: boolean; readonly numberId: GuestId },
): string {
  if (of.isNew || of.guest.numbered) return sheet.yourNumber(guestNumber(of.guest.id))
  return of.isHere ? sheet.yourNumberNow(guestNumber(of.numberId)) : sheet.earlier
}
