import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/base/json.ts'
import { type AdmitState, type Admitted, admit, type LogEntry, type Offer } from '../../src/sync/admit.ts'
import { foldAudit, UNTOUCHED } from '../../src/sync/audit.ts'
import type { ChangeSet, FieldChange, Op } from '../../src/sync/change-set.ts'
import { firstHead } from '../../src/sync/head.ts'
import { keyOf } from '../../src/sync/record.ts'
import { everybody } from '../contracts/storage/sets.ts'

const NOON = Date.UTC(2026, 10, 25, 12)
const VISIT = { table: 'visits', id: 'v1' }
const digest = (text: string) => String(text.length).padStart(64, '0')
const offer = (set: ChangeSet): Offer => ({ uid: set.uid, inc: set.inc, n: set.n, set })

/** A set of one tablet, at so many ms after noon. */
function setAt(ms: number, n: number, ops: readonly Op[], inc = 'aaaaaaaa'): ChangeSet {
  return {
    uid: `0199a3f2-b4c1-7e02-9a11-${inc.slice(-4)}${String(n).padStart(8, '0')}`,
    ...{ inc, n, hlc: `${(NOON + ms).toString(16).padStart(12, '0')}-0000-${inc}` },
    ...{ actor: `u-${inc[0]}`, session: 's', schema: 1, intent: 'visit.tick' },
    device: { wall: NOON, offset: 0 },
    ops,
  }
}
const pair = (value: Json): FieldChange => [value, null]
const change = (fields: Op['fields'], more: Partial<Op> = {}): Op => ({ ...VISIT, fields, ...more })

/** What the server makes of the sets, in their order of arrival. */
function admitted(sets: readonly ChangeSet[]): Admitted {
  const state: AdmitState = {
    ...{ head: firstHead('e'.repeat(16)), now: NOON + 60_000 },
    ...{ known: new Map(), records: new Map(), devices: new Map(), places: new Map(), clamped: new Map() },
    ...{ erased: new Set(), isInVisit: () => false, urns: { isOn: () => false, isOf: () => false } },
    parkedCreates: new Set(),
    ...{ roles: new Map(), procedures: new Map(), waiting: [], parkedAt: new Map(), claims: new Map() },
  }
  return admit(state, sets.map(offer), digest, everybody)
}
const logOf = (sets: readonly ChangeSet[]): readonly LogEntry[] =>
  admitted(sets).log.filter(({ keys }) => keys.some((key) => keyOf(key) === keyOf(VISIT)))

