/** What a guest agreed to, on their page: how each purpose stands, since when and how, whether it still stands as made; taken back here. */
import { useEffect, useState } from 'react'
import type { StoreErrorCode } from '../../db/store-error.ts'
import {
  type ConsentAct,
  type ConsentState,
  holdsNow,
  PURPOSES,
  type Purpose,
  stateOfConsent,
  wantsNoRecord,
} from '../../domain/consent/consent.ts'
import type { Verified } from '../../domain/consent/proof.ts'
import { WORDINGS } from '../../domain/consent/wording.ts'
import type { Guest } from '../../domain/people/guest.ts'
import { dayOf } from '../../domain/shop/shop.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { Tag, type TagTone } from '../kit/Tag.tsx'
import { NotSaved } from '../shell/NotSaved.tsx'
import { useMayNot } from '../state/rights.ts'
import { useSession } from '../state/session.ts'
import { useShop } from '../state/shop.ts'
import { dayName } from '../state/times.ts'
import { useConsentStrings } from '../strings/consent-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { SignatureView } from '../visit/steps/SignatureView.tsx'
import styles from './Consent.module.css'
import { ConsentSheet } from './ConsentSheet.tsx'
import { verifyAct } from './consent-act.ts'
import { EraseOffer } from './EraseOffer.tsx'
import { useConsents, useYouth } from './use-consents.ts'
import { useStaffName } from './use-staff-name.ts'
import { useWithdraw } from './use-withdraw.ts'

const TONES: { readonly [S in ConsentState]: TagTone } = {
  none: 'plain',
  given: 'jade',
  refused: 'plain',
  withdrawn: 'amber',
  stale: 'amber',
  guardianMissing: 'amber',
}

/** A part of the guest's page. */
export function ConsentSection({ guest, onErase }: { readonly guest: Guest; readonly onErase: () => void }) {
  const words = useConsentStrings()
  const record = useConsents(guest.id)
  const { isChild } = useYouth(guest)
  const mayNot = useMayNot('consents')
  const [isAsking, setAsking] = useState(false)
  const [withdrawing, setWithdrawing] = useState<Purpose | null>(null)
  // Whether there was a yes to the record when a sheet was opened over this: taken back there, erasing is offered.
  const [hadRecord, setHadRecord] = useState(false)
  const fields = record?.fields ?? {}
  const isOpen = isAsking || withdrawing !== null
  const begin = () => setHadRecord(holdsNow(fields, 'record')?.given === true)
  return (
    <section className={styles.section} aria-label={words.section}>
      <div className={styles.head}>
        <h3>{words.section}</h3>
        {mayNot ? null : (
          <Button
            small
            onPress={() => {
              begin()
              setAsking(true)
            }}
          >
            {record ? words.askAgain : words.ask}
          </Button>
        )}
      </div>
      <ul className={styles.list}>
        {PURPOSES.map((purpose) => (
          <Entry
            key={purpose}
            guestId={guest.id}
            purpose={purpose}
            act={holdsNow(fields, purpose)}
            state={stateOfConsent(fields, purpose, { isChild, texts: WORDINGS })}
            onWithdraw={
              mayNot
                ? null
                : () => {
                    begin()
                    setWithdrawing(purpose)
                  }
            }
          />
        ))}
      </ul>
      {isAsking ? <ConsentSheet guest={guest} onClose={() => setAsking(false)} /> : null}
      {withdrawing ? (
        <WithdrawSheet guest={guest} purpose={withdrawing} onClose={() => setWithdrawing(null)} />
      ) : null}
      {hadRecord && !isOpen && wantsNoRecord(fields) ? (
        <EraseOffer onErase={onErase} onClose={() => setHadRecord(false)} />
      ) : null}
    </section>
  )
}

function Entry({
  guestId,
  purpose,
  act,
  state,
  onWithdraw,
}: {
  readonly guestId: string
  readonly purpose: Purpose
  readonly act: ConsentAct | null
  readonly state: ConsentState
  /** Null for whoever may not. */
  readonly onWithdraw: (() => void) | null
}) {
  const words = useConsentStrings()
  const name = words.purpose[purpose]
  return (
    <li className={styles.entry}>
      <div className={styles.entryWords}>
        <span className={styles.state}>
          {name} <Tag tone={TONES[state]}>{words.state[state]}</Tag>
        </span>
        {act ? <Told guestId={guestId} purpose={purpose} act={act} /> : null}
      </div>
      {act?.given && onWithdraw ? (
        <Button small aria-label={words.withdraw.title(name)} onPress={onWithdraw}>
          {words.withdraw.do}
        </Button>
      ) : null}
    </li>
  )
}

/** When, by which words, how and with whom; whether it still stands as it was made; and the signature. */
function Told({
  guestId,
  purpose,
  act,
}: {
  readonly guestId: string
  readonly purpose: Purpose
  readonly act: ConsentAct
}) {
  const words = useConsentStrings()
  const language = useSession((s) => s.language)
  const { timeZone } = useShop()
  const takenBy = useStaffName(act.by)
  const verified = useVerified(guestId, purpose, act)
  const how = act.how === 'paper' ? words.onPaper(act.paper ?? '') : words.how[act.how]
  return (
    <>
      <span className={styles.muted}>
        {[
          words.when(dayName(dayOf(act.at, timeZone).day, language), act.version),
          how,
          act.guardian ? words.guardian(act.guardian) : '',
          takenBy ? words.taken(takenBy) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {verified === 'changed' ? (
        <Tag tone="red">{words.verified.changed}</Tag>
      ) : verified ? (
        <span className={styles.muted}>
          {words.verified[verified === 'intact' && act.signature ? 'intactSigned' : verified]}
        </span>
      ) : null}
      {act.signature ? (
        <div className={styles.signature}>
          <SignatureView strokes={act.signature} label={words.signature} />
        </div>
      ) : null}
    </>
  )
}

/** null while it is being computed. */
function useVerified(guestId: string, purpose: Purpose, act: ConsentAct): Verified | null {
  const [verified, setVerified] = useState<Verified | null>(null)
  useEffect(() => {
    let isOn = true
    void verifyAct({ guestId, purpose }, act).then(
      (found) => (isOn ? setVerified(found) : undefined),
      // The words could not be fetched: nothing is said rather than something false.
      () => undefined,
    )
    return () => {
      isOn = false
    }
  }, [guestId, purpose, act])
  return verified
}

function WithdrawSheet({
  guest,
  purpose,
  onClose,
}: {
  readonly guest: Guest
  readonly purpose: Purpose
  readonly onClose: () => void
}) {
  const words = useConsentStrings()
  const { kit } = useStrings()
  const withdraw = useWithdraw(guest)
  const [failed, setFailed] = useState<StoreErrorCode | null>(null)
  const name = words.purpose[purpose]
  const confirm = async () => {
    const found = await withdraw(purpose)
    if (found === null) onClose()
    else setFailed(found)
  }
  return (
    <Sheet
      open
      title={words.withdraw.title(name)}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{kit.cancel}</Button>
          <Button look="go" onPress={() => void confirm()}>
            {words.withdraw.confirm}
          </Button>
        </>
      }
    >
      <NotSaved problem={failed} />
      <p>{purpose === 'record' ? words.withdraw.lineRecord : words.withdraw.line}</p>
      <p>{words.withdraw.stays}</p>
    </Sheet>
  )
}
