/** What every twin of the storage port promises (S8): one list of tests, run on SQLite and on PostgreSQL. */
import { describe } from 'vitest'
import { mayWrite } from '../../src/domain/people/may-write.ts'
import type { StoreSettings } from '../../src/server/storage/open.ts'
import { benchOf } from './storage/bench.ts'
import { erasure } from './storage/erasing.ts'
import { forgetting } from './storage/forgetting.ts'
import { heads } from './storage/heads.ts'
import { living } from './storage/living.ts'
import { oneShop } from './storage/one-shop.ts'
import { pages } from './storage/pages.ts'
import { pushing } from './storage/pushing.ts'
import { reading } from './storage/reading.ts'
import { rights } from './storage/rights.ts'

/** Runs the list; `fresh` names an empty store, a new one at every call. */
export function storageContract(twin: string, fresh: () => Promise<StoreSettings>): void {
  describe(`the store of the shop's server, ${twin}`, () => {
    const bench = benchOf(fresh)
    for (const part of [pushing, oneShop, heads, pages, reading, erasure, forgetting, living]) part(bench)
  })
  describe(`the rights of the shop's people, ${twin}`, () => {
    rights(benchOf(fresh, undefined, mayWrite))
  })
}
