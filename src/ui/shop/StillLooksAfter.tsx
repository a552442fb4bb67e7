/** Before somebody goes on leave: which visits of theirs are not over, by room, for a guest's name is not the shop page's. Forbids nothing. */
import { openRecords, recordsOf } from '../../db/queries.ts'
import type { StaffId } from '../../domain/ids.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { roomFrom, urnFrom } from '../../domain/rooms/room.ts'
import { Banner } from '../kit/Banner.tsx'
import { placeName } from '../rooms/place-name.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useShopStrings } from '../strings/shop-strings.ts'
import { useStrings } from '../strings/strings.ts'

/** Nothing for whoever looks after nobody. */
export function StillLooksAfter({ id, name }: { readonly id: StaffId; readonly name: string }) {
  const { staff: words } = useShopStrings()
  const { visit } = useStrings()
  const { store } = useApp()
  const places = useLive(async () => {
    const [visits, rooms, urns] = await Promise.all([
      openRecords(store, 'visits'),
      recordsOf(store, 'rooms'),
      recordsOf(store, 'urns'),
    ])
    const [ofRooms, ofUrns] = [rooms.map(roomFrom), urns.map(urnFrom)]
    return visits
      .map(fieldsOf)
      .filter(({ consultant, ended }) => consultant?.value === id && !ended)
      .map(({ place }) => placeName(place, ofRooms, ofUrns))
  }, [store, id])
  if (!places || places.length === 0) return null
  const named = places.map((place) => place || visit.noPlace)
  return <Banner tone="amber">{words.stillLooksAfter(name, named.join(visit.and))}</Banner>
}
