/**
 * One card: the large steps at the left, whom to call and which urn to stop at the right; below, how it ends. A step is ticked with
 * the time if there is a hand for it, and not if there is none: the card asks for nothing.
 */
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { isRinging } from '../../domain/alarm/summons.ts'
import { type Incident, isUntouched } from '../../domain/emergency/incident.ts'
import { USUAL_PHONES } from '../../domain/emergency/phones.ts'
import {
  planCalledAgain,
  planMistaken,
  planOut,
  planStep,
  planWhom,
} from '../../domain/emergency/plan-incident.ts'
import { type Card, cardOf } from '../../domain/emergency/structure.ts'
import { withPhones } from '../../domain/emergency/text.ts'
import type { VisitId } from '../../domain/ids.ts'
import { Button } from '../kit/Button.tsx'
import { TickIcon } from '../kit/Icons.tsx'
import { type EmergencyView, useEmergency } from '../state/emergency.ts'
import {
  type DeedOutcome,
  type IncidentPlan,
  type ShownIncident,
  useIncident,
  useIncidentDeed,
} from '../state/incidents.ts'
import { useSession } from '../state/session.ts'
import { useNameOf } from '../state/staff.ts'
import { clockTime } from '../state/times.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { useSummonsStrings } from '../strings/summons-strings.ts'
import { Calls } from './Calls.tsx'
import { CloseSheet } from './CloseSheet.tsx'
import styles from './Emergency.module.css'
import { Evacuation } from './Evacuation.tsx'
import { GuestsOut } from './GuestsOut.tsx'
import { Head } from './Head.tsx'
import { cardName, whoseWords } from './incident-words.ts'
import { NameWho } from './NameWho.tsx'
import { comingWords } from './summons-words.ts'
import { UrnStops } from './UrnStops.tsx'
import { type ShopFacts, whomOf } from './use-facts.ts'
import { useSummoned } from './use-summoned.ts'
import { Whom } from './Whom.tsx'

/** Changes the card's incident; does nothing where none is recorded. */
export type Change = (plan: IncidentPlan, intent?: 'change' | 'close') => Promise<boolean>

type CardViewProps = {
  readonly view: Extract<EmergencyView, { kind: 'card' }>
  readonly facts: ShopFacts | undefined
  readonly onOutcome: (outcome: DeedOutcome) => void
}

/** Shows at once; its record follows. */
export function CardView({ view, facts, onOutcome }: CardViewProps) {
  const words = useEmergencyStrings()
  const summons = useSummonsStrings()
  const shown = useIncident(view.id)
  const change = useChange(view.id, shown, onOutcome)
  const card = cardOf(view.what)
  const since = shown && facts ? words.since(clockTime(shown.incident.openedAt, facts.timeZone)) : ''
  const whose = shown ? whoseWords(shown.incident, facts) : ''
  const calling = useCalling(view.id, facts)
  return (
    <>
      <Head
        title={cardName(view.what, words)}
        line={[whose, since].filter(Boolean).join(' · ')}
        note={calling.note}
      >
        {calling.mayCallAgain ? (
          <Button small onPress={() => void change(planCalledAgain)}>
            {summons.again}
          </Button>
        ) : null}
        <Button small look="quiet" onPress={() => useEmergency.getState().show({ kind: 'choose' })}>
          {words.others}
        </Button>
      </Head>
      <div className={`${styles.body} ${styles.card}`}>
        <div className={styles.main}>
          {card ? <Steps card={card} shown={shown} facts={facts} onChange={change} /> : null}
          {shown?.incident.isNameless ? <Nameless incident={shown.incident} /> : null}
        </div>
        <div className={styles.side}>
          {card ? <Calls card={card} phones={facts?.phones ?? USUAL_PHONES} /> : null}
          {card && facts ? <Urns card={card} shown={shown} facts={facts} onChange={change} /> : null}
        </div>
      </div>
      <Foot
        isRecorded={shown !== null}
        mayBeMistaken={calling.isOwn && shown !== null && isUntouched(shown.incident)}
        onChange={change}
      />
    </>
  )
}

/** Below the steps, where nothing moves when it comes. */
function Nameless({ incident }: { readonly incident: Incident }) {
  const words = useEmergencyStrings()
  return (
    <p className={styles.nameless}>
      <span>{words.nameless.line}</span>
      <NameWho id={incident.id} about={cardName(incident.what, words)} />
    </p>
  )
}

