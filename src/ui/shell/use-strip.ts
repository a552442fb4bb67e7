/** The strip's visits, live: every open visit with its room and a name that nobody else in the strip has. */
import { useMemo } from 'react'
import { openRecords, recordsOf } from '../../db/queries.ts'
import { isOpenRecord } from '../../domain/open-record.ts'
import type { Guest } from '../../domain/people/guest.ts'
import { isClosed } from '../../domain/procedure/outline.ts'
import { roomFrom } from '../../domain/rooms/room.ts'
import { tellApart } from '../../domain/visit/names.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { type LoadedRun, loadRuns } from '../state/runs.ts'
import { useSession } from '../state/session.ts'
import { shownGuest } from '../state/shown-guest.ts'
import { type Strings, useStrings } from '../strings/strings.ts'
import { type StripEntry, type StripPill, steamingCount, stripPills } from './strip.ts'

export type Strip = {
  readonly pills: readonly StripPill[]
  /** How many guests are in an urn. */
  readonly steaming: number
  readonly entries: readonly StripEntry[]
  readonly now: number
}

/** Pills for the strip, and the visits behind them. */
export function useStrip(): Strip {
  const { store } = useApp()
  const { shell, kit } = useStrings()
  const language = useSession((s) => s.language)
  const now = useNow()
  const visits = useLive(async () => {
    const loaded = await loadRuns(store, await openRecords(store, 'visits'), language)
    return loaded.filter(({ run }) => !isClosed(run) || isOpenRecord(run))
  }, [store, language])
  const rooms = useLive(async () => (await recordsOf(store, 'rooms')).map(roomFrom), [store])
  const entries = useMemo(() => entriesOf(visits ?? [], rooms ?? [], kit), [visits, rooms, kit])
  return {
    pills: stripPills(entries, shell, now),
    steaming: steamingCount(visits ?? [], now),
    entries,
    now,
  }
}

function entriesOf(
  visits: readonly LoadedRun[],
  rooms: readonly ReturnType<typeof roomFrom>[],
  kit: Strings['kit'],
): readonly StripEntry[] {
  const shown = (guest: Guest | null) => (guest ? [shownGuest(guest, kit)] : [])
  const apart = tellApart(visits.flatMap(({ guest }) => shown(guest)))
  return visits.map((loaded) => {
    const place = loaded.run.fields.place as { roomId?: string } | null | undefined
    const room = rooms.find((r) => r.id === place?.roomId)
    const [guest] = shown(loaded.guest)
    const name = guest ? [guest.address, apart.get(guest.id)?.value].filter(Boolean).join(' · ') : ''
    return { loaded, room: room?.name ?? null, name }
  })
}
