/** Starts of several urns, apart by proposal: no two questions or ends within a minute (A6.5, A6.6). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type SteamClock, steamClock } from '../../../src/domain/urn/clock.ts'
import { proposeStart } from '../../../src/domain/urn/stagger.ts'
import { MIN, playAll, steaming, T0 } from '../procedure/play.ts'
import { smallProcedure } from '../procedure/small-procedure.ts'

const rule = smallProcedure.clock
const clockAt = (run: Parameters<typeof steamClock>[0], now: number): SteamClock => {
  const clock = steamClock(run, now)
  if (!clock) throw new Error('no clock')
  return clock
}
/** Urns started so many seconds ago, each for half an hour. */
const urns = (...secondsAgo: readonly number[]) =>
  secondsAgo.map((s) => clockAt(steaming({}, T0 - s * 1000).run, T0))
const propose = (running: readonly SteamClock[], plannedMin = 30) =>
  proposeStart({ running, plannedMin, rule, now: T0 })?.waitMs ?? null

test('[A6.5] alone, or well apart from the others, it is started now', () => {
  expect(propose([])).toBeNull()
  expect(propose(urns(4 * 60))).toBeNull()
  expect(propose(urns(60))).toBeNull()
})

test('[A6.5] beside one that was started within the minute it waits until they are a minute apart', () => {
  expect(propose(urns(30))).toBe(30_000)
  expect(propose(urns(0))).toBe(60_000)
})

test('[A6.6] its own end at twenty falls on another’s question', () => {
  expect(propose(urns(10 * 60), 30)).toBe(60_000)
})

test('[A6.5] a question that was answered is none any more', () => {
  const table = playAll(steaming({}, T0 - 20 * MIN), [[{ type: 'continue', goOn: true }, T0]])
  // Its end is ten minutes away, as the question of one started for ten would be.
  expect(propose([clockAt(table.run, T0)], 30)).toBeNull()
  expect(propose([clockAt(table.run, T0)], 10)).toBe(60_000)
})

test('[A6.6] one that is off keeps nobody waiting, nor does what cannot be helped within two minutes', () => {
  const off = playAll(steaming({}, T0 - 5 * MIN), [[{ type: 'off' }, T0]])
  expect(propose([clockAt(off.run, T0)])).toBeNull()
  expect(propose(urns(0, -60, -120, -180))).toBeNull()
})

test('[A6.5] whatever is on, a proposal is within two minutes and leaves fewer moments together', () => {
  const ages = fc.array(fc.integer({ min: 0, max: 29 * 60 }), { maxLength: 5 })
  let proposed = 0
  fc.assert(
    fc.property(ages, fc.integer({ min: 1, max: 30 }), (all, plannedMin) => {
      const running = urns(...all)
      const wait = propose(running, plannedMin)
      if (wait === null) return
      proposed++
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(2 * MIN)
      const together = (startAt: number) =>
        [Math.min(20, plannedMin), plannedMin].filter((minute) =>
          running.some((one) =>
            [one.goOn === null ? one.askAt : one.plannedEndAt, one.plannedEndAt].some(
              (at) => Math.abs(startAt + minute * MIN - at) < MIN,
            ),
          ),
        ).length
      expect(together(T0 + wait)).toBeLessThan(together(T0))
    }),
    { seed: 20261126, numRuns: 300 },
  )
  expect(proposed).toBeGreaterThan(40)
})
