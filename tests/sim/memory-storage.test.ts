/** The simulation's server keeps the promises of the storage port, so that what the simulation finds is true of the twins. */
import { describe } from 'vitest'
import { benchOf } from '../contracts/storage/bench.ts'
import { heads } from '../contracts/storage/heads.ts'
import { oneShop } from '../contracts/storage/one-shop.ts'
import { pages } from '../contracts/storage/pages.ts'
import { pushing } from '../contracts/storage/pushing.ts'
import { reading } from '../contracts/storage/reading.ts'
import { MemoryShop } from './memory-shop.ts'
import { memoryStorage } from './memory-storage.ts'

describe('the store of the simulation', () => {
  const shops = new Map<string, MemoryShop>()
  const fresh = async () => {
    const dataDir = `shop ${shops.size}`
    shops.set(dataDir, new MemoryShop(() => String(shops.size).padStart(16, '0')))
    return { dataDir, databaseUrl: null }
  }
  const bench = benchOf(fresh, async ({ dataDir }) => {
    const shop = shops.get(dataDir)
    return shop === undefined ? { problem: `There is no ${dataDir}.` } : memoryStorage(shop)
  })
  for (const part of [pushing, oneShop, heads, pages, reading]) part(bench)
})
