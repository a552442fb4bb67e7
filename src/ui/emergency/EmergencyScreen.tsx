/**
 * The emergency cards over the whole screen: nine large tiles, then one card. A tile begins the record at once, for a
 * person in a hurry does not think of it; a wrong tap is put away as one. Nothing here waits for the shop's records before
 * the steps are shown. Alarms of urns stay above it. A card that was opened before there was a database begins its record now.
 */
import { useCallback, useEffect, useState } from 'react'
import type { StoreErrorCode } from '../../db/store-error.ts'
import { cardOf } from '../../domain/emergency/structure.ts'
import type { Language } from '../../domain/language.ts'
import { NotSaved } from '../shell/NotSaved.tsx'
import { useEmergency } from '../state/emergency.ts'
import type { DeedOutcome } from '../state/incidents.ts'
import { loadEmergencyStrings } from '../strings/emergency-strings.ts'
import { loadSummonsStrings } from '../strings/summons-strings.ts'
import { CardChoice } from './CardChoice.tsx'
import { CardsFrame } from './CardsFrame.tsx'
import { CardView } from './CardView.tsx'
import { useBegin } from './use-begin.ts'
import { useShopFacts } from './use-facts.ts'

/** Fetches the words ahead of the tap; a failure is met again by the tap. */
export function fetchWords(language: Language): void {
  for (const load of [loadEmergencyStrings, loadSummonsStrings]) load(language).catch(() => undefined)
}

/** Shown while a view is set in `useEmergency`. */
export function EmergencyScreen() {
  const view = useEmergency((s) => s.view)
  const [failed, setFailed] = useState<StoreErrorCode | null>(null)
  const facts = useShopFacts()
  // What has failed is said until something is really kept; a tap that had nothing to write says nothing of it.
  const tell = useCallback((outcome: DeedOutcome) => {
    if ('failed' in outcome) setFailed(outcome.failed)
    else if (outcome.kept) setFailed(null)
  }, [])
  const begin = useBegin(tell)
  const unrecorded = view?.kind === 'card' && view.id === null ? cardOf(view.what) : null
  const mayRecord = facts?.hasShop === true
  // Once: from then on the view has the record's id.
  useEffect(() => {
    if (unrecorded && mayRecord) begin(unrecorded.id)
  }, [unrecorded, mayRecord, begin])
  if (!view) return null
  return (
    <CardsFrame>
      <NotSaved problem={failed} />
      {view.kind === 'choose' ? (
        <CardChoice facts={facts} onOutcome={tell} />
      ) : (
        <CardView key={view.id ?? view.what} view={view} facts={facts} onOutcome={tell} />
      )}
    </CardsFrame>
  )
}
