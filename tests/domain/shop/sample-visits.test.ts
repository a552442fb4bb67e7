import { describe, expect, test } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../../src/base/clock.ts'
import { isOpenRecord } from '../../../src/domain/open-record.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import type { RunFields } from '../../../src/domain/procedure/run.ts'
import { sampleShop } from '../../../src/domain/shop/sample.ts'
import { sampleVisits } from '../../../src/domain/shop/sample-visits.ts'
import { words } from '../../../src/domain/shop/sample-words-zh-cn.ts'
import { checkFields, jsonBytes, SET_MAX_BYTES } from '../../../src/sync/limits.ts'

const NOW = Date.UTC(2026, 10, 23, 4)
const shop = sampleShop(words, NOW, 'Asia/Shanghai')

describe.each([NOW, Date.UTC(2026, 6, 1, 4)])('the earlier sample visits, seen from %d', (now) => {
  const sets = sampleVisits(shop, structure, now)
  const visits = sets.flat().filter(({ table }) => table === 'visits')
  const turnovers = sets.flat().filter(({ table }) => table === 'turnovers')

  test('[D5] are filed with nothing missing, and so are their turnovers: no room is blocked by a sample', () => {
    expect([visits.length, turnovers.length]).toEqual([2, 2])
    for (const { fields } of [...visits, ...turnovers]) {
      expect((fields as RunFields).filed).toMatchObject({ missing: [] })
    }
    expect(sets.flat().filter((change) => isOpenRecord(change))).toEqual([])
  })

  test('[D13] steamed for 30 minutes and lie some days back', () => {
    for (const { fields } of visits) {
      const begunAt = (fields as RunFields).begun?.at ?? 0
      const filedAt = (fields as RunFields).filed?.at ?? 0
      expect(now - begunAt).toBeGreaterThan(5 * DAY_MS)
      const atOf = (id: string) =>
        Object.entries(fields).flatMap(([name, value]) =>
          name.split('#')[0] === id ? [(value as { at: number }).at] : [],
        )
      const [start] = atOf(structure.clock.start)
      expect(atOf(structure.clock.off)).toEqual([Number(start) + 30 * MINUTE_MS])
      expect(atOf(structure.clock.check)).toHaveLength(4)
      expect(filedAt - begunAt).toBeGreaterThan(80 * MINUTE_MS)
      expect(filedAt - begunAt).toBeLessThan(180 * MINUTE_MS)
    }
  })

  test('[CS7] are marked as samples, one record each, and fit into one set', () => {
    for (const set of sets) {
      expect(set.every(({ create, fields }) => create === true && fields.sample === true)).toBe(true)
      expect(new Set(set.map(({ id }) => id)).size).toBe(set.length)
      expect(jsonBytes(set)).toBeLessThan(SET_MAX_BYTES)
      expect(set.map(checkFields).filter((breach) => breach !== null)).toEqual([])
    }
  })

  test('carry the guest whom they are about', () => {
    expect(visits.map(({ person }) => person)).toEqual(['sample-guest-wangA', 'sample-guest-chen'])
  })
})
