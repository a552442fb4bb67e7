/**
 * A visit is shown whole to those who have business with its guest; to the others with a sentence who can help. Whoever opens one that
 * they do not look after themselves is written down (SEC8).
 */
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import type { Seen } from '../../domain/people/seen.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { useAccess } from '../guests/use-access.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useSeen } from '../state/rights.ts'
import type { LoadedRun } from '../state/runs.ts'
import { useSession } from '../state/session.ts'
import { useRightsStrings } from '../strings/rights-strings.ts'

/** Nothing is shown while it is not known; what was open stays as it was for whoever takes the tablet next. */
export function SeenVisit({
  loaded: { run },
  children,
}: {
  readonly loaded: LoadedRun
  readonly children: (seesHealth: boolean) => ReactNode
}) {
  const { visit } = useRightsStrings()
  const [, go] = useLocation()
  const who = useSession((s) => s.who)
  const { guestId, consultant } = fieldsOf(run)
  const seen = useSeen(guestId ? [guestId] : [])
  const isOwn = who !== null && consultant?.value === who
  const found = seen?.(guestId ?? '')
  // Whoever looks after a guest sees them whole, a front desk that does so too without what is about health.
  const how = found === 'masked' && (isOwn || !guestId) ? 'all' : found
  useAccess(guestId && !isOwn && (how === 'all' || how === 'noHealth') ? guestId : null, 'visit')
  const [last, setLast] = useState<Seen | undefined>(how)
  if (how !== undefined && how !== last) setLast(how)
  const shown = how ?? last
  if (shown === undefined) return null
  if (shown !== 'masked')
    return <div style={{ display: how === undefined ? 'none' : 'contents' }}>{children(shown === 'all')}</div>
  return (
    <main>
      <Empty isPage title={visit.title} line={visit.line}>
        <Button look="go" onPress={() => go('/')}>
          {visit.back}
        </Button>
      </Empty>
    </main>
  )
}
