/** A tablet for tests: the real store on fake-indexeddb, a clock that is set by hand, and ways to look underneath. */
import 'fake-indexeddb/auto'
import type { Clock } from '../../src/base/clock.ts'
import { type CommitRequest, commit, type Kept, type Refused } from '../../src/db/commit.ts'
import type { BaseRow, ProfileRow, ViewRow } from '../../src/db/schema.ts'
import { identitySealer, type Sealer } from '../../src/db/seal.ts'
import { openStore, type Store, type StoreOptions } from '../../src/db/store.ts'
import type { Change, ChangeSet } from '../../src/sync/change-set.ts'
import type { Fields, RecordKey, SyncRecord } from '../../src/sync/record.ts'
import { ATTENTION, CONFLICTS } from '../../src/sync/server-record.ts'

export const NOON = Date.UTC(2026, 10, 23, 4)
export const VISIT: RecordKey = { table: 'visits', id: 'v1' }

export type HandClock = Clock & { at: number }

/** A clock that stands still until its `at` is set. */
export function handClock(at: number = NOON): HandClock {
  const clock: HandClock = { at, now: () => clock.at, mono: () => clock.at, rate: 1 }
  return clock
}

let opened = 0
const stores: Store[] = []

/** Opens a store under a name of its own, or under the given one, and remembers to close it. */
export async function openTablet(options: Partial<StoreOptions> = {}): Promise<Store & { name: string }> {
  opened += 1
  const name = options.name ?? `tablet-${opened}`
  const store = await openStore({
    clock: handClock(),
    sealer: identitySealer,
    isOpen: (record) => record.fields.filed === undefined,
    openWithinMs: 5_000,
    ...options,
    name,
  })
  stores.push(store)
  return Object.assign(store, { name })
}

/** Closes what a test has opened. */
export function closeTablets(): void {
  for (const store of stores.splice(0)) store.close()
}

/** Commits changes that need no reading. */
export function put(store: Store, ...changes: Change[]): Promise<Kept | Refused> {
  return commit(store, intent({ plan: () => ({ changes }) }))
}

/** A request with the parts that a test does not care about. */
export function intent<R extends Refused>(
  parts: Partial<CommitRequest<R>> & Pick<CommitRequest<R>, 'plan'>,
): CommitRequest<R> {
  return { intent: 'visit.tick', actor: 'u17', session: 's1', keys: [], ...parts }
}

/** A change of fields of the one visit that most tests write. */
export function tick(fields: Fields): Change {
  return { ...VISIT, fields }
}

/** Adds one to a number of the visit; loses a count unless plans are made again when the record has moved. */
export function countUp(store: Store, key: RecordKey = VISIT): Promise<Kept | Refused> {
  return commit(
    store,
    intent({
      keys: [key],
      plan: (records) => {
        const record: SyncRecord | undefined = records.get(`${key.table}/${key.id}`)
        return { changes: [{ ...key, fields: { cups: Number(record?.fields.cups ?? 0) + 1 } }] }
      },
    }),
  )
}

export type Inside = {
  readonly view: ViewRow[]
  readonly base: BaseRow[]
  readonly outbox: ChangeSet[]
  readonly profile: ProfileRow
}

/** Everything that a store holds, as it lies in IndexedDB; the outbox in the order of n. */
export async function inside(store: Store): Promise<Inside> {
  const { view, base, outbox, meta } = store.database
  const profile = await meta.get('profile')
  if (profile === undefined) throw new Error('the store has no profile')
  return {
    view: await view.toArray(),
    base: await base.toArray(),
    outbox: await outbox.orderBy('[inc+n]').toArray(),
    profile,
  }
}

/** Writes a record as if it had come from the server: in the view, with nothing pending. */
export async function fromServer(store: Store, record: Omit<SyncRecord, 'rev'>): Promise<void> {
  await store.database.view.put({ ...record, rev: 1, open: 1, keptAt: null })
}

const SERVERS_OWN = new Set([CONFLICTS, ATTENTION])

/**
 * A sealer that anybody can undo but nobody overlooks: JSON, XOR, Base64, bound to the record and the field. Every
 * sealing waits for a real timer, so that a transaction held open across it would break.
 */
export const toySealer: Sealer = {
  seal: (key, fields) =>
    eachField(fields, (value, name) => `toy:${turned(key, name, JSON.stringify(value))}`),
  open: (key, sealed) =>
    eachField(sealed, (value, name) => {
      const text = String(value)
      if (!text.startsWith('toy:') && SERVERS_OWN.has(key.table)) return value as Fields[string]
      if (!text.startsWith('toy:')) throw new Error('a value was kept unsealed')
      return JSON.parse(turned(key, name, text.slice(4), true))
    }),
}

async function eachField(
  fields: Fields,
  turn: (value: unknown, name: string) => Fields[string],
): Promise<Fields> {
  await new Promise((resolve) => setTimeout(resolve, 1))
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, turn(value, name)]))
}

function turned(key: RecordKey, name: string, text: string, back = false): string {
  const pad = `${key.table}/${key.id}/${name}`
  const bytes = back ? Buffer.from(text, 'base64') : Buffer.from(text, 'utf8')
  const xored = Buffer.from(bytes.map((byte, at) => byte ^ (pad.charCodeAt(at % pad.length) & 0x7f)))
  return back ? xored.toString('utf8') : xored.toString('base64')
}
