import { describe, expect, test } from 'vitest'
import type { StaffId } from '../../../src/domain/ids.ts'
import { coverOf } from '../../../src/domain/people/cover.ts'
import {
  erasureFrom,
  isInVisit,
  isProof,
  kindsOf,
  planErasure,
  proofOf,
  receiptNumber,
} from '../../../src/domain/people/erasing.ts'
import type { SyncRecord } from '../../../src/sync/record.ts'

const NOW = Date.UTC(2026, 10, 25, 12)
const record = (table: string, id: string, fields: SyncRecord['fields'] = {}): SyncRecord => ({
  ...{ table, id, rev: 1, fields, clocks: {}, person: 'g1' },
})
const begun = { begun: { at: NOW, by: 'u1' } }
const filed = { ...begun, filed: { at: NOW, by: 'u1' } }
const made = { by: 'u1' as StaffId, now: NOW, receipt: '7F3A-91BC', why: 'asked' } as const

describe('[SEC17] erasing a guest', () => {
  test('writes one record, clear and about nobody: when, by whom, a number, and which kinds went', () => {
    const about = [record('guests', 'g1'), record('visits', 'v1', filed), record('odd', 'x')]
    const plan = planErasure('g1', { about, erasure: undefined }, made)
    const fields = {
      at: NOW,
      by: 'u1',
      receipt: '7F3A-91BC',
      why: 'asked',
      kinds: ['details', 'visits', 'others'],
    }
    expect(plan).toEqual({ changes: [{ table: 'erasures', id: 'g1', create: true, fields }] })
    expect(Object.keys(fields).every((field) => coverOf('erasures', field, new Map()) === 'clear')).toBe(true)
    expect(erasureFrom(record('erasures', 'g1', fields))).toEqual({ id: 'g1', ...fields })
  })

  test('is refused while a visit or an emergency is not over, twice, and for whoever is not here', () => {
    const open = record('visits', 'v1', begun)
    const emergency = record('attention', 'i1', { kind: 'emergency', openedAt: NOW, by: 'u1' })
    for (const about of [[open], [emergency]])
      expect(planErasure('g1', { about, erasure: undefined }, made)).toEqual({ refused: 'inVisit' })
    expect(planErasure('g1', { about: [], erasure: undefined }, made)).toEqual({ refused: 'gone' })
    const erasure = record('erasures', 'g1', { at: NOW })
    expect(planErasure('g1', { about: [record('guests', 'g1')], erasure }, made)).toEqual({
      refused: 'already',
    })
  })

  test('[D13] filed with the urn still on counts as not over', () => {
    const on = { ...filed, 'A5.11-start#1': { value: { setting: '1', plannedMin: 20 }, at: NOW, by: 'u1' } }
    expect(isInVisit(record('visits', 'v1', on))).toBe(true)
    expect(isInVisit(record('visits', 'v1', filed))).toBe(false)
    expect(isInVisit(record('bookings', 'b1', begun))).toBe(false)
  })

  test('counts what goes by kind, and leaves out what there is none of', () => {
    const about = [record('visits', 'v1'), record('guests', 'g1'), record('visits', 'v2')]
    expect(kindsOf(about)).toEqual([
      ['details', 1],
      ['visits', 2],
    ])
  })

  test('is confirmed by the end of the phone number, or the name where there is none; nothing else will do', () => {
    const guest = { name: '王 秀兰', phone: '138 0000 2222' }
    expect(proofOf(guest)).toEqual({ kind: 'phone', text: '2222' })
    expect(isProof(guest, '２２２２')).toBe(true)
    expect(isProof(guest, '222')).toBe(false)
    expect(isProof({ ...guest, phone: null }, '王秀兰')).toBe(true)
    expect(isProof({ name: '', phone: null }, '')).toBe(false)
  })

  test('has a receipt whose number is short and comes of chance', () => {
    expect(receiptNumber('0199a3f2-b4c1-7e02-9a11-c1000f3a91bc')).toBe('0F3A-91BC')
  })
})
