import { describe, expect, test } from 'vitest'
import { askPersist, persistAnswer } from '../../src/device/persist.ts'

const yes = async () => true
const no = async () => false
const fails = async () => {
  throw new Error('not in a frame')
}

describe('the browser’s promise to keep data', () => {
  test('is granted or denied as the browser says', async () => {
    expect(await askPersist({ persist: yes })).toBe('granted')
    expect(await askPersist({ persist: no })).toBe('denied')
    expect(await persistAnswer({ persisted: yes })).toBe('granted')
    expect(await persistAnswer({ persisted: no })).toBe('denied')
  })

  test('is unknown where it cannot be asked for, and a failure stops nobody', async () => {
    expect(await askPersist(undefined)).toBe('unknown')
    expect(await persistAnswer({})).toBe('unknown')
    expect(await askPersist({ persist: fails })).toBe('unknown')
  })
})
