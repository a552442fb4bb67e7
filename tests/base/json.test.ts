import { expect, test } from 'vitest'
import { isEqual } from '../../src/base/json.ts'

test('values are equal in whatever order their names come; what is absent counts as cleared', () => {
  expect(isEqual({ a: 1, b: [{ c: null }] }, { b: [{}], a: 1 })).toBe(true)
  expect(isEqual([1, 2], [2, 1])).toBe(false)
  expect(isEqual([], {})).toBe(false)
  expect(isEqual({ a: '1' }, { a: 1 })).toBe(false)
  expect(isEqual(null, {})).toBe(false)
})
