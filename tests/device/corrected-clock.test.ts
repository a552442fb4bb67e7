import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/base/clock.ts'
import { correctedClock } from '../../src/device/corrected-clock.ts'

const NOON = Date.UTC(2026, 10, 23, 4)
const HOUR_MS = 60 * MINUTE_MS

function over(kept = 0) {
  const tablet = { at: NOON }
  const clock = correctedClock({ now: () => tablet.at, mono: () => tablet.at - NOON, rate: 1 }, kept)
  return { tablet, clock }
}

describe('the app’s clock', () => {
  test('[D13] is set forward at once, also while somebody is steaming', () => {
    const { clock } = over()
    expect(clock.correct(HOUR_MS, true)).toBe(HOUR_MS)
    expect(clock.now()).toBe(NOON + HOUR_MS)
  })

  test('[D13] is set back only when nobody is in an urn', () => {
    const { clock, tablet } = over()
    expect(clock.correct(-HOUR_MS, true)).toBe(0)
    tablet.at += 20 * MINUTE_MS
    expect(clock.now()).toBe(NOON + 20 * MINUTE_MS)
    expect(clock.correct(-HOUR_MS, false)).toBe(-HOUR_MS)
    expect(clock.now()).toBe(NOON - 40 * MINUTE_MS)
  })

  test('[D13] goes on after a restart with the correction that was kept', () => {
    const { clock } = over(HOUR_MS)
    expect(clock.now()).toBe(NOON + HOUR_MS)
    expect(clock.correct(0, true)).toBe(HOUR_MS)
  })

  test('[HLC1] does not follow the noise of a slow link', () => {
    const { clock } = over(5_000)
    expect(clock.correct(6_900, false)).toBe(5_000)
    expect(clock.correct(3_100, false)).toBe(5_000)
    expect(clock.correct(7_000, false)).toBe(7_000)
  })

  test('[D13] under any corrections never goes back while somebody is steaming', () => {
    const told = fc.record({
      offset: fc.integer({ min: -30 * HOUR_MS, max: 30 * HOUR_MS }),
      ran: fc.nat(10 * MINUTE_MS),
    })
    fc.assert(
      fc.property(fc.array(told), (all) => {
        const { clock, tablet } = over()
        let before = clock.now()
        for (const { offset, ran } of all) {
          tablet.at += ran
          clock.correct(offset, true)
          expect(clock.now()).toBeGreaterThanOrEqual(before + ran)
          before = clock.now()
        }
      }),
    )
  })

  test('passes the monotonic time and the rate through', () => {
    const { clock, tablet } = over(HOUR_MS)
    tablet.at += 500
    expect(clock.mono()).toBe(500)
    expect(clock.rate).toBe(1)
  })
})
