/** Who goes into the free urn: guests who are here and have not begun to steam. Their visit takes the place. */
import { useLocation } from 'wouter'
import { wallTime } from '../../domain/booking/local-time.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { isClosed } from '../../domain/procedure/outline.ts'
import type { Run } from '../../domain/procedure/run.ts'
import { holdsUrn } from '../../domain/rooms/board.ts'
import { currentStart } from '../../domain/urn/starts.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { NextIcon } from '../kit/Icons.tsx'
import { RowList, TapRow } from '../kit/ListRow.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { useApp } from '../state/app.tsx'
import { useDispatch } from '../state/dispatch.ts'
import { useSayFailed } from '../state/failure.ts'
import { loadRun } from '../state/runs.ts'
import { useSession } from '../state/session.ts'
import { useRoomsStrings } from '../strings/rooms-strings.ts'
import { useStrings } from '../strings/strings.ts'
import type { Guests, ShopNow } from '../today/use-day.ts'
import type { UrnCard } from './board.ts'
import styles from './ChooseGuestSheet.module.css'
import { placeName } from './place-name.ts'

type Props = {
  readonly card: UrnCard
  readonly visits: readonly Run[]
  readonly shopNow: ShopNow
  readonly guests: Guests
  readonly onClose: () => void
}

/** Visits that may still choose or change their urn: open, not ended, and the urn was never on. */
export function mayTakeUrn(run: Run): boolean {
  if (isClosed(run) || fieldsOf(run).ended || currentStart(run)) return false
  return holdsUrn(run) || !fieldsOf(run).place
}

/** One tap takes the urn for the guest. */
export function ChooseGuestSheet({ card, visits, shopNow, guests, onClose }: Props) {
  const rooms = useRoomsStrings()
  const { kit } = useStrings()
  const [, go] = useLocation()
  const take = useTake({ card, onClose })
  const { room, urn } = card.view
  const place = placeName({ roomId: room.id, urnId: urn.id }, shopNow.rooms, shopNow.urns)
  const waiting = visits.filter(mayTakeUrn)
  return (
    <Sheet open title={rooms.choose.title(place)} closeLabel={kit.close} onClose={onClose}>
      {waiting.length === 0 ? (
        <Empty title={rooms.choose.none} line={rooms.choose.nobodyYet}>
          <Button look="go" onPress={() => go('/')}>
            {rooms.choose.today}
          </Button>
        </Empty>
      ) : (
        <p>{rooms.choose.line}</p>
      )}
      <RowList>
        {waiting.map((run) => {
          const { guestId, place: now, begun } = fieldsOf(run)
          const name = guests.called(guestId)
          const where = placeName(now, shopNow.rooms, shopNow.urns)
          return (
            <li key={run.id}>
              <TapRow onPress={() => take(run, rooms.choose.moved(name, place))}>
                <span className={styles.name}>{name}</span>
                <span className={styles.where}>
                  {where ? rooms.choose.now(where) : rooms.choose.noPlace}
                  {begun ? ` · ${wallTime(begun.at, shopNow.shop.timeZone)}` : ''}
                </span>
                <NextIcon />
              </TapRow>
            </li>
          )
        })}
      </RowList>
    </Sheet>
  )
}

function useTake({ card, onClose }: Pick<Props, 'card' | 'onClose'>): (run: Run, words: string) => void {
  const { store, clock } = useApp()
  const rooms = useRoomsStrings()
  const { today } = useStrings()
  const language = useSession((s) => s.language)
  const dispatch = useDispatch()
  const sayFailed = useSayFailed()
  return async (run, words) => {
    const { who, say } = useSession.getState()
    const notice = (text: string, tone: 'jade' | 'red') => say({ text, tone, at: clock.now() })
    if (!who) return notice(today.nobody.first, 'red')
    try {
      const loaded = await loadRun(store, 'visits', run.id, language)
      if (!loaded) return notice(today.gone, 'red')
      const { room, urn } = card.view
      const done = await dispatch(loaded, { type: 'place', roomId: room.id, urnId: urn.id, by: who })
      if ('failed' in done) return sayFailed(done.failed)
      notice('kept' in done ? words : rooms.refused, 'kept' in done ? 'jade' : 'red')
      onClose()
    } catch (error) {
      sayFailed(error)
    }
  }
}