describe('the history of a record', () => {
  test('[CS5] names for every field who, when, from what and to what', () => {
    const log = logOf([
      setAt(0, 1, [change({ room: ['r1', null] }, { create: true })]),
      setAt(5, 1, [change({ room: ['r2', null], note: ['quiet', null] })], 'bbbbbbbb'),
    ])
    expect(foldAudit(UNTOUCHED, VISIT, log).entries).toMatchObject([
      {
        seq: 1,
        actor: 'u-a',
        at: NOON + 60_000,
        changes: [{ field: 'room', from: null, to: 'r1', won: true }],
      },
      {
        ...{ seq: 2, actor: 'u-b', intent: 'visit.tick', verdict: 'applied' },
        changes: [
          { field: 'room', from: 'r1', to: 'r2', won: true },
          { field: 'note', from: null, to: 'quiet', won: true },
        ],
      },
    ])
  })

  test('[M1] a value that came too late to stand is told as not won, and the next one’s from is what stood', () => {
    const log = logOf([
      setAt(10, 1, [change({ room: ['r1', null] })]),
      setAt(5, 1, [change({ room: ['r2', null] })], 'bbbbbbbb'),
      setAt(20, 1, [change({ room: ['r3', null] })], 'cccccccc'),
    ])
    const changes = foldAudit(UNTOUCHED, VISIT, log).entries.flatMap((entry) => entry.changes)
    expect(changes.map(({ from, to, won }) => [from, to, won])).toEqual([
      [null, 'r1', true],
      ['r1', 'r2', false],
      ['r1', 'r3', true],
    ])
  })

  test('[S2] a parked set is told and changed nothing', () => {
    const tooLarge = setAt(5, 2, [change({ room: ['x'.repeat(40_000), null] })])
    const log = logOf([
      setAt(0, 1, [change({ room: ['r1', null] })]),
      tooLarge,
      setAt(9, 3, [change({ room: ['r3', null] })]),
    ])
    const { entries } = foldAudit(UNTOUCHED, VISIT, log)
    expect(entries.map(({ verdict }) => verdict)).toEqual(['applied', 'parked', 'applied'])
    expect(entries[1]?.changes).toMatchObject([{ field: 'room', from: 'r1', won: false }])
    expect(entries[2]?.changes).toMatchObject([{ from: 'r1', to: 'r3', won: true }])
  })

  test('[M4] a deletion is a change like any other', () => {
    const gone = { at: NOON, by: 'u-a' }
    const log = logOf([
      setAt(0, 1, [change({ room: ['r1', null] })]),
      setAt(1, 2, [change({ deleted: [gone, null] })]),
    ])
    const { entries } = foldAudit(UNTOUCHED, VISIT, log)
    expect(entries[1]?.changes).toEqual([{ field: 'deleted', from: null, to: gone, won: true }])
  })

  test('[M1] the envelope’s day and person have a history too', () => {
    const log = logOf([
      setAt(0, 1, [change({}, { day: '2026-11-25', person: 'g1' })]),
      setAt(1, 2, [change({}, { day: '2026-11-26' })]),
    ])
    expect(foldAudit(UNTOUCHED, VISIT, log).entries.map(({ changes }) => changes)).toEqual([
      [
        { field: '@day', from: null, to: '2026-11-25', won: true },
        { field: '@person', from: null, to: 'g1', won: true },
      ],
      [{ field: '@day', from: '2026-11-25', to: '2026-11-26', won: true }],
    ])
  })

  test('two ops of one set on one record are told one after the other; other records are left out', () => {
    const other: Op = { table: 'visits', id: 'v2', fields: { room: ['r9', null] } }
    const log = logOf([setAt(0, 1, [change({ room: ['r1', null] }), other, change({ note: ['n', null] })])])
    const { entries } = foldAudit(UNTOUCHED, VISIT, log)
    expect(entries).toHaveLength(1)
    expect(entries[0]?.changes.map(({ field }) => field)).toEqual(['room', 'note'])
  })

  test('a field may bear the name of what every object has', () => {
    const log = logOf([
      setAt(0, 1, [
        change(
          Object.fromEntries([
            ['constructor', pair('x')],
            ['toString', pair('y')],
          ]),
        ),
      ]),
    ])
    expect(foldAudit(UNTOUCHED, VISIT, log).entries[0]?.changes).toEqual([
      { field: 'constructor', from: null, to: 'x', won: true },
      { field: 'toString', from: null, to: 'y', won: true },
    ])
  })
})

const arbitrarySets = fc
  .array(
    fc.record({
      ms: fc.integer({ min: 0, max: 50 }),
      inc: fc.constantFrom('aaaaaaaa', 'bbbbbbbb', 'cccccccc'),
      field: fc.constantFrom('room', 'note', 'step'),
      value: fc.oneof(fc.integer(), fc.constant(null), fc.string()),
    }),
    { maxLength: 30 },
  )
  .map((made) =>
    made.map(({ ms, inc, field, value }, at) => setAt(ms, at + 1, [change({ [field]: [value, null] })], inc)),
  )

test('[M1] what the changes that won lead to is the record as it stands', () => {
  fc.assert(
    fc.property(arbitrarySets, (sets) => {
      const { log, records } = admitted(sets)
      const { entries, state } = foldAudit(UNTOUCHED, VISIT, log)
      const told = entries.flatMap(({ changes }) => changes).filter(({ won }) => won)
      const record = records.find((one) => keyOf(one) === keyOf(VISIT))
      expect(Object.fromEntries(told.map(({ field, to }) => [field, to]))).toEqual(record?.fields ?? {})
      expect(state.fields).toEqual(record?.fields ?? {})
    }),
  )
})

test('[CS5] every from is the to of the change before it that won: nothing is left out between', () => {
  fc.assert(
    fc.property(arbitrarySets, (sets) => {
      const standing = new Map<string, unknown>()
      for (const { field, from, to, won } of foldAudit(UNTOUCHED, VISIT, admitted(sets).log).entries.flatMap(
        ({ changes }) => changes,
      )) {
        expect(from).toEqual(standing.get(field) ?? null)
        if (won) standing.set(field, to)
      }
    }),
  )
})

test('read in pieces, the history is the same as read at once', () => {
  fc.assert(
    fc.property(arbitrarySets, fc.nat({ max: 30 }), (sets, cut) => {
      const { log } = admitted(sets)
      const first = foldAudit(UNTOUCHED, VISIT, log.slice(0, cut))
      const second = foldAudit(first.state, VISIT, log.slice(cut))
      expect([...first.entries, ...second.entries]).toEqual(foldAudit(UNTOUCHED, VISIT, log).entries)
    }),
  )
})
