import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../src/base/json.ts'
import type { ChangeSet, Op } from '../../src/sync/change-set.ts'
import { checkFields, checkSet, isJson, jsonBytes } from '../../src/sync/limits.ts'

const KB = 1024

function setOf(ops: readonly Op[]): ChangeSet {
  return {
    uid: '0199a3f2-b4c1-7ffe-bff1-122334455667',
    inc: '9f31c07a',
    n: 1,
    hlc: '0199a3f2b4c1-0003-9f31c07a',
    actor: 'u17',
    session: 's1',
    schema: 1,
    intent: 'visit.tick',
    device: { wall: 1, offset: 0 },
    ops,
  }
}
const visit = (field: string, value: Json): Op => ({
  table: 'visits',
  id: 'v1',
  fields: { [field]: [value, null] },
})
/** A string whose JSON is so many bytes long, quotation marks included. */
const textOf = (bytes: number) => 'x'.repeat(bytes - 2)
const fields = (value: unknown) => checkFields({ table: 'visits', id: 'v1', fields: { note: value } })

test('[CS6] null is a value and passes', () => {
  expect(fields(null)).toBeNull()
  expect(checkSet(setOf([visit('note', null)]))).toBeNull()
})

test.each([
  { what: 'undefined', value: undefined },
  { what: 'NaN', value: Number.NaN },
  { what: 'Infinity', value: Number.POSITIVE_INFINITY },
  { what: 'a function', value: () => 1 },
  { what: 'a symbol', value: Symbol('x') },
  { what: 'a bigint', value: 1n },
  { what: 'a Date', value: new Date(0) },
  { what: 'a Map', value: new Map() },
  { what: 'undefined deep inside', value: { at: 1, note: undefined } },
  { what: 'NaN in a list', value: [1, Number.NaN] },
  { what: 'a list with a hole', value: new Array(2) },
])('[CS6] $what is refused by name, with the place', ({ value }) => {
  expect(fields(value)).toEqual({ limit: 'notJson', table: 'visits', id: 'v1', field: 'note' })
})

test('[CS6] a value that holds itself is refused and loops nowhere', () => {
  const value: { self?: unknown } = {}
  value.self = value
  expect(fields(value)?.limit).toBe('notJson')
})

test('[CS6] whatever passes is the same after a journey as JSON text', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      if (!isJson(value)) return
      // -0 is the one number that JSON does not carry apart from another; nothing counts with it.
      expect(JSON.stringify(JSON.parse(JSON.stringify(value)))).toBe(JSON.stringify(value))
    }),
  )
})

test('[CS6] field names that the envelope or JavaScript need for themselves are refused', () => {
  for (const name of ['', '@day', '__proto__', 'x'.repeat(201)]) {
    const named = Object.fromEntries([[name, 1]])
    expect(checkFields({ table: 'visits', id: 'v1', fields: named })?.limit).toBe('fieldName')
  }
  expect(
    checkFields({ table: 'visits', id: 'v1', fields: { 'A6.1-check#15': 1, constructor: 2 } }),
  ).toBeNull()
})

test('[CS7] a value may be 32 KB and not a byte more', () => {
  expect(checkSet(setOf([visit('note', textOf(32 * KB))]))).toBeNull()
  expect(checkSet(setOf([visit('note', textOf(32 * KB + 1))]))).toEqual({
    limit: 'valueTooLarge',
    table: 'visits',
    id: 'v1',
    field: 'note',
  })
})

test('[CS7] size is counted in UTF-8, three bytes for a Chinese character', () => {
  expect(jsonBytes('瓮')).toBe(5)
  expect(fields('瓮'.repeat(10_923))?.limit).toBe('valueTooLarge')
})

test('[CS7] a signature may be 24 KB and not a byte more, also inside an answer', () => {
  const signature = (bytes: number) => `data:image/png;base64,${'A'.repeat(bytes - 24)}`
  expect(jsonBytes(signature(24 * KB))).toBe(24 * KB)
  expect(fields(signature(24 * KB))).toBeNull()
  expect(fields(signature(24 * KB + 1))?.limit).toBe('signatureTooLarge')
  expect(fields({ value: signature(25 * KB), at: 1, by: 'u17' })?.limit).toBe('signatureTooLarge')
})

test('[CS7] a set may have 200 ops and 256 KB', () => {
  const ops = (count: number, bytes: number) =>
    Array.from({ length: count }, (_, at) => ({ ...visit('note', textOf(bytes)), id: `v${at}` }))
  expect(checkSet(setOf(ops(200, 10)))).toBeNull()
  expect(checkSet(setOf(ops(201, 10)))).toEqual({ limit: 'tooManyOps' })
  expect(checkSet(setOf(ops(7, 32 * KB)))).toBeNull()
  expect(checkSet(setOf(ops(8, 32 * KB)))).toEqual({ limit: 'setTooLarge' })
})