/** Who comes; on the tablet that called, that the others are being called. Quiet again, all may be called once more. */
function useCalling(id: string | null, facts: ShopFacts | undefined) {
  const words = useSummonsStrings()
  const { alarm } = useStrings()
  const nameOf = useNameOf()
  const one = useSummoned()?.find(({ key }) => key.id === id)
  if (!one || !facts) return { note: '', mayCallAgain: false, isOwn: false }
  const isSaid = one.isOwn || one.going.length > 0
  return {
    note: isSaid ? comingWords(one, facts.now, words, alarm, nameOf) : '',
    mayCallAgain: !isRinging(one, facts.now),
    isOwn: one.isOwn,
  }
}

function useChange(
  id: string | null,
  shown: ShownIncident | null,
  onOutcome: (outcome: DeedOutcome) => void,
): Change {
  const deed = useIncidentDeed()
  return async (plan, intent = 'change') => {
    if (id === null) return true
    // A tap right after the card's own waits for the record that is on its way.
    const outcome = await deed(intent, shown?.stored ?? { id, fields: {} }, plan)
    onOutcome(outcome)
    return !('failed' in outcome)
  }
}

type PartProps = {
  readonly card: Card
  readonly shown: ShownIncident | null
  readonly facts: ShopFacts | undefined
  readonly onChange: Change
}

function Steps({ card, shown, facts, onChange }: PartProps) {
  const words = useEmergencyStrings()
  const phones = facts?.phones ?? USUAL_PHONES
  return (
    <ol className={styles.steps} aria-label={words.steps}>
      {card.steps.map((step, at) => {
        const done = shown?.incident.steps.get(step)
        return (
          <li key={step}>
            <AriaButton
              className={`${styles.step} ${done ? styles.done : ''}`}
              aria-pressed={done !== undefined}
              onPress={() => void onChange((record, moment) => planStep(record, step, !done, moment))}
            >
              <span className={styles.number} aria-hidden="true">
                {done ? <TickIcon size={24} /> : at + 1}
              </span>
              <span className={styles.words}>
                {withPhones(words.cards[card.id].steps[step] ?? step, phones)}
                {done && facts ? (
                  <small className={styles.when}>{words.stepDone(clockTime(done.at, facts.timeZone))}</small>
                ) : null}
              </span>
            </AriaButton>
          </li>
        )
      })}
    </ol>
  )
}

function Urns({ card, shown, facts, onChange }: PartProps & { readonly facts: ShopFacts }) {
  const incident = shown?.incident ?? null
  const onOut = (id: VisitId, isOut: boolean) =>
    onChange((record, moment) => planOut(record, id, isOut, moment))
  if (card.urns === 'all') return <Evacuation incident={incident} facts={facts} onOut={onOut} />
  const visitId = incident?.visitId ?? null
  return (
    <>
      <UrnStops
        facts={facts}
        visitId={visitId}
        onStopped={async (guest) => {
          if (visitId === null) await onChange((record) => planWhom(record, whomOf(guest.loaded.run)))
          if (card.steps.includes('stop'))
            await onChange((record, moment) => planStep(record, 'stop', true, moment))
        }}
      />
      <GuestsOut incident={incident} facts={facts} onOut={onOut} />
      {shown ? (
        <Whom
          facts={facts}
          visitId={visitId}
          onChange={(guest) => void onChange((record) => planWhom(record, guest && whomOf(guest.loaded.run)))}
        />
      ) : null}
    </>
  )
}

/** The shop's own rules are said where they are always seen. */
function Foot({
  isRecorded,
  mayBeMistaken,
  onChange,
}: {
  readonly isRecorded: boolean
  /** On any other tablet, or once somebody is with it, one tap must not end it for all. */
  readonly mayBeMistaken: boolean
  readonly onChange: Change
}) {
  const words = useEmergencyStrings()
  const [isClosing, setClosing] = useState(false)
  // How it ended is sealed: a locked tablet could not keep it.
  const isLocked = useSession((s) => s.who === null)
  const { close } = useEmergency.getState()
  const putAway = async () => {
    if (await onChange(planMistaken, 'close')) close()
  }
  return (
    <footer className={styles.foot}>
      {mayBeMistaken ? <Button onPress={() => void putAway()}>{words.mistaken.button}</Button> : null}
      <p className={styles.rules}>{words.rules}</p>
      {isRecorded && isLocked ? <p className={styles.quiet}>{words.close.locked}</p> : null}
      {isRecorded && !isLocked ? (
        <Button onPress={() => setClosing(true)}>{words.close.button}</Button>
      ) : null}
      {isClosing ? (
        <CloseSheet
          onClose={() => setClosing(false)}
          onSave={async (plan) => {
            const isKept = await onChange(plan, 'close')
            if (isKept) close()
            return isKept
          }}
        />
      ) : null}
    </footer>
  )
}
