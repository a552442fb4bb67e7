/** The cards to choose from; above them what is already under way. */
import { Button } from '../kit/Button.tsx'
import { useEmergency } from '../state/emergency.ts'
import type { DeedOutcome } from '../state/incidents.ts'
import { useOpenIncidents } from '../state/open-incidents.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import styles from './Emergency.module.css'
import { Head } from './Head.tsx'
import { incidentWords } from './incident-words.ts'
import { Tiles } from './Tiles.tsx'
import { useBegin } from './use-begin.ts'
import type { ShopFacts } from './use-facts.ts'

/** The first thing that the button opens. */
export function CardChoice({
  facts,
  onOutcome,
}: {
  readonly facts: ShopFacts | undefined
  readonly onOutcome: (outcome: DeedOutcome) => void
}) {
  const words = useEmergencyStrings()
  const begin = useBegin(onOutcome)
  const open = useOpenIncidents() ?? []
  const { show } = useEmergency.getState()
  return (
    <>
      <Head
        title={words.choose.title}
        line={facts?.hasShop === false ? words.choose.unrecorded : words.choose.hint}
      />
      <div className={styles.body}>
        {open.length > 0 ? (
          <section className={styles.open} aria-label={words.choose.open}>
            {open.map((incident) => (
              <Button
                key={incident.id}
                small
                onPress={() => show({ kind: 'card', what: incident.what, id: incident.id })}
              >
                {incidentWords(incident, facts, words)}
              </Button>
            ))}
          </section>
        ) : null}
        <Tiles onChoose={begin} />
        <p className={styles.rules}>{words.rules}</p>
      </div>
    </>
  )
}
