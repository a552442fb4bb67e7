/** The simulation's server keeps the promises of the storage port, so that what the simulation finds is true of the twins. */
import { describe } from 'vitest'
import { mayWrite } from '../../src/domain/people/may-write.ts'
import type { MayWrite } from '../../src/sync/judge.ts'
import { benchOf } from '../contracts/storage/bench.ts'
import { erasure } from '../contracts/storage/erasing.ts'
import { forgetting } from '../contracts/storage/forgetting.ts'
import { heads } from '../contracts/storage/heads.ts'
import { oneShop } from '../contracts/storage/one-shop.ts'
import { pages } from '../contracts/storage/pages.ts'
import { pushing } from '../contracts/storage/pushing.ts'
import { reading } from '../contracts/storage/reading.ts'
import { rights } from '../contracts/storage/rights.ts'
import { everybody } from '../contracts/storage/sets.ts'
import { MemoryShop } from './memory-shop.ts'
import { memoryStorage } from './memory-storage.ts'

const shops = new Map<string, MemoryShop>()

function benchBy(mayWrite: MayWrite) {
  const fresh = async () => {
    const dataDir = `shop ${shops.size}`
    shops.set(dataDir, new MemoryShop(() => String(shops.size).padStart(16, '0'), null, mayWrite))
    return { dataDir, databaseUrl: null }
  }
  return benchOf(fresh, async ({ dataDir }) => {
    const shop = shops.get(dataDir)
    return shop === undefined ? { problem: `There is no ${dataDir}.` } : memoryStorage(shop)
  })
}

describe('the store of the simulation', () => {
  const bench = benchBy(everybody)
  for (const part of [pushing, oneShop, heads, pages, reading, erasure, forgetting]) part(bench)
})

describe('the rights of its people', () => {
  rights(benchBy(mayWrite))
})
