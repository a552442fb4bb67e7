/** Whom to call, as large numbers: a tablet that can dial does so with a tap, from any other the number is read. */
import { dialled, type Phones } from '../../domain/emergency/phones.ts'
import type { Card } from '../../domain/emergency/structure.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import styles from './Emergency.module.css'

/** In the card's order; the manager's only where the shop has entered it. `isKnown`: whether these are the shop's own. */
export function Calls({
  card,
  phones,
  isKnown = true,
}: {
  readonly card: Card
  readonly phones: Phones
  readonly isKnown?: boolean
}) {
  const { calls } = useEmergencyStrings()
  const known = card.calls.filter((id) => phones[id] !== '')
  return (
    <section className={styles.calls} aria-label={calls.title}>
      {known.map((id) => (
        <a
          key={id}
          className={styles.call}
          href={`tel:${dialled(phones[id])}`}
          aria-label={calls.call(calls.names[id], phones[id])}
        >
          <span className={styles.callName}>{calls.names[id]}</span>
          <b className={phones[id].length > 6 ? styles.longPhone : styles.phone}>{phones[id]}</b>
        </a>
      ))}
      {isKnown && phones.manager === '' ? <p className={styles.quiet}>{calls.noManager}</p> : null}
    </section>
  )
}
