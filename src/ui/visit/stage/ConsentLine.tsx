/**
 * One line above the steps until the urn is on: what the guest has not been asked, or did not agree to; a child without guardian; a
 * guest too young to be served. It leads to the sheet for it, and never stands in the way of the urn's clock.
 */
import { lazy, Suspense, useState } from 'react'
import {
  holdsNow,
  missingForVisit,
  notKeptAtVisit,
  OF_A_VISIT,
  type Purpose,
  wantsNoRecord,
} from '../../../domain/consent/consent.ts'
import { presentAt } from '../../../domain/consent/minor.ts'
import { WORDINGS } from '../../../domain/consent/wording.ts'
import type { Guest } from '../../../domain/people/guest.ts'
import { fieldsOf } from '../../../domain/procedure/answers.ts'
import { isClosed } from '../../../domain/procedure/view.ts'
import { currentStart } from '../../../domain/urn/starts.ts'
import { ConsentSheet } from '../../guests/ConsentSheet.tsx'
import { GuardianSheet } from '../../guests/GuardianSheet.tsx'
import { useConsents, useHealthUnasked, useYouth } from '../../guests/use-consents.ts'
import { Banner } from '../../kit/Banner.tsx'
import { Button } from '../../kit/Button.tsx'
import { useApp } from '../../state/app.tsx'
import { useSayFailed } from '../../state/failure.ts'
import { useMayChange } from '../../state/rights.ts'
import { useShop } from '../../state/shop.ts'
import { goUnderNumber } from '../../state/under-number.ts'
import { useConsentStrings } from '../../strings/consent-strings.ts'
import { useWork } from '../work.tsx'
import styles from './stage.module.css'

const GuestForm = lazy(async () => ({ default: (await import('../../guests/GuestForm.tsx')).GuestForm }))

/** Nothing once the guest has been in the urn, or the visit is over. */
export function ConsentLine() {
  const { run, guest } = useWork().loaded
  const isOver = isClosed(run) || fieldsOf(run).ended
  if (run.table !== 'visits' || !guest || isOver || currentStart(run)) return null
  return <Lines guest={guest} visitId={run.id} />
}

function Lines({ guest, visitId }: { readonly guest: Guest; readonly visitId: string }) {
  const words = useConsentStrings()
  const { open, seesHealth } = useWork()
  const app = useApp()
  const sayFailed = useSayFailed()
  const { minAge } = useShop()
  const record = useConsents(guest.id)
  const youth = useYouth(guest)
  const [sheet, setSheet] = useState<'decide' | 'guardian' | 'note' | null>(null)
  // Offered once, right after they were asked: whoever has nothing to tell is not asked again at every stage.
  const [wasAsked, setWasAsked] = useState(false)
  const isUnasked = useHealthUnasked(guest)
  const mayNote = useMayChange('guests') && seesHealth
  if (record === undefined) return null
  const fields = record?.fields ?? {}
  if (youth.isTooYoung)
    return (
      <Line
        tone="red"
        words={words.line.tooYoung(minAge)}
        label={words.line.decline}
        onPress={() => open({ kind: 'end', outcome: 'declined' })}
      />
    )
  // Begun or moved where the no was not known yet.
  if (!guest.numbered && wantsNoRecord(fields))
    return (
      <Line
        tone="amber"
        words={words.line.named}
        label={words.line.number}
        onPress={() => void goUnderNumber(app, guest.id).catch(sayFailed)}
      />
    )
  const isNumber = guest.numbered && holdsNow(fields, 'record') === null
  const missing = isNumber ? [] : missingForVisit(fields, { ...youth, texts: WORDINGS })
  const notKept = isNumber ? OF_A_VISIT : notKeptAtVisit(fields, youth)
  const named = (purposes: readonly Purpose[]) =>
    purposes.map((purpose) => words.purpose[purpose]).join(words.and)
  const isAlone = youth.isChild && !presentAt(fields, visitId)
  return (
    <>
      {isAlone ? (
        <Line
          tone="amber"
          words={words.line.guardian}
          label={words.line.guardianAsk}
          onPress={() => setSheet('guardian')}
        />
      ) : null}
      {missing.length > 0 ? (
        <Line
          tone="amber"
          words={words.line.missing(named(missing))}
          label={words.ask}
          onPress={() => setSheet('decide')}
        />
      ) : notKept.length > 0 ? (
        <Line
          tone="plain"
          words={words.line.notKept(named(notKept))}
          label={words.askAgain}
          onPress={() => setSheet('decide')}
        />
      ) : null}
      {wasAsked && isUnasked && mayNote ? (
        <Line
          tone="plain"
          words={words.form.note}
          label={words.form.noteDo}
          onPress={() => setSheet('note')}
        />
      ) : null}
      {sheet === 'decide' ? (
        <ConsentSheet
          guest={guest}
          onClose={() => {
            setSheet(null)
            setWasAsked(true)
          }}
        />
      ) : null}
      {sheet === 'note' ? (
        <Suspense>
          <GuestForm
            guest={guest}
            guests={[]}
            onOpenTwin={() => setSheet(null)}
            onClose={() => setSheet(null)}
            onSaved={() => setSheet(null)}
          />
        </Suspense>
      ) : null}
      {sheet === 'guardian' ? (
        <GuardianSheet guest={guest} visitId={visitId} onClose={() => setSheet(null)} />
      ) : null}
    </>
  )
}

function Line({
  tone,
  words,
  label,
  onPress,
}: {
  readonly tone: 'plain' | 'amber' | 'red'
  readonly words: string
  readonly label: string
  readonly onPress: () => void
}) {
  return (
    <div className={styles.banner}>
      <Banner
        tone={tone}
        action={
          <Button small onPress={onPress}>
            {label}
          </Button>
        }
      >
        {words}
      </Banner>
    </div>
  )
}
