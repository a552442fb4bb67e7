/**
 * On a card about one guest: whoever's urn is off stands here until somebody has said that they are out, for an "off" alone does not
 * say so and all are called two minutes later (A7.2, D13). It asks for no side supported: here somebody may be carried.
 */
import { useState } from 'react'
import { evacuationRows } from '../../domain/emergency/evacuation.ts'
import { type Incident, visitsOf } from '../../domain/emergency/incident.ts'
import type { VisitId } from '../../domain/ids.ts'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import styles from './Emergency.module.css'
import { OutRow } from './OutRow.tsx'
import type { Here, ShopFacts } from './use-facts.ts'
import { useStopUrn, useUnsayOut } from './use-stop-urn.ts'

type GuestsOutProps = {
  readonly incident: Incident | null
  readonly facts: ShopFacts
  readonly onOut: (visitId: VisitId, isOut: boolean) => Promise<boolean>
}

/** Nothing while no urn is off with a guest in it; the card's own guest first. */
export function GuestsOut({ incident, facts, onOut }: GuestsOutProps) {
  const words = useEmergencyStrings()
  const sayOut = useStopUrn()
  const unsayOut = useUnsayOut()
  const [failed, setFailed] = useState<'out' | 'back' | null>(null)
  const { inside, out } = rowsOf(incident, facts)
  if (inside.length + out.length === 0) return null
  const confirm = async (guest: Here) => {
    const isSaid = await sayOut(guest, true)
    setFailed(isSaid ? null : 'out')
    if (isSaid) await onOut(guest.visitId, true)
  }
  const takeBack = async (guest: Here) => {
    setFailed((await unsayOut(guest)) ? null : 'back')
    await onOut(guest.visitId, false)
  }
  return (
    <section className={styles.urns} aria-label={words.urn.isOut}>
      <h2 className={styles.subhead}>{words.urn.isOut}</h2>
      {failed ? (
        <Banner tone="red" urgent>
          {failed === 'out' ? words.failed : words.evacuation.notBack}
        </Banner>
      ) : null}
      <ul className={styles.steps}>
        {inside.map((guest) => (
          <li key={guest.visitId} className={styles.guest}>
            <span className={styles.guestWords}>
              <b className={styles.guestName}>{guest.name}</b>
              <span>{[guest.room, words.evacuation.urnOff].filter(Boolean).join(' · ')}</span>
            </span>
            <Button onPress={() => void confirm(guest)}>{words.evacuation.out(guest.name)}</Button>
          </li>
        ))}
        {out.map((row) => (
          <OutRow
            key={row.guest.visitId}
            {...row}
            timeZone={facts.timeZone}
            onBack={() => void takeBack(row.guest)}
          />
        ))}
      </ul>
    </section>
  )
}

/** Others whose visit says that they are out have gone their usual way and are not looked for here. */
function rowsOf(incident: Incident | null, { here, inUrns, saidOut, now }: ShopFacts) {
  const about = incident ? visitsOf(incident) : new Set<VisitId>()
  const rows = evacuationRows(
    inUrns,
    { order: [], out: incident?.out ?? new Map(), openedAt: incident?.openedAt ?? now },
    new Map([...saidOut].filter(([id]) => about.has(id))),
  )
  const isOff = (id: VisitId) => inUrns.some(({ visitId, isOn }) => visitId === id && !isOn)
  const inside = rows.inside.filter(isOff).flatMap((id) => here.get(id) ?? [])
  const rank = ({ visitId }: Here) => (visitId === incident?.visitId ? 0 : 1)
  return {
    inside: inside.sort((a, b) => rank(a) - rank(b)),
    out: rows.out.flatMap(({ visitId, ...row }) => {
      const guest = here.get(visitId)
      return guest ? [{ guest, ...row }] : []
    }),
  }
}
