import { describe, expect, test } from 'vitest'
import { mayReload } from '../../src/client/lost-part.ts'
import { parseToWorker, parseVersionAnswer } from '../../src/client/sw-messages.ts'
import { noteUpdate, takeOutcome } from '../../src/client/update-proof.ts'

const AT = Date.UTC(2026, 10, 23)

function memory(first: Record<string, string> = {}) {
  const items = new Map(Object.entries(first))
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    keys: () => [...items.keys()],
  }
}

describe('the proof of an update', () => {
  test('after the reload the version that was announced is running: said once', () => {
    const store = memory()
    noteUpdate(store, '0.2.0+b', '0.1.0+a', AT)
    expect(takeOutcome(store, '0.2.0+b')).toEqual({ updated: true, version: '0.2.0+b', from: '0.1.0+a' })
    expect(takeOutcome(store, '0.2.0+b')).toBeNull()
  })

  test('after the reload the old version is still running: a failure with both versions', () => {
    const store = memory()
    noteUpdate(store, '0.2.0+b', '0.1.0+a', AT)
    expect(takeOutcome(store, '0.1.0+a')).toEqual({ updated: false, wanted: '0.2.0+b', running: '0.1.0+a' })
  })

  test('a worker that did not tell its version is proved by any other version running', () => {
    const store = memory()
    noteUpdate(store, null, '0.1.0+a', AT)
    expect(takeOutcome(store, '0.2.0+b')?.updated).toBe(true)
    noteUpdate(store, null, '0.1.0+a', AT)
    expect(takeOutcome(store, '0.1.0+a')?.updated).toBe(false)
  })

  test('an ordinary start has nothing to tell', () => {
    expect(takeOutcome(memory(), '0.1.0+a')).toBeNull()
  })

  test.each(['', 'null', '{', '[]', '{"v":2,"target":"x","from":"y"}', '{"v":1}'])(
    'a note that is not understood (%s) is dropped quietly',
    (text) => {
      const store = memory({ 'steamkeeper.update': text })
      expect(takeOutcome(store, '0.1.0+a')).toBeNull()
      expect(store.keys()).toEqual([])
    },
  )

  test('a store that refuses costs the proof, not the update', () => {
    const refuse = () => {
      throw new Error('QuotaExceededError')
    }
    const store = { getItem: refuse, setItem: refuse, removeItem: refuse }
    expect(() => noteUpdate(store, 'b', 'a', AT)).not.toThrow()
    expect(takeOutcome(store, 'b')).toBeNull()
  })
})

describe('messages between page and worker', () => {
  test('SKIP_WAITING is obeyed from every version of the protocol, none included', () => {
    expect(parseToWorker({ type: 'SKIP_WAITING' })).toBe('SKIP_WAITING')
    expect(parseToWorker({ v: 99, type: 'SKIP_WAITING' })).toBe('SKIP_WAITING')
  })

  test.each([null, undefined, 'SKIP_WAITING', 7, {}, { type: 'DELETE_ALL' }])('%o is ignored', (data) => {
    expect(parseToWorker(data)).toBeNull()
  })

  test('a version is taken from an answer only when it is a text', () => {
    expect(parseVersionAnswer({ v: 1, version: '0.2.0+b' })).toBe('0.2.0+b')
    expect(parseVersionAnswer({ v: 1, version: 2 })).toBeNull()
    expect(parseVersionAnswer(null)).toBeNull()
  })
})

test('a missing part of the app reloads once for each build, not for ever', () => {
  const store = memory()
  expect(mayReload(store, 'a')).toBe(true)
  expect(mayReload(store, 'a')).toBe(false)
  expect(mayReload(store, 'b')).toBe(true)
  const blocked = () => {
    throw new DOMException('blocked', 'SecurityError')
  }
  expect(mayReload({ getItem: blocked, setItem: blocked }, 'a')).toBe(false)
})
