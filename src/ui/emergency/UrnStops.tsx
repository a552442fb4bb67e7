/**
 * Stops an urn from a card: the guest's own first, any other below. The confirmation opens in a sheet over the middle, away from the
 * button, so that a wet hand that slips stops nothing. The tablet only records it: a person switches the urn off (D13).
 */
import { useRef, useState } from 'react'
import { MINUTE_MS } from '../../base/clock.ts'
import type { VisitId } from '../../domain/ids.ts'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import { useStrings } from '../strings/strings.ts'
import styles from './Emergency.module.css'
import { type Here, type ShopFacts, whoAndWhere } from './use-facts.ts'
import { useStopUrn } from './use-stop-urn.ts'

type UrnStopsProps = {
  readonly facts: ShopFacts
  /** Whom the card is about; null where that is not known. */
  readonly visitId: VisitId | null
  readonly onStopped: (guest: Here) => Promise<void>
}

/** A button for each urn that is on. */
export function UrnStops({ facts, visitId, onStopped }: UrnStopsProps) {
  const { urn: words } = useEmergencyStrings()
  const [asked, ask] = useState<VisitId | null>(null)
  const steaming = facts.inUrns.flatMap(({ visitId: id, startAt, isOn }) => {
    const guest = facts.here.get(id)
    return guest && isOn ? [{ guest, minutes: Math.floor((facts.now - startAt) / MINUTE_MS) }] : []
  })
  const own = steaming.filter(({ guest }) => guest.visitId === visitId)
  const others = steaming.filter(({ guest }) => guest.visitId !== visitId)
  const about = asked && facts.here.get(asked)
  const row = ({ guest, minutes }: (typeof steaming)[number]) => (
    <Button key={guest.visitId} look="stop" wide onPress={() => ask(guest.visitId)}>
      <span className={styles.stopWords}>
        <span>
          <span aria-hidden="true">◼</span> {words.stop(guest.name)}
        </span>
        <small>{[guest.room, words.minutes(minutes)].filter(Boolean).join(' · ')}</small>
      </span>
    </Button>
  )
  return (
    <section className={styles.urns} aria-label={words.title}>
      {steaming.length === 0 ? <p className={styles.quiet}>{words.none}</p> : null}
      {own.map(row)}
      {own.length > 0 && others.length > 0 ? <h2 className={styles.subhead}>{words.others}</h2> : null}
      {others.map(row)}
      {about ? (
        <ConfirmStop
          guest={about}
          onClose={() => ask(null)}
          onStopped={async () => {
            ask(null)
            await onStopped(about)
          }}
        />
      ) : null}
    </section>
  )
}

function ConfirmStop({
  guest,
  onClose,
  onStopped,
}: {
  readonly guest: Here
  readonly onClose: () => void
  readonly onStopped: () => Promise<void>
}) {
  const { urn: words } = useEmergencyStrings()
  const { kit } = useStrings()
  const stop = useStopUrn()
  const [isFailed, setFailed] = useState(false)
  const isSending = useRef(false)
  const confirm = async () => {
    if (isSending.current) return
    isSending.current = true
    const isKept = await stop(guest)
    isSending.current = false
    if (isKept) await onStopped()
    else setFailed(true)
  }
  return (
    <Sheet
      open
      title={words.confirmTitle(guest.name)}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <Button look="stop" onPress={() => void confirm()}>
          {words.confirm(guest.name)}
        </Button>
      }
    >
      {isFailed ? (
        <Banner tone="red" urgent>
          {words.notKept}
        </Banner>
      ) : null}
      <p className={styles.confirmWho}>{whoAndWhere(guest)}</p>
      <p>{words.confirmLine}</p>
    </Sheet>
  )
}
