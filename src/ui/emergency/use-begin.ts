/** Opens a card: at once, with a record from this instant, or the record that is already under way for the same matter. */
import { useCallback } from 'react'
import { useRoute } from 'wouter'
import { openRecords, readRecord } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import { evacuationOrder, guestsInUrns } from '../../domain/emergency/evacuation.ts'
import type { Incident } from '../../domain/emergency/incident.ts'
import { type Moment, planIncident, type Whom } from '../../domain/emergency/plan-incident.ts'
import { type CardId, cards } from '../../domain/emergency/structure.ts'
import type { Language } from '../../domain/language.ts'
import type { Run } from '../../domain/procedure/run.ts'
import { dayOf, SHOP_ID, shopFrom } from '../../domain/shop/shop.ts'
import { useApp } from '../state/app.tsx'
import { useEmergency } from '../state/emergency.ts'
import { type DeedOutcome, useBeginIncident } from '../state/incidents.ts'
import { useOpenIncidents } from '../state/open-incidents.ts'
import { loadRuns } from '../state/runs.ts'
import { useSession } from '../state/session.ts'
import { whomOf } from './use-facts.ts'

/** `onOutcome` is told whether the record was kept; the card is shown all the same. */
export function useBegin(onOutcome: (outcome: DeedOutcome) => void): (what: CardId) => void {
  const { newId, clock, store } = useApp()
  const begin = useBeginIncident()
  const open = useOpenIncidents()
  const [isVisit, params] = useRoute('/visit/:id')
  const visitId = isVisit ? params.id : null
  const language = useSession((s) => s.language)
  return useCallback(
    (what) => {
      const { show } = useEmergency.getState()
      const known = open?.find((incident) => isSameMatter(incident, what, visitId))
      const id = known?.id ?? `emergency-${newId()}`
      show({ kind: 'card', what, id })
      if (known) return
      const prepare = async () => {
        const around = await readAround(store, language)
        if (around === null) return null
        const now = clock.now()
        const { day } = dayOf(now, around.timeZone)
        const isWhole = cards[what].urns === 'all'
        const inUrns = isWhole ? guestsInUrns(around.visits, now) : []
        const order = evacuationOrder(inUrns, now).map((guest) => guest.visitId)
        const whom = isWhole ? null : whomIn(around.visits, visitId)
        return (_: unknown, moment: Moment) => planIncident({ id, what, whom, order, day }, moment)
      }
      void begin(id, prepare).then(onOutcome)
    },
    [clock, newId, store, language, begin, open, visitId, onOutcome],
  )
}

/** Read at the tap: the record must name the right guest, also when the card was faster than the screen. */
async function readAround(store: Store, language: Language) {
  const [shop, records] = await Promise.all([
    readRecord(store, { table: 'shop', id: SHOP_ID }),
    openRecords(store, 'visits'),
  ])
  // A tablet that is not of a shop yet has nobody to record for.
  if (shop === null) return null
  const loaded = await loadRuns(store, records, language)
  return { timeZone: shopFrom(shop).timeZone, visits: loaded.map(({ run }) => run) }
}

function whomIn(visits: readonly Run[], visitId: string | null): Whom {
  const run = visits.find(({ id }) => id === visitId)
  return run ? whomOf(run) : null
}

/** A power cut is one for the shop; another guest who faints is another matter. */
function isSameMatter(incident: Incident, what: CardId, visitId: string | null): boolean {
  if (incident.what !== what) return false
  return cards[what].urns === 'all' || (visitId !== null && incident.visitId === visitId)
}
