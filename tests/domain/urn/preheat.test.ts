/** When to switch the urn on: counted back from the planned entry, winter 10–15 minutes, summer 5 (A4.7, D3). */
import { describe, expect, test } from 'vitest'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { entryAfter, entryOf, preheatDue, preheatOf, preheatPlan } from '../../../src/domain/urn/preheat.ts'
import { answer, BEGIN, emptyRun, leave, MIN, playAll, T0, tableOf } from '../procedure/play.ts'

const at = (minute: number) => T0 + minute * MIN
const real = { procedure: structure }
const visit = playAll(tableOf(emptyRun(real)), [[BEGIN, T0]])

describe('the plan', () => {
  test.each([
    ['winter', true, 5, 10],
    ['summer', false, 15, 15],
  ])('[A4.7] in %s is counted back from the entry', (_season, winter, from, by) => {
    expect(preheatPlan({ plannedEntryAt: at(20), winter })).toEqual({
      plannedEntryAt: at(20),
      onFromAt: at(from),
      onByAt: at(by),
    })
  })

  test.each([
    [4.9, 'early'],
    [5, 'now'],
    [11, 'now'],
    [11.1, 'late'],
  ])('[A4.7] at minute %d of a winter’s entry at 20 it is %s', (minute, due) => {
    expect(preheatDue(preheatPlan({ plannedEntryAt: at(20), winter: true }), at(minute))).toBe(due)
  })

  test('[D18] waits for the alcohol to be gone', () => {
    expect(preheatPlan({ plannedEntryAt: at(20), winter: true, notBefore: at(12) })).toMatchObject({
      onFromAt: at(12),
      onByAt: at(12),
    })
  })
})

describe('the planned entry', () => {
  test('[D3] follows from the booking by the procedure’s own minutes', () => {
    // Service 1, registration 1, consultation 5, and of the preparation the shower, 5.
    expect(entryAfter(T0, structure, true)).toBe(at(12))
  })

  test('[D3] moves with what the visit has really taken, and is not in the past', () => {
    expect(entryOf(visit.run, T0)).toBe(at(12))
    expect(entryOf(visit.run, at(30))).toBe(at(30))
    const greeted = playAll(visit, [[leave('A2'), at(4)]])
    expect(entryOf(greeted.run, at(5))).toBe(at(15))
  })

  test('[A4.7] nothing is to be heated once it is on, or without a room', () => {
    expect(preheatOf(visit.run, T0)).toMatchObject({ onByAt: at(2) })
    const on = playAll(visit, [[answer('A4.7-preheat-winter', { startedAt: at(1) }), at(1)]])
    expect(preheatOf(on.run, at(2))).toBeNull()
    expect(preheatOf({ ...visit.run, fields: { ...visit.run.fields, place: null } }, T0)).toBeNull()
  })
})
