import { describe, expect, test } from 'vitest'
import { applies, factsOf } from '../../../src/domain/procedure/facts.ts'
import type { Condition } from '../../../src/domain/procedure/structure.ts'
import { answer, begun, MIN, playAll, steaming, T0 } from './play.ts'

describe('facts', () => {
  test('[D10] come from guest, booking and shop', () => {
    const { run } = begun({
      guest: {
        gender: 'male',
        hasCard: true,
        serious: true,
        weak: true,
        lowSugar: true,
        organs: ['stomach'],
      },
      booking: { selfBooked: true },
      shop: { busy: true },
    })
    expect(factsOf(run)).toEqual({
      winter: true,
      gender: 'male',
      hasCard: true,
      trial: false,
      selfBooked: true,
      serious: true,
      busy: true,
      weak: true,
      tired: false,
      lowSugar: true,
      organs: ['stomach'],
      untold: false,
      continues: false,
      supportSide: null,
    })
  })

  test('[A5.9] a chosen option overrides a fact and adds an organ', () => {
    const table = begun({ guest: { organs: ['stomach'] } })
    const chosen = playAll(table, [[answer('talk-health', ['liver', 'serious']), T0]])
    expect(factsOf(chosen.run)).toMatchObject({ organs: ['stomach', 'liver'], serious: true })
  })

  test('[A6.3] what is found at a check counts too', () => {
    const table = steaming()
    const found = playAll(table, [[{ type: 'check', minute: 5, found: ['dizzy'] }, T0 + 5 * MIN]])
    expect(factsOf(table.run).weak).toBe(false)
    expect(factsOf(found.run).weak).toBe(true)
  })

  test('[A6.5] continues is the answer to the question', () => {
    const at20 = T0 + 20 * MIN
    const table = steaming()
    expect(factsOf(table.run).continues).toBe(false)
    expect(factsOf(playAll(table, [[{ type: 'continue', goOn: true }, at20]]).run).continues).toBe(true)
    expect(factsOf(playAll(table, [[{ type: 'continue', goOn: false }, at20]]).run).continues).toBe(false)
  })

  test('[D8] a trial visit is one by the guest or by the visit', () => {
    expect(factsOf(begun({ guest: { trial: true } }).run).trial).toBe(true)
    const { run } = begun()
    expect(factsOf({ ...run, fields: { ...run.fields, kind: 'trial' } }).trial).toBe(true)
  })

  test.each<[Condition | undefined, boolean]>([
    [undefined, true],
    [{ is: 'winter' }, true],
    [{ not: { is: 'winter' } }, false],
    [{ is: 'gender', value: 'female' }, true],
    [{ is: 'gender', value: 'male' }, false],
    [{ is: 'organ', value: 'liver' }, false],
    [{ is: 'supportSide', value: 'left' }, false],
    [{ all: [] }, true],
    [{ any: [] }, false],
    [{ all: [{ is: 'winter' }, { is: 'hasCard' }] }, false],
    [{ any: [{ is: 'winter' }, { is: 'hasCard' }] }, true],
  ])('[A4.7] condition %j is %s for a woman without a card in winter', (condition, holds) => {
    expect(applies(condition, factsOf(begun().run))).toBe(holds)
  })

  test('[D14] a turnover without its guest has no gender, but knows serious and winter', () => {
    const { run } = begun()
    const turnover = {
      ...run,
      table: 'turnovers' as const,
      fields: { serious: true, winter: false },
      context: { ...run.context, guest: null },
    }
    expect(factsOf(turnover)).toMatchObject({ gender: null, serious: true, winter: false })
  })
})
