/** The conflicts that the panel shows, live and ready to be read: the open ones, and those settled today. */
import { DAY_MS } from '../../base/clock.ts'
import { readRecord, recordsOf, type SyncRecord } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import {
  type Conflict,
  isConflictSeen,
  openConflicts,
  type SideName,
  settledSince,
  standingSide,
  valueIn,
} from '../../domain/conflict/conflict.ts'
import type { Language } from '../../domain/language.ts'
import { type Guest, guestFrom } from '../../domain/people/guest.ts'
import { staffFrom } from '../../domain/people/staff.ts'
import { roomFrom, urnFrom } from '../../domain/rooms/room.ts'
import { dayOf } from '../../domain/shop/shop.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useRole, useSeen } from '../state/rights.ts'
import { publishedProcedure, publishedText } from '../state/run-context.ts'
import { useSession } from '../state/session.ts'
import { timeOfLate } from '../state/times.ts'
import { useStrings } from '../strings/strings.ts'
import { useSyncStrings } from '../strings/sync-strings.ts'
import type { Around } from './conflict-words.ts'

export type ConflictView = {
  readonly conflict: Conflict
  readonly around: Around
  /** Which side's value stands now; null when it is neither. */
  readonly stands: SideName | null
  /** The value that stands. */
  readonly standing: SyncRecord['fields'][string]
}
export type ConflictViews = {
  readonly open: readonly ConflictView[]
  readonly settled: readonly ConflictView[]
}

type House = Pick<Around, 'staff' | 'rooms' | 'urns'>

/** Undefined until they have been read. */
export function useConflicts(timeZone: string): ConflictViews | undefined {
  const { store, clock } = useApp()
  const strings = useStrings()
  const sync = useSyncStrings()
  const language = useSession((s) => s.language)
  return useLive(async () => {
    const now = clock.now()
    const [records, house] = await Promise.all([recordsOf(store, 'conflicts'), readHouse(store)])
    const today = dayOf(now, timeZone).day
    const settled = settledSince(records, now - DAY_MS).filter(
      (one) => one.settled !== null && dayOf(one.settled.at, timeZone).day === today,
    )
    const time = (at: number) => timeOfLate(at, now, timeZone, language)
    const view = async (conflict: Conflict): Promise<ConflictView> => {
      const about = await readAbout(store, conflict, language)
      const { record } = about
      return {
        conflict,
        around: { ...house, ...about, timeZone, time, strings, sync },
        stands: standingSide(conflict, record),
        standing: record === null ? null : valueIn(record, conflict.of.field),
      }
    }
    return {
      open: await Promise.all(openConflicts(records).map(view)),
      settled: await Promise.all(settled.map(view)),
    }
  }, [store, clock, strings, sync, language, timeZone])
}

/** Who works here, and where. */
export async function readHouse(store: Store): Promise<House> {
  const [staff, rooms, urns] = await Promise.all([
    recordsOf(store, 'staff'),
    recordsOf(store, 'rooms'),
    recordsOf(store, 'urns'),
  ])
  return { staff: staff.map(staffFrom), rooms: rooms.map(roomFrom), urns: urns.map(urnFrom) }
}

async function readAbout(store: Store, { of, won, lost }: Conflict, language: Language): Promise<About> {
  const record = await readRecord(store, of)
  const named = of.field === 'guestId' ? [won.value, lost.value] : []
  return aboutRecord(store, record ?? of, named, language)
}

type About = Pick<Around, 'record' | 'procedure' | 'text' | 'guests'>

/** What a record's words are made of, from the record or from its key while it is not here; `named` are further guests. */
export async function aboutRecord(
  store: Store,
  of: SyncRecord | Pick<SyncRecord, 'table' | 'id'>,
  named: readonly unknown[],
  language: Language,
): Promise<About> {
  const record = 'fields' in of ? of : null
  const { procedureId, guestId } = record?.fields ?? {}
  const published =
    typeof procedureId === 'string' && (of.table === 'visits' || of.table === 'turnovers')
      ? await publishedProcedure(store, procedureId)
      : null
  const ids = [of.table === 'guests' ? of.id : guestId, ...named].filter((id) => typeof id === 'string')
  const guests = await Promise.all(ids.map((id) => readRecord(store, { table: 'guests', id })))
  return {
    record,
    procedure: published?.procedure ?? null,
    text: published && publishedText(published, language),
    guests: new Map<string, Guest>(
      guests.flatMap((guest) => (guest === null ? [] : [[guest.id, guestFrom(guest)] as const])),
    ),
  }
}

/** Which of these whoever is signed in may see; undefined until it is known. */
export function useConflictSeen(
  views: ConflictViews | undefined,
): ((view: ConflictView) => boolean) | undefined {
  const role = useRole()
  const all = [...(views?.open ?? []), ...(views?.settled ?? [])]
  const seen = useSeen(all.flatMap(({ conflict }) => conflict.guests))
  return role && seen ? ({ conflict }) => isConflictSeen(conflict, { role, seen }) : undefined
}
