/** Whom the card is about, when it was opened elsewhere than in the guest's own visit; may be said later, or never. */
import type { VisitId } from '../../domain/ids.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { Choice } from '../kit/Choice.tsx'
import { clockTime } from '../state/times.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import { useStrings } from '../strings/strings.ts'
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
  const { underWay } = useStrings().today
  const here = toldApart([...facts.here.values()], visitId, (at) =>
    underWay.begun(clockTime(at, facts.timeZone)),
  )
  if (here.length === 0) return null
  return (
    <section className={styles.whom} aria-label={whom.title}>
      <h2 className={styles.subhead}>{whom.title}</h2>
      <Choice
        label={whom.title}
        options={[
          ...here.map(({ guest, label }) => ({ id: guest.visitId as string, label })),
          { id: NOBODY, label: whom.nobody },
        ]}
        value={[visitId ?? NOBODY]}
        onChange={([id]) => onChange(here.find(({ guest }) => guest.visitId === id)?.guest ?? null)}
      />
    </section>
  )
}

/**
 * One choice for each that can be told from the others: by name and place, and where several are called alike (unknown, or on a
 * locked tablet without a room yet) by when they came. Those who are still alike stand there once.
 */
export function toldApart(
  here: readonly Here[],
  chosen: VisitId | null,
  cameAt: (at: number) => string,
): readonly { readonly guest: Here; readonly label: string }[] {
  const called = here.map(whoAndWhere)
  const named = here.map((guest, i) => {
    const label = called[i] ?? ''
    const came = fieldsOf(guest.loaded.run).begun?.at
    const isAlike = called.filter((one) => one === label).length > 1
    return { guest, label: isAlike && came !== undefined ? `${label} · ${cameAt(came)}` : label }
  })
  const stands = (label: string) =>
    named.find((one) => one.label === label && one.guest.visitId === chosen) ??
    named.find((one) => one.label === label)
  return named.filter((one) => one === stands(one.label))
}
