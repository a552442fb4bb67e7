/**
 * The room made ready again (A9.2–A9.4, A12): a record of the room, done by whoever AN1 says, with the same stages and
 * rows as a visit. Its guest is shown only by which visit it was.
 */
import { Link, useLocation } from 'wouter'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { currentStage } from '../../domain/procedure/outline.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useRun } from '../state/runs.ts'
import { useSession } from '../state/session.ts'
import { clockTime } from '../state/times.ts'
import { useStrings } from '../strings/strings.ts'
import { Kept } from './guest/GuestPanel.tsx'
import guest from './guest/guest.module.css'
import { usePlace } from './place.ts'
import { RunFrame } from './RunFrame.tsx'
import { nameOf, useWork, WorkProvider } from './work.tsx'

/** The route's screen. */
export function TurnoverScreen({ id }: { readonly id: string }) {
  const loaded = useRun('turnovers', id)
  const { visit, kit } = useStrings()
  const [, go] = useLocation()
  if (loaded === undefined) {
    return (
      <main aria-busy="true">
        <p role="status" className="visually-hidden">
          {kit.loading}
        </p>
      </main>
    )
  }
  if (loaded === null) {
    return (
      <main>
        <Empty isPage title={visit.absent.turnoverTitle} line={visit.absent.turnoverLine}>
          <Button look="go" onPress={() => go('/rooms')}>
            {visit.absent.toRooms}
          </Button>
        </Empty>
      </main>
    )
  }
  return (
    <WorkProvider loaded={loaded}>
      <TurnoverFrame />
    </WorkProvider>
  )
}

function TurnoverFrame() {
  const { loaded } = useWork()
  const { visit } = useStrings()
  const place = usePlace()
  const words = place?.words ?? visit.noPlace
  return (
    <RunFrame
      current={currentStage(loaded.run)}
      side={<RoomPanel />}
      sideLabel={visit.turnoverPanel}
      sideLine={visit.turnoverTitle(words)}
      menuLabel={visit.bar.menuTurnover}
    />
  )
}

/** Which room, since when, who does it, and what must be kept apart. */
function RoomPanel() {
  const { loaded, staff, tell } = useWork()
  const { visit } = useStrings()
  const place = usePlace()
  const who = useSession((s) => s.who)
  const { begun, visitId, consultant, serious, filed } = fieldsOf(loaded.run)
  const doneBy = consultant?.value ?? filed?.by
  const { timeZone } = loaded.run.context.shop
  return (
    <div className={guest.panel}>
      <div>
        <h2 className={guest.address}>{place?.words ?? visit.noPlace}</h2>
        {begun ? <p className={guest.muted}>{visit.turnover.after(clockTime(begun.at, timeZone))}</p> : null}
      </div>
      {serious ? <Tag tone="amber">{visit.turnover.apart}</Tag> : null}
      <p>{doneBy ? visit.turnover.mine(nameOf(staff, doneBy)) : visit.turnover.nobody}</p>
      {who && consultant?.value !== who && !filed ? (
        <Button small onPress={() => tell({ type: 'handOver', to: who })}>
          {visit.turnover.take}
        </Button>
      ) : null}
      {visitId ? (
        <Link className={guest.link} href={`/visit/${visitId}`}>
          {visit.turnover.visit}
        </Link>
      ) : null}
      <Kept />
    </div>
  )
}
