/**
 * A guest's visit: the stages at the left, the stage in the middle, the guest at the right (look/prepare.png). On
 * narrower screens the guest becomes a line that opens a sheet, and the stages a line that scrolls.
 */
import { lazy, Suspense } from 'react'
import { useLocation } from 'wouter'
import { currentStage } from '../../domain/procedure/outline.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useRun, useStandIn } from '../state/runs.ts'
import { useStrings } from '../strings/strings.ts'
import { GuestPanel, guestLine } from './guest/GuestPanel.tsx'
import { RunFrame } from './RunFrame.tsx'
import { SeenVisit } from './SeenVisit.tsx'
import { StandInVisit } from './StandInVisit.tsx'
import { WorkProvider } from './work.tsx'

const ErasedOr = lazy(async () => ({ default: (await import('../guests/rights/ErasedOr.tsx')).ErasedOr }))

/** The route's screen. */
export function VisitScreen({ id }: { readonly id: string }) {
  const loaded = useRun('visits', id)
  const { visit } = useStrings()
  if (loaded === undefined) return <Loading />
  if (loaded === null) return <WithoutProcedure id={id} />
  return (
    <Suspense fallback={<Loading />}>
      <SeenVisit loaded={loaded}>
        {(seesHealth) => (
          <WorkProvider loaded={loaded} seesHealth={seesHealth}>
            <RunFrame
              current={currentStage(loaded.run)}
              side={<GuestPanel />}
              sideLabel={visit.guestPanel}
              sideLine={guestLine(loaded.guest, visit.guest.notHere)}
              menuLabel={visit.bar.menu}
            />
          </WorkProvider>
        )}
      </SeenVisit>
    </Suspense>
  )
}

function Loading() {
  const { kit } = useStrings()
  return (
    <main aria-busy="true">
      <p role="status" className="visually-hidden">
        {kit.loading}
      </p>
    </main>
  )
}

/** A guest who may be in an urn is shown without it too. */
function WithoutProcedure({ id }: { readonly id: string }) {
  const loaded = useStandIn(id)
  const { visit } = useStrings()
  const [, go] = useLocation()
  if (loaded === undefined) return <Loading />
  if (loaded)
    return (
      <WorkProvider loaded={loaded}>
        <StandInVisit />
      </WorkProvider>
    )
  const way = (
    <Button look="go" onPress={() => go('/')}>
      {visit.absent.toToday}
    </Button>
  )
  const absent = (
    <main>
      <Empty isPage title={visit.absent.title} line={visit.absent.line}>
        {way}
      </Empty>
    </main>
  )
  return (
    <Suspense fallback={absent}>
      <ErasedOr id={id} way={way} otherwise={absent} />
    </Suspense>
  )
}
