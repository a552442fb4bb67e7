/** Runs inside the page: the tablet's own commit, with and without sealing, on the browser's real IndexedDB. */
import { commit } from '../../src/db/commit.ts'
import { identitySealer, type Sealer } from '../../src/db/seal.ts'
import { shopKeyFrom } from '../../src/db/shop-key.ts'
import { shopSealer } from '../../src/db/shop-sealer.ts'
import { openStore, type Store } from '../../src/db/store.ts'
import { clockSteps, coverOf } from '../../src/domain/people/cover.ts'
import { structure } from '../../src/domain/procedure/nic-01-a/structure.ts'
import type { Fields } from '../../src/sync/record.ts'

export type Measured = { readonly sealed: readonly number[]; readonly clear: readonly number[] }

const VISIT = { table: 'visits', id: 'v1' } as const
const clock = { now: () => Date.now(), mono: () => performance.now(), rate: 1 }
/** Every step of the first stages answered, as halfway through a visit. */
const steps = structure.stages.flatMap((stage) => stage.steps.map(({ id }) => id)).slice(0, 60)
const answer = (n: number) => ({ value: n, at: Date.now(), by: 'u1', note: '客人说昨晚睡得不好' })

async function openWith(name: string, sealer: Sealer): Promise<Store> {
  const store = await openStore({ clock, sealer, isOpen: () => true, openWithinMs: 5_000, name })
  const fields: Fields = Object.fromEntries(steps.map((id, n) => [id, answer(n)]))
  await tick(store, fields, true)
  return store
}

async function tick(store: Store, fields: Fields, create = false): Promise<number> {
  const began = performance.now()
  await commit(store, {
    ...{ intent: 'visit.tick', actor: 'u1', session: 's1', keys: create ? [] : [VISIT] },
    plan: () => ({ changes: [{ ...VISIT, fields, ...(create ? { create } : {}) }] }),
  })
  return performance.now() - began
}

/** One tick with sealing and one without, in turn, so that whatever else the machine does meets both. */
async function measure(times: number): Promise<Measured> {
  const read = clockSteps([structure])
  const sealer = shopSealer((table, field) => coverOf(table, field, read))
  sealer.unlock(await shopKeyFrom(crypto.getRandomValues(new Uint8Array(32))))
  const name = `bench-${performance.now()}`
  const stores = {
    sealed: await openWith(`${name}-sealed`, sealer),
    clear: await openWith(`${name}-clear`, identitySealer),
  }
  const took = { sealed: [] as number[], clear: [] as number[] }
  for (let n = 0; n < times; n += 1) {
    const change = { [String(steps[n % steps.length])]: answer(1_000 + n) }
    for (const kind of ['sealed', 'clear'] as const) took[kind].push(await tick(stores[kind], change))
  }
  for (const store of Object.values(stores)) store.close()
  return took
}

Object.assign(window, { measure })
