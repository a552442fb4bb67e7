import { describe, expect, test } from 'vitest'
import type { StaffId } from '../../../src/domain/ids.ts'
import { erasureFrom } from '../../../src/domain/people/erasing.ts'
import {
  DUE_AT_ONCE,
  KEPT_KINDS,
  keepFields,
  monthsOf,
  planDue,
  planRetention,
  RETENTION,
} from '../../../src/domain/people/retention.ts'
import { packHlc } from '../../../src/sync/hlc.ts'
import { OPS_MAX } from '../../../src/sync/limits.ts'
import type { SyncRecord } from '../../../src/sync/record.ts'

const NOW = Date.UTC(2026, 10, 25, 12)
const ago = (months: number, days = 0) => Date.UTC(2026, 10 - months, 25 - days, 12)
const record = (
  table: string,
  id: string,
  fields: SyncRecord['fields'],
  of: { readonly person?: string; readonly written?: number } = {},
): SyncRecord => ({
  ...{ table, id, rev: 1, fields },
  ...(of.person === undefined ? {} : { person: of.person }),
  clocks: { a: packHlc({ ms: of.written ?? NOW, counter: 0, inc: 'aaaaaaaa' }) },
})
const guest = (id: string, written: number) => record('guests', id, { name: 'x' }, { person: id, written })
const visit = (id: string, at: number, person: string, fields = {}) =>
  record('visits', id, { begun: { at, by: 'u1' }, filed: { at, by: 'u1' }, ...fields }, { person })
const due = (records: readonly SyncRecord[], shop = {}) =>
  planRetention(records, NOW, shop).map(({ kind, id }) => `${kind}/${id}`)

describe('[SEC18] how long what is kept', () => {
  test('every kind has a time within its bounds, and a rule behind it', () => {
    for (const kind of KEPT_KINDS) {
      const { months, min, max, source } = RETENTION[kind]
      expect(min).toBeGreaterThan(0)
      expect(months).toBeGreaterThanOrEqual(min)
      expect(months).toBeLessThanOrEqual(max)
      expect(['claims', 'handling', 'house']).toContain(source)
    }
    // What the law asks to be kept for three years nobody makes shorter.
    expect(RETENTION.access.min).toBe(36)
  })

  test('the shop changes a time within the bounds; beyond them the bound counts', () => {
    expect(monthsOf('visits', {})).toBe(36)
    expect(monthsOf('visits', keepFields('visits', 12))).toBe(12)
    expect(monthsOf('visits', keepFields('visits', 1))).toBe(6)
    expect(monthsOf('visits', keepFields('visits', 999))).toBe(60)
    expect(monthsOf('visits', { 'keep:visits': 'for ever' })).toBe(36)
  })

  test('a visit is due the day its time is over, and not before', () => {
    const records = [guest('g1', NOW), visit('old', ago(36), 'g1'), visit('young', ago(36, -1), 'g1')]
    expect(due(records)).toEqual(['visits/old'])
    expect(due(records, keepFields('visits', 48))).toEqual([])
  })

  test('a guest goes with everything, counted from the last visit, the last change or a booking to come', () => {
    const gone = [guest('g1', ago(60)), visit('v1', ago(40), 'g1')]
    expect(due(gone)).toEqual(['guests/g1'])
    expect(due([...gone, visit('v2', ago(2), 'g1')])).toEqual(['visits/v1'])
    expect(due([guest('g1', ago(60)), record('bookings', 'b', { at: NOW + 1 }, { person: 'g1' })])).toEqual(
      [],
    )
    // That somebody looked at them does not keep them.
    const looked = record('access', 'a1', { at: ago(1) }, { person: 'g1' })
    expect(due([...gone, looked])).toEqual(['guests/g1'])
  })

  test('[D13] whoever has something open is left alone, however old it is', () => {
    const open = visit('v1', ago(90), 'g1', { filed: null })
    expect(due([guest('g1', ago(90)), open])).toEqual([])
  })

  test('emergencies, settled conflicts and the access log have times of their own; open ones and the server’s notes have none', () => {
    const records = [
      record('attention', 'i1', { kind: 'emergency', openedAt: ago(37), closed: { at: ago(37), by: 'u1' } }),
      record('attention', 'i2', { kind: 'emergency', openedAt: ago(37), by: 'u1' }),
      record('attention', 'parked-1', { kind: 'parked', at: ago(99) }),
      record('conflicts', 'c1', { settled: { at: ago(13), by: 'u1', kept: 'won' } }),
      record('conflicts', 'c2', { of: {} }, { written: ago(99) }),
      record('access', 'a1', { at: ago(37) }),
      record('access', 'a2', { at: ago(35) }),
      record('bookings', 'b1', { at: ago(13) }),
    ]
    expect(due(records).sort()).toEqual(['access/a1', 'bookings/b1', 'conflicts/c1', 'emergencies/i1'])
  })

  test('what is done is erased by its own id under one receipt, as many at once as a set carries', () => {
    const many = Array.from({ length: 250 }, (_, at) => ({ kind: 'access', id: `a${at}`, since: 0 }) as const)
    const { changes } = planDue(many, { by: 'u1' as StaffId, now: NOW, receipt: '7F3A-91BC' })
    expect(changes).toHaveLength(DUE_AT_ONCE)
    expect(DUE_AT_ONCE).toBeLessThanOrEqual(OPS_MAX)
    expect(changes[0]).toMatchObject({
      table: 'erasures',
      id: 'a0',
      fields: { why: 'overdue', of: 'access' },
    })
    // It is nobody's erasure, and stands in no list of erased guests.
    expect(erasureFrom({ id: 'a0', fields: changes[0]?.fields ?? {} })).toBeNull()
  })
})
