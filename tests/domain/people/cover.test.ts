/** What stays clear on a locked tablet and at the server, against a list that stands here by itself. */
import { describe, expect, test } from 'vitest'
import { clockSteps, coverOf } from '../../../src/domain/people/cover.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'

const steps = clockSteps([structure])
const of = (table: string, field: string) => coverOf(table, field, steps)

describe('[SEC1] what is sealed', () => {
  test.each([
    ['guests', 'name'],
    ['guests', 'phone'],
    ['guests', 'note'],
    ['bookings', 'note'],
    ['bookings', 'at'],
    ['forms', 'answers'],
    ['cards', 'left'],
    ['ledger', 'amount'],
    ['sync:conflicts', 'a'],
    ['something-newer', 'place'],
  ])('all of %s, as %s', (table, field) => {
    expect(of(table, field)).toBe('sealed')
  })

  test('of every step of a visit and of a turnover that the clock does not read: all but when and by whom', () => {
    const clear = new Set([
      ...['A5.11-start', 'A6.5-continue', 'A6.4-change', 'A6.6-off', 'A6.1-away'],
      ...['A4.7-preheat-winter', 'A4.7-preheat-summer', 'A9.3-run'],
    ])
    expect([...steps.keys()].sort()).toEqual([...clear].sort())
    let sealed = 0
    for (const stage of structure.stages)
      for (const { id } of stage.steps) {
        if (clear.has(id)) continue
        sealed += 1
        expect(of(stage.table, id), id).toBe('answer')
        expect(of(stage.table, `${id}#3`), id).toBe('answer')
      }
    expect(sealed).toBeGreaterThan(100)
  })

  test.each([
    ['visits', 'A4.2-contraindications'],
    ['visits', 'A6.1-check#15'],
    ['visits', 'void:A4.2-consent'],
    ['visits', 'was:A7.8-photo'],
    ['visits', 'ended'],
    ['visits', 'voided'],
    ['visits', 'moved'],
    ['visits', 'unknownYet'],
    ['turnovers', 'serious'],
    ['attention', 'closed'],
    ['attention', 'note'],
  ])('of %s %s all but when and by whom', (table, field) => {
    expect(of(table, field)).toBe('answer')
  })
})

test('[SEC6] what the urn’s clock, the alarms and the emergency cards read is clear', () => {
  const { start, ask, change, off, away } = structure.clock
  for (const field of [...[start, off, change].map((id) => `${id}#1`), ask])
    expect(of('visits', field), field).toBe('clock')
  expect(of('visits', `${away}#1`)).toBe('break')
  for (const field of [
    ...['place', 'begun', 'consultant', 'procedureId', 'filed', 'ledOut'],
    ...[
      'since:A5.11-start#1:1763791200123',
      'until:A5.11-start#1:1763791200123',
      'dated:A5.11-start#1',
      'left:A6',
    ],
  ])
    expect(of('visits', field), field).toBe('clear')
  for (const field of [
    'kind',
    'what',
    'openedAt',
    'visitId',
    'order',
    'step:lay',
    'out:v1',
    'named:step:lay',
  ])
    expect(of('attention', field), field).toBe('clear')
  for (const table of ['shop', 'staff', 'rooms', 'urns', 'procedures', 'alarms', 'devices'])
    expect(of(table, 'anything'), table).toBe('clear')
})

test('[SEC1] no name of a step or field can slip through as one that is clear', () => {
  for (const field of ['', '#1', 'left', 'since', 'place#1', 'xleft:A6', `x${structure.clock.off}#1`])
    expect(of('visits', field), field).toBe('answer')
})
