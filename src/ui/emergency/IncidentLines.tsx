/** Emergencies under way, a calm line each under the bar of every screen of every tablet; one tap leads back to the card. */
import type { Incident } from '../../domain/emergency/incident.ts'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { useEmergency } from '../state/emergency.ts'
import { useOpenIncidents } from '../state/incidents.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import { incidentWords } from './incident-words.ts'
import { useShopFacts } from './use-facts.ts'

/** Nothing at all while there is none. */
export function IncidentLines() {
  const incidents = useOpenIncidents() ?? []
  return incidents.length === 0 ? null : <Lines incidents={incidents} />
}

function Lines({ incidents }: { readonly incidents: readonly Incident[] }) {
  const words = useEmergencyStrings()
  const { line } = words
  const facts = useShopFacts()
  return (
    <section aria-label={line.label}>
      {incidents.map((incident) => {
        const text = incidentWords(incident, facts, words)
        return (
          <Banner
            key={incident.id}
            tone="amber"
            action={
              <Button
                small
                aria-label={`${line.go} ${text}`}
                onPress={() =>
                  useEmergency.getState().show({ kind: 'card', what: incident.what, id: incident.id })
                }
              >
                {line.go}
              </Button>
            }
          >
            {text}
          </Banner>
        )
      })}
    </section>
  )
}
