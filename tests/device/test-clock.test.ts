import { describe, expect, test } from 'vitest'
import { drivenClock, testClock } from '../../src/device/test-clock.ts'

const START = Date.UTC(2026, 10, 23, 9, 0)
const MINUTE = 60_000

function driven(rate = 1) {
  let real = 1_000
  const { clock, follow } = drivenClock({ realAt: 1_000, now: START, rate }, () => real)
  return { clock, follow, pass: (ms: number) => (real += ms), realAt: () => real }
}

describe('a driven clock', () => {
  test('starts where it is told and runs with real time', () => {
    const { clock, pass } = driven()
    expect(clock.now()).toBe(START)
    pass(250)
    expect(clock.now()).toBe(START + 250)
    expect(clock.mono()).toBe(250)
  })

  test('runs at its rate', () => {
    const { clock, pass } = driven(60)
    pass(1_000)
    expect(clock.now()).toBe(START + MINUTE)
    expect(clock.rate).toBe(60)
  })

  test('a new reading moves it forward, the monotonic time with it', () => {
    const { clock, follow, realAt } = driven()
    follow({ realAt: realAt(), now: START + 30 * MINUTE, rate: 1 })
    expect(clock.now()).toBe(START + 30 * MINUTE)
    expect(clock.mono()).toBe(30 * MINUTE)
  })

  test('[D13] a reading from the past does not turn it back; it waits until time has caught up', () => {
    const { clock, follow, pass, realAt } = driven()
    pass(1_000)
    follow({ realAt: realAt(), now: START, rate: 1 })
    expect(clock.now()).toBe(START + 1_000)
    pass(1_500)
    expect(clock.now()).toBe(START + 1_500)
  })
})

test('outside the test build there is no test clock', async () => {
  await expect(testClock()).rejects.toThrow('test build')
})
