/**
 * Everybody out: the guests in urns in the order in which they should leave as this tablet knows it now, each confirmed by name;
 * those out go below. The record's own order is what the opener saw. A second tap where a row has moved up ticks nothing.
 */
import { useState } from 'react'
import { MINUTE_MS } from '../../base/clock.ts'
import { evacuationRows } from '../../domain/emergency/evacuation.ts'
import type { Incident } from '../../domain/emergency/incident.ts'
import type { VisitId } from '../../domain/ids.ts'
import { currentStage } from '../../domain/procedure/outline.ts'
import { hasLeftShop } from '../../domain/visit/today.ts'
import { StaleNote } from '../alarm/StaleNote.tsx'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import styles from './Emergency.module.css'
import { OutRow } from './OutRow.tsx'
import type { Here, ShopFacts } from './use-facts.ts'
import { useStopUrn, useUnstopUrn } from './use-stop-urn.ts'

type EvacuationProps = {
  readonly incident: Incident | null
  readonly facts: ShopFacts
  readonly onOut: (visitId: VisitId, isOut: boolean) => Promise<boolean>
}

/** Works without a record too: the order is shown, and the urns are stopped. */
export function Evacuation({ incident, facts, onOut }: EvacuationProps) {
  const { evacuation: words, urn } = useEmergencyStrings()
  const stop = useStopUrn()
  const unstop = useUnstopUrn()
  const [failed, setFailed] = useState<'stop' | 'back' | null>(null)
  const { inside, out } = rowsOf(incident, facts)
  const order = [...inside, ...out.map(({ guest }) => guest)]
  const confirm = async (guest: Here) => {
    const isStopped = await stop(guest, true)
    setFailed(isStopped ? null : 'stop')
    if (isStopped) await onOut(guest.visitId, true)
  }
  const takeBack = async (guest: Here) => {
    setFailed((await unstop(guest)) ? null : 'back')
    await onOut(guest.visitId, false)
  }
  return (
    <section className={styles.evacuation} aria-label={words.title}>
      <h2 className={styles.evacuationTitle}>{words.title}</h2>
      <p className={styles.quiet} role="status">
        {order.length === 0 ? words.none : inside.length === 0 ? words.allOut : words.left(inside.length)}
        {inside.length > 0 ? ` — ${words.line}` : ''}
      </p>
      <StaleNote now={facts.now} />
      {failed ? (
        <Banner tone="red" urgent>
          {failed === 'stop' ? urn.notKept : words.notBack}
        </Banner>
      ) : null}
      <ol className={styles.guests}>
        {inside.map((guest, at) => (
          <InsideRow
            key={guest.visitId}
            guest={guest}
            number={at + 1}
            facts={facts}
            onOut={() => void confirm(guest)}
          />
        ))}
        {out.map((row) => (
          <OutRow
            key={row.guest.visitId}
            {...row}
            timeZone={facts.timeZone}
            onBack={() => void takeBack(row.guest)}
          />
        ))}
      </ol>
      <Elsewhere facts={facts} order={order} />
    </section>
  )
}

/** A guest whose visit is over or is not on this tablet cannot be shown by name. */
function rowsOf(incident: Incident | null, { here, inUrns, saidOut, now }: ShopFacts) {
  const begun = incident ?? { order: [], out: new Map(), openedAt: now }
  const rows = evacuationRows(inUrns, begun, incident ? saidOut : new Map())
  return {
    inside: rows.inside.flatMap((id) => here.get(id) ?? []),
    out: rows.out.flatMap(({ visitId, ...row }) => {
      const guest = here.get(visitId)
      return guest ? [{ guest, ...row }] : []
    }),
  }
}

function InsideRow({
  guest,
  number,
  facts,
  onOut,
}: {
  readonly guest: Here
  readonly number: number
  readonly facts: ShopFacts
  readonly onOut: () => void
}) {
  const { evacuation: words, urn } = useEmergencyStrings()
  const inUrn = facts.inUrns.find(({ visitId }) => visitId === guest.visitId)
  const minutes = inUrn?.isOn
    ? urn.minutes(Math.floor((facts.now - inUrn.startAt) / MINUTE_MS))
    : words.urnOff
  return (
    <li className={styles.guest}>
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
      <span className={styles.guestWords}>
        <b className={styles.guestName}>{guest.name}</b>
        <span>{[guest.room, minutes].filter(Boolean).join(' · ')}</span>
        {inUrn && facts.now >= inUrn.deadlineAt ? <Tag tone="red">{words.over}</Tag> : null}
        {inUrn?.isAway ? <Tag tone="amber">{words.away}</Tag> : null}
        {inUrn?.isFragile ? <Tag tone="amber">{words.fragile}</Tag> : null}
      </span>
      <Button look={number === 1 ? 'go' : 'plain'} onPress={onOut}>
        {words.out(guest.name)}
      </Button>
    </li>
  )
}

/** Those who are not in an urn are looked for too: in the shower, at rest, in the lounge. */
function Elsewhere({ facts, order }: { readonly facts: ShopFacts; readonly order: readonly Here[] }) {
  const { evacuation: words } = useEmergencyStrings()
  const others = [...facts.here.values()].filter(
    (guest) => !order.includes(guest) && !hasLeftShop(guest.loaded.run),
  )
  if (others.length === 0) return null
  const names = others.map(({ loaded, name, room }) => {
    const stage = currentStage(loaded.run)
    const where = [room, stage ? loaded.text.stages[stage]?.short : ''].filter(Boolean).join(' · ')
    return where ? words.at(name, where) : name
  })
  return (
    <p>
      <b>{words.elsewhere}</b> {names.join(words.comma)}
    </p>
  )
}
