/** What waits for a manager's word, live and ready to be read: whose it is, what it wanted to write, and what was said of it. */
import { DAY_MS } from '../../base/clock.ts'
import { type Fields, openValues, readRecord, recordsOf, type SyncRecord } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import type { Language } from '../../domain/language.ts'
import { type About, type Parked, parkedOf } from '../../domain/people/parked.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { timeOfLate } from '../state/times.ts'
import { useStrings } from '../strings/strings.ts'
import { useSyncStrings } from '../strings/sync-strings.ts'
import type { Around } from './conflict-words.ts'
import { aboutRecord, readHouse } from './use-conflicts.ts'

export type ParkedPart = {
  readonly about: About
  /** The record as it would be; what is not there yet is what the set would make. */
  readonly around: Around
}
export type ParkedView = { readonly parked: Parked; readonly parts: readonly ParkedPart[] }

/** Those that still wait, and those of which something was said since yesterday; undefined until they have been read. */
export function useParked(timeZone: string): readonly ParkedView[] | undefined {
  const { store, clock } = useApp()
  const strings = useStrings()
  const sync = useSyncStrings()
  const language = useSession((s) => s.language)
  return useLive(async () => {
    const now = clock.now()
    const [records, house] = await Promise.all([recordsOf(store, 'attention'), readHouse(store)])
    const time = (at: number) => timeOfLate(at, now, timeZone, language)
    const shown = parkedOf(records).filter(
      ({ state, word, isForUrn, at }) =>
        state === 'waiting' || (word !== null ? word.at : isForUrn ? at : 0) >= now - DAY_MS,
    )
    const part = async (about: About): Promise<ParkedPart> => {
      const fields = about.fields && (await openValues(store, about, about.fields))
      const own = await aroundOf(store, about, fields, language)
      return { about: { ...about, fields }, around: { ...house, ...own, timeZone, time, strings, sync } }
    }
    return Promise.all(
      shown.map(async (parked) => ({ parked, parts: await Promise.all(parked.about.map(part)) })),
    )
  }, [store, clock, strings, sync, language, timeZone])
}

async function aroundOf(store: Store, { table, id }: About, fields: Fields | null, language: Language) {
  const standing = await readRecord(store, { table, id })
  const made: SyncRecord = { table, id, rev: 0, clocks: {}, fields: { ...standing?.fields, ...fields } }
  const { guestId } = made.fields
  return aboutRecord(store, made, typeof guestId === 'string' ? [guestId] : [], language)
}
