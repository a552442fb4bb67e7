/** Exchanges between a tablet's store and a shop's server, request by request, and what must hold after each of them. */
import { expect } from 'vitest'
import { applyAcks, applyMissing, applyPage, applyReset, applySnapshotPage } from '../../src/db/apply.ts'
import type { SentRow, SyncRow } from '../../src/db/schema.ts'
import type { Store } from '../../src/db/store.ts'
import { changeSync, readSync } from '../../src/db/sync-state.ts'
import { countUnsent, sentUids, type Unsent, unsentSets } from '../../src/db/unsent.ts'
import type { ChangeSet } from '../../src/sync/change-set.ts'
import { type Next, nextStep } from '../../src/sync/client-state.ts'
import { mergeSets } from '../../src/sync/merge.ts'
import { parseOffers } from '../../src/sync/offers.ts'
import { keyFrom, keyOf } from '../../src/sync/record.ts'
import type { WireRecord } from '../../src/sync/wire.ts'
import type { Pushed, ShopServer } from './shop-server.ts'
import { inside } from './tablet.ts'

export const SHOP = '01936f00-0000-7000-8000-0000000000aa'
/** Sets with this intent arrive in a shape that the server cannot read, and are parked (S2). */
export const BROKEN = 'visit.broken'

export type Limits = { readonly sets: number; readonly records: number; readonly uids: number }
const PLENTY: Limits = { sets: 500, records: 1000, uids: 5000 }

/** The tablet belongs to the shop from here on. */
export async function link(store: Store): Promise<void> {
  await changeSync(store, (row) => ({ ...row, shop: SHOP }))
}

/** Offers sets as they would arrive. */
export function offer(server: ShopServer, unsent: readonly Unsent[], row: SyncRow, now: number): Pushed {
  const sets = unsent.map(({ set }) => (set.intent === BROKEN ? { ...set, actor: '' } : set))
  const effs = Object.fromEntries(unsent.flatMap(({ set, eff }) => (eff === null ? [] : [[set.uid, eff]])))
  const parsed = parseOffers(structuredClone(sets), effs)
  if (!('offers' in parsed)) throw new Error('a set without a name')
  return server.push(parsed.offers, row.seen, now)
}

/** One request and what comes of it; says which one it was. `now` is the server's time. */
export async function exchange(
  store: Store,
  server: ShopServer,
  { now, limits = PLENTY }: { readonly now: number; readonly limits?: Limits },
): Promise<Next> {
  const row = await readSync(store)
  const { sendable } = await countUnsent(store)
  const step = nextStep(row, { hasSaidHello: true, waiting: sendable, isBehind: true })
  const at = store.options.clock.now()
  if (step === 'missing') {
    const asked = await sentUids(store, row.reoffer?.after ?? '', limits.uids)
    const last = asked.length < limits.uids ? null : (asked.at(-1) ?? null)
    await applyMissing(store, { asked, missing: server.missing(asked), last, head: server.head })
  }
  if (step === 'push') {
    const answer = offer(server, await unsentSets(store, limits.sets), row, now)
    await applyAcks(store, { ...answer, offsetMs: now - at, at })
    if (!answer.known) await applyReset(store, at)
  }
  if (step === 'snapshot') {
    const after = row.snapshot === null ? null : keyFrom(row.snapshot.next)
    const answer = server.snapshot(after, row.snapshot?.head ?? null, row.seen, limits.records)
    if (answer === 'reset') await applyReset(store, at)
    else expect(await applySnapshotPage(store, { ...answer, after, at })).toBe(true)
  }
  if (step === 'pull' && row.cursor !== null) {
    const answer = server.pull(row.cursor, row.seen, limits.records)
    if (answer === 'reset') await applyReset(store, at)
    else expect(await applyPage(store, { ...answer, from: row.cursor, at })).toBe(true)
  }
  return step
}

/** Exchanges until nothing waits and the tablet has pulled up to the head. */
export async function settle(store: Store, server: ShopServer, now: number, limits = PLENTY): Promise<void> {
  for (let requests = 0; requests < 1_000; requests += 1) {
    await exchange(store, server, { now, limits })
    const { cursor } = await readSync(store)
    const { waiting } = await countUnsent(store)
    if (waiting === 0 && cursor?.seq === server.head.seq && cursor.epoch === server.head.epoch) return
  }
  throw new Error('the exchange never came to rest')
}

/** Everything kept in `sent`. */
export function sentRows(store: Store): Promise<SentRow[]> {
  return store.database.sent.orderBy('[inc+n]').toArray()
}

/**
 * Works the views out afresh from what lies in IndexedDB: each is its base with the sets that lie over it, a base is there
 * exactly while one does, and the place says where the sets are (C4).
 */
export async function expectFolded(store: Store): Promise<void> {
  const { view, base, outbox } = await inside(store)
  const lying = (await sentRows(store)).filter(({ over }) => over === 1)
  const sets: ChangeSet[] = [...outbox, ...lying.map((row) => ({ ...row, hlc: row.eff }))]
  const here = [...outbox, ...lying.filter(({ again }) => again === 1)]
  const named = (of: readonly ChangeSet[]) => new Set(of.flatMap(({ ops }) => ops.map(keyOf)))
  const [overlaid, ownHere] = [named(sets), named(here)]
  expect(base.map(keyOf).sort()).toEqual([...overlaid].sort())
  const views = new Map(view.map((row) => [keyOf(row), row]))
  const over = new Map<string, ChangeSet[]>()
  for (const set of sets) for (const name of named([set])) over.set(name, [...(over.get(name) ?? []), set])
  for (const from of base) {
    const merged = mergeSets({ ...from, uids: {} }, from, over.get(keyOf(from)) ?? [])
    const row = views.get(keyOf(from))
    expect(row).toMatchObject({ fields: merged.fields, clocks: merged.clocks })
    expect([row?.day, row?.person]).toEqual([merged.day, merged.person])
  }
  for (const row of view) {
    const place = ownHere.has(keyOf(row)) ? 'here' : overlaid.has(keyOf(row)) ? 'sent' : 'synced'
    expect({ key: keyOf(row), place: row.place }).toEqual({ key: keyOf(row), place })
    const fields = await store.options.sealer.open(row, row.fields)
    expect(row.open).toBe(store.options.isOpen({ ...row, fields }) ? 1 : 0)
  }
}

/** The server's records as the tablet has them under its own sets, by key; what it does not have is not there. */
export async function serverSide(
  store: Store,
): Promise<ReadonlyMap<string, Pick<WireRecord, 'fields' | 'clocks'>>> {
  const { view, base } = await inside(store)
  const bases = new Map(base.map((row) => [keyOf(row), row]))
  const rows = view.flatMap((row) => {
    const from = bases.get(keyOf(row)) ?? { ...row, onServer: true }
    return from.onServer ? [[keyOf(row), envelope(from)] as const] : []
  })
  return new Map(rows)
}

/** The parts of a record that travel, but for its seq. */
export function envelope(of: {
  readonly day?: string | undefined
  readonly person?: string | undefined
  readonly fields: object
  readonly clocks: object
}): Pick<WireRecord, 'fields' | 'clocks'> {
  const { day, person, fields, clocks } = of
  return { day: day ?? null, person: person ?? null, fields, clocks } as unknown as Pick<
    WireRecord,
    'fields' | 'clocks'
  >
}
