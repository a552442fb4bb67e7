/** Answers as large as the wire allows, on a tablet that was offline for weeks. */
import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { applyAcks, applyMissing, applyPage, applyReset } from '../../src/db/apply.ts'
import type { ViewRow } from '../../src/db/schema.ts'
import { readSync } from '../../src/db/sync-state.ts'
import { countUnsent, sentUids, unsentSets } from '../../src/db/unsent.ts'
import type { ChangeSet } from '../../src/sync/change-set.ts'
import { packHlc } from '../../src/sync/hlc.ts'
import { uidFrom } from '../../src/sync/uid.ts'
import { PAGE_MAX, SETS_MAX } from '../../src/sync/wire.ts'
import { caughtUp, record, resultOf } from './answers.ts'
import { expectFolded } from './exchange.ts'
import { headAt } from './shop-server.ts'
import { closeTablets, inside, NOON } from './tablet.ts'

afterEach(closeTablets)

const SETS = 5_000
const RECORDS = 2_000
const idOf = (at: number) => `v${String(at).padStart(5, '0')}`

/** A tablet with so many sets that wait, over so many records; written at once, which committing them would take too long for. */
async function offlineForWeeks() {
  const store = await caughtUp(1)
  const { inc } = (await inside(store)).profile
  const sets = Array.from({ length: SETS }, (_, at): ChangeSet => {
    const hlc = packHlc({ ms: NOON + at, counter: 0, inc })
    const bytes = new Uint8Array(10).map((_byte, of) => (at * 31 + of * 17) % 256)
    const op = { table: 'visits', id: idOf(at % RECORDS), fields: { [`f${at % 7}`]: [at, null] as const } }
    return {
      ...{ uid: uidFrom(NOON + at, bytes), inc, n: at + 1, hlc, actor: 'u17', session: 's1', schema: 1 },
      ...{ intent: 'visit.tick', device: { wall: NOON + at, offset: 0 }, ops: [op] },
    }
  })
  const views = new Map<string, ViewRow>()
  for (const { hlc, ops } of sets) {
    for (const { table, id, fields } of ops) {
      const row = views.get(id)
      const [name = '', change] = Object.entries(fields)[0] ?? []
      views.set(id, {
        ...{ table, id, rev: 1, open: 1, keptAt: NOON, place: 'here', placeAt: NOON },
        fields: { ...row?.fields, [name]: change?.[0] ?? null },
        clocks: { ...row?.clocks, [name]: hlc },
      })
    }
  }
  const { view, base, outbox } = store.database
  await view.bulkAdd([...views.values()])
  await base.bulkAdd(
    [...views.values()].map(({ table, id }) => ({ table, id, fields: {}, clocks: {}, onServer: false })),
  )
  await outbox.bulkAdd(sets)
  return store
}

test('[C4] pages and acknowledgements of full size are right over thousands of sets that wait', async () => {
  const store = await offlineForWeeks()
  const records = Array.from({ length: PAGE_MAX }, (_, at) => record(idOf(at * 3), { other: at }, at + 2))
  const to = headAt(PAGE_MAX + 1)
  expect(await applyPage(store, { from: headAt(1), records, cursor: to, head: to, at: NOON })).toBe(true)
  await expectFolded(store)
  let seq = PAGE_MAX + 1
  for (let batch = 0; batch < 3; batch += 1) {
    const unsent = await unsentSets(store, SETS_MAX)
    const results = unsent.map(({ set }, at) => resultOf(set, seq + at + 1))
    seq += results.length
    await applyAcks(store, { results, head: headAt(seq), known: true, offsetMs: 0, at: NOON })
  }
  expect(await countUnsent(store)).toEqual({ waiting: SETS - 3 * SETS_MAX, sendable: SETS - 3 * SETS_MAX })
  await expectFolded(store)
}, 60_000)

test('[S4] thousands of sets that a restored server lacks are all to be sent again', async () => {
  const store = await offlineForWeeks()
  const { outbox } = await inside(store)
  const results = outbox.map((set, at) => resultOf(set, at + 1))
  await applyAcks(store, { results, head: headAt(SETS), known: true, offsetMs: 0, at: NOON })
  await applyReset(store, NOON)
  const asked = await sentUids(store, '', SETS)
  await applyMissing(store, { asked, missing: asked, last: null, head: null })
  expect((await unsentSets(store, SETS)).map(({ set }) => set)).toEqual(outbox)
  expect((await readSync(store)).reoffer).toBeNull()
  await expectFolded(store)
}, 60_000)
