import { describe, expect, test } from 'vitest'
import { isWeakPin } from '../../../src/domain/people/pin.ts'

describe('[SEC5] a PIN', () => {
  test.each(['902713', '418205', '370964', '100200'])('%s may be chosen', (pin) => {
    expect(isWeakPin(pin)).toBe(false)
  })

  test.each([
    '111111',
    '000000',
    '123456',
    '012345',
    '654321',
    '890123',
    '246802',
    '112233',
    '998877',
    '121212',
    '123123',
    '246810',
  ])('%s is what anybody would try first', (pin) => {
    expect(isWeakPin(pin)).toBe(true)
  })
})
