/**
 * Wrong PINs on this tablet, one count a person and slot (SEC5): five are free, then each waits twice as long as the one before, and after
 * ten only a new slot helps. A try is counted before it is made, so that ending the app gives none back; time is the tablet's known
 * time, which a clock set back does not turn. `{ salt: 'b64…', count: 6, lastAt: 1763… }`
 */
import { MINUTE_MS } from '../base/clock.ts'
import { readRecord } from './queries.ts'
import { reach, type Store } from './store.ts'

type Tries = { readonly salt: string; readonly count: number; readonly lastAt: number }

/** Wrong ones that cost nothing but the typing. */
const FREE_TRIES = 5
/** After so many wrong ones a person needs a new PIN from a manager. */
export const TRIES_MAX = 10

/** How long to wait after so many wrong ones. */
export function waitAfter(count: number): number {
  return count < FREE_TRIES ? 0 : Math.min(MINUTE_MS * 2 ** (count - FREE_TRIES), 60 * MINUTE_MS)
}

/** What stands in the way of the next try, and how many wrong ones there have been. */
type TriesState = { readonly count: number; readonly untilAt: number | null }

const nameOf = (person: string) => `pinTries:${person}`

/** The count of a person's slot as it stands, null without one; nothing is written, so that a live query may ask. */
export function triesOf(store: Store, person: string): Promise<TriesState | null> {
  return readRecord(store, { table: 'staff', id: person }).then((record) => {
    const slot = record?.fields.slot as { readonly salt?: unknown } | null | undefined
    return typeof slot?.salt === 'string' ? triesOfSlot(store, person, slot.salt) : null
  })
}

function triesOfSlot(store: Store, person: string, salt: string): Promise<TriesState> {
  return reach(store, 'unavailable', () => store.database.device.get(nameOf(person))).then((row) =>
    stateOf(read(row?.value, salt, store.options.clock.now()), store.options.clock.now()),
  )
}

/** Counts one more, unless it must wait; to be called before the PIN is tried. */
export function countTry(
  store: Store,
  person: string,
  salt: string,
  max: number,
): Promise<TriesState & { readonly isAllowed: boolean }> {
  const { device, meta } = store.database
  const now = store.options.clock.now()
  const name = nameOf(person)
  return reach(store, 'notSaved', () =>
    store.database.transaction('rw', [device, meta], async () => {
      const before = read((await device.get(name))?.value, salt, now)
      const state = stateOf(before, now)
      const isAllowed = state.untilAt === null && before.count < max
      const tries = isAllowed ? { salt, count: before.count + 1, lastAt: now } : before
      await device.put({ name, value: tries })
      const profile = await meta.get('profile')
      // The time of the try is known from now on: a clock that is set back after it does not end the wait (HLC2).
      if (profile && profile.knownAt < now) await meta.update('profile', { knownAt: now })
      return { ...(isAllowed ? stateOf(tries, now) : state), isAllowed }
    }),
  )
}

/** The try that was counted last could not be made. */
export async function takeBackTry(store: Store, person: string, salt: string): Promise<void> {
  const { device } = store.database
  const name = nameOf(person)
  await reach(store, 'notSaved', () =>
    store.database.transaction('rw', device, async () => {
      const tries = (await device.get(name))?.value as Tries | undefined
      if (tries?.salt === salt && tries.count > 0)
        await device.put({ name, value: { ...tries, count: tries.count - 1 } })
    }),
  )
}

/** The right PIN was typed. */
export async function forgetTries(store: Store, person: string): Promise<void> {
  await reach(store, 'notSaved', () => store.database.device.delete(nameOf(person)))
}

/** What was kept of this slot. A time that is not believed any more must not make a wait of a minute one of a year: it begins anew. */
function read(kept: unknown, salt: string, now: number): Tries {
  const tries = kept as Tries | undefined
  if (tries?.salt !== salt) return { salt, count: 0, lastAt: 0 }
  return tries.lastAt > now ? { ...tries, lastAt: now } : tries
}

function stateOf({ count, lastAt }: Tries, now: number): TriesState {
  const untilAt = lastAt + waitAfter(count)
  return { count, untilAt: now < untilAt ? untilAt : null }
}
