/** Whom the card is about, when it was opened elsewhere than in the guest's own visit; may be said later, or never. */
import type { VisitId } from '../../domain/ids.ts'
import { Choice } from '../kit/Choice.tsx'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import styles from './Emergency.module.css'
import { type Here, type ShopFacts, whoAndWhere } from './use-facts.ts'

const NOBODY = 'nobody'

/** Nothing to choose while nobody is in the shop. */
export function Whom({
  facts,
  visitId,
  onChange,
}: {
  readonly facts: ShopFacts
  readonly visitId: VisitId | null
  readonly onChange: (guest: Here | null) => void
}) {
  const { whom } = useEmergencyStrings()
  const here = [...facts.here.values()]
  if (here.length === 0) return null
  return (
    <section className={styles.whom} aria-label={whom.title}>
      <h2 className={styles.subhead}>{whom.title}</h2>
      <Choice
        label={whom.title}
        options={[
          ...here.map((guest) => ({ id: guest.visitId as string, label: whoAndWhere(guest) })),
          { id: NOBODY, label: whom.nobody },
        ]}
        value={[visitId ?? NOBODY]}
        onChange={([id]) => onChange(here.find((guest) => guest.visitId === id) ?? null)}
      />
    </section>
  )
}
