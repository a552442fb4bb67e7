/**
 * Emergencies under way, a calm line each under the bar of every screen of every tablet; one tap leads back to the card. One that
 * still rings here stands among what calls (SummonsLines). On the tablet that began it the line says who comes.
 */
import { useEffect } from 'react'
import { readRecord } from '../../db/queries.ts'
import { isRinging } from '../../domain/alarm/summons.ts'
import { phonesFrom } from '../../domain/emergency/phones.ts'
import type { StaffId } from '../../domain/ids.ts'
import { SHOP_ID } from '../../domain/shop/shop.ts'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { useApp } from '../state/app.tsx'
import { useEmergency } from '../state/emergency.ts'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { mirrorPhones } from '../state/phones-mirror.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { useSummonsStrings } from '../strings/summons-strings.ts'
import styles from './Emergency.module.css'
import { incidentWords } from './incident-words.ts'
import { NameWho } from './NameWho.tsx'
import { comingWords } from './summons-words.ts'
import { useShopFacts } from './use-facts.ts'
import { type Summoned, useSummoned } from './use-summoned.ts'

type Props = { readonly nameOf: (id: StaffId) => string }
type OneEmergency = Extract<Summoned, { kind: 'emergency' }>

/** Nothing at all while there is none. */
export function IncidentLines(props: Props) {
  useMirroredPhones()
  const incidents = (useSummoned() ?? []).flatMap((one) => (one.kind === 'emergency' ? one : []))
  return incidents.length === 0 ? null : <Lines incidents={incidents} {...props} />
}

/** Always there, so that the numbers are known when the database is not. */
function useMirroredPhones(): void {
  const { store } = useApp()
  const shop = useLive(() => readRecord(store, { table: 'shop', id: SHOP_ID }), [store])
  useEffect(() => {
    if (shop) mirrorPhones(phonesFrom(shop))
  }, [shop])
}

function Lines({ incidents, nameOf }: Props & { readonly incidents: readonly OneEmergency[] }) {
  const { line } = useEmergencyStrings()
  const facts = useShopFacts()
  const now = useNow()
  const calm = incidents.filter((one) => one.isOwn || !isRinging(one, now))
  if (calm.length === 0) return null
  return (
    <section aria-label={line.label}>
      {calm.map((one) => (
        <Line key={one.incident.id} one={one} facts={facts} nameOf={nameOf} />
      ))}
    </section>
  )
}

function Line({
  one,
  facts,
  nameOf,
}: Props & { readonly one: OneEmergency; readonly facts: ReturnType<typeof useShopFacts> }) {
  const words = useEmergencyStrings()
  const summons = useSummonsStrings()
  const { alarm } = useStrings()
  const { incident } = one
  const text = incidentWords(incident, facts, words)
  const coming = facts ? comingWords(one, facts.now, summons, alarm, nameOf) : ''
  const notes = [coming, incident.isNameless ? words.nameless.line : ''].filter(Boolean).join(' · ')
  return (
    <Banner
      tone="amber"
      action={
        <span className={styles.lineWays}>
          {incident.isNameless ? <NameWho id={incident.id} about={text} /> : null}
          <Button
            small
            aria-label={`${words.line.go} ${text}`}
            onPress={() =>
              useEmergency.getState().show({ kind: 'card', what: incident.what, id: incident.id })
            }
          >
            {words.line.go}
          </Button>
        </span>
      }
    >
      {text}
      {notes ? <span className={styles.coming}>{notes}</span> : null}
    </Banner>
  )
}
