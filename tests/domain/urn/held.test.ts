/** Whether somebody may be in an urn, told by a visit's fields alone: a tablet that is to be emptied waits for it. */
import { expect, test } from 'vitest'
import { mayHoldSomebody } from '../../../src/domain/urn/starts.ts'

const MINUTE = 60_000
const NOW = 1_763_791_200_123
const start = (at: number) => ({
  'A5.11-start#1': { value: { setting: '2', plannedMin: 30 }, at, by: 'u2' },
  [`since:A5.11-start#1:${at}`]: { at },
})
const off = (at: number) => ({ 'A6.6-off#1': { value: { how: 'due' }, at, by: 'u2' } })

test('[D13] [SEC10] somebody is held from the start to "off", and no longer than a forgotten "off" could mean', () => {
  const held = (...visits: object[]) =>
    mayHoldSomebody(
      visits.map((fields) => ({ fields: fields as Parameters<typeof mayHoldSomebody>[0][number]['fields'] })),
      NOW,
    )
  expect(held()).toBe(false)
  expect(held({ begun: true })).toBe(false)
  expect(held(start(NOW - 29 * MINUTE))).toBe(true)
  expect(held({ begun: true }, start(NOW - 40 * MINUTE))).toBe(true)
  expect(held(start(NOW - 46 * MINUTE))).toBe(false)
  expect(held({ ...start(NOW - 20 * MINUTE), ...off(NOW - MINUTE) })).toBe(false)
})
