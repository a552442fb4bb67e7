import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../src/base/clock.ts'
import { believedFloor, deviceClock } from '../../src/device/clock.ts'

const NOON = Date.UTC(2026, 10, 23, 4)
const HOUR_MS = 60 * MINUTE_MS

/** So far the true time moved, the wall clock moved, and the monotonic clock ran. */
type Weather = { readonly wall: number; readonly mono: number }
const runs = (ms: number): Weather => ({ wall: ms, mono: ms })
const sleeps = (ms: number): Weather => ({ wall: ms, mono: 0 })
const wallJumps = (ms: number): Weather => ({ wall: ms, mono: 0 })
const wallStands = (ms: number): Weather => ({ wall: 0, mono: ms })

/** What `now` says after each piece of weather, as ms since noon. */
function said(weather: readonly Weather[], { wall = NOON, floor = 0 } = {}): number[] {
  let [wallNow, monoNow] = [wall, 5_000]
  const clock = deviceClock({ floor, wall: () => wallNow, mono: () => monoNow })
  return weather.map((piece) => {
    wallNow += piece.wall
    monoNow += piece.mono
    return clock.now() - NOON
  })
}

describe('the weather of the wall clock', () => {
  test.each([
    { title: 'runs with a wall clock that runs', weather: [runs(500), runs(1_500)], expected: [500, 2_000] },
    {
      title: 'counts sleep during which the monotonic clock stood',
      weather: [runs(1_000), sleeps(20 * MINUTE_MS), runs(1_000)],
      expected: [1_000, 20 * MINUTE_MS + 1_000, 20 * MINUTE_MS + 2_000],
    },
    {
      title: 'counts sleep during which the monotonic clock ran',
      weather: [runs(20 * MINUTE_MS)],
      expected: [20 * MINUTE_MS],
    },
    {
      title: 'goes on when the wall jumps back an hour',
      weather: [runs(1_000), wallJumps(-HOUR_MS), runs(MINUTE_MS)],
      expected: [1_000, 1_000, MINUTE_MS + 1_000],
    },
    {
      title: 'does not jump when the wall comes back again',
      weather: [wallJumps(-HOUR_MS), runs(MINUTE_MS), wallJumps(HOUR_MS), runs(1_000)],
      expected: [0, MINUTE_MS, MINUTE_MS, MINUTE_MS + 1_000],
    },
    {
      title: 'counts sleep also while the wall is an hour behind',
      weather: [wallJumps(-HOUR_MS), sleeps(10 * MINUTE_MS), runs(1_000)],
      expected: [0, 10 * MINUTE_MS, 10 * MINUTE_MS + 1_000],
    },
    {
      title: 'follows the wall a day ahead, and stays when it comes back',
      weather: [wallJumps(DAY_MS), runs(1_000), wallJumps(-DAY_MS), runs(1_000)],
      expected: [DAY_MS, DAY_MS + 1_000, DAY_MS + 1_000, DAY_MS + 2_000],
    },
    {
      title: 'goes on when the wall is frozen, and does not jump when it catches up',
      weather: [wallStands(MINUTE_MS), wallStands(MINUTE_MS), wallJumps(2 * MINUTE_MS)],
      expected: [MINUTE_MS, 2 * MINUTE_MS, 2 * MINUTE_MS],
    },
    {
      title: 'is not moved by a step of less than two seconds',
      weather: [wallJumps(1_900), wallJumps(-3_000)],
      expected: [0, 0],
    },
    {
      title: 'stands rather than going back when both clocks go back',
      weather: [{ wall: -HOUR_MS, mono: -1_000 }, runs(500)],
      expected: [0, 500],
    },
  ])('[HLC2] the tablet’s clock $title', ({ weather, expected }) => {
    expect(said(weather)).toEqual(expected)
  })
})

test('[HLC2] a tablet that starts in 2015 goes on from the latest time it knew', () => {
  const wall = Date.UTC(2015, 0, 1)
  expect(said([runs(1_000), sleeps(5 * MINUTE_MS)], { wall, floor: NOON })).toEqual([
    1_000,
    5 * MINUTE_MS + 1_000,
  ])
})

test('[HLC2] when the clock of 2015 is set right, the years between are not added to it', () => {
  const wall = Date.UTC(2015, 0, 1)
  const toTruth = NOON + 8 * HOUR_MS - wall
  expect(said([runs(1_000), wallJumps(toTruth)], { wall, floor: NOON })).toEqual([1_000, 8 * HOUR_MS + 1_000])
  const stillBehind = NOON - HOUR_MS - wall
  expect(said([wallJumps(stillBehind), runs(1_000)], { wall, floor: NOON })).toEqual([0, 1_000])
})

test('[HLC2] the floor may become known later and only ever lifts the clock', () => {
  const clock = deviceClock({ floor: 0, wall: () => Date.UTC(2015, 0, 1), mono: () => 0 })
  clock.raiseFloor(NOON)
  expect(clock.now()).toBe(NOON)
  clock.raiseFloor(NOON - DAY_MS)
  expect(clock.now()).toBe(NOON)
})

test('[HLC2] a wall clock that gives no number is not believed', () => {
  let mono = 0
  const clock = deviceClock({ floor: NOON, wall: () => Number.NaN, mono: () => mono })
  mono = 1_000
  expect(clock.now()).toBe(NOON + 1_000)
})

test('[HLC2] no weather makes the clock run backwards or stand while the tablet is awake', () => {
  const step = fc.integer({ min: -3 * DAY_MS, max: 3 * DAY_MS })
  const anyWeather = fc.array(fc.record({ wall: step, mono: fc.nat(HOUR_MS) }), { maxLength: 30 })
  fc.assert(
    fc.property(anyWeather, (weather) => {
      let before = 0
      for (const [at, now] of said(weather).entries()) {
        expect(now).toBeGreaterThanOrEqual(before + (weather[at]?.mono ?? 0))
        before = now
      }
    }),
  )
})

test('the monotonic clock is passed through, and a real clock agrees with the wall', () => {
  const clock = deviceClock({ floor: 0 })
  expect(clock.rate).toBe(1)
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(2_000)
  expect(clock.mono()).toBeLessThanOrEqual(clock.mono())
})

describe('the floor that a known time gives', () => {
  const builtAt = NOON - 30 * DAY_MS
  const floor = (knownAt: number, wall: number, isSteaming = false) =>
    believedFloor(knownAt, { wall, builtAt, isSteaming })

  test('[D13] it holds against a wall clock that was set back by hours', () => {
    expect(floor(NOON, NOON - HOUR_MS)).toBe(NOON)
    expect(floor(NOON, NOON - DAY_MS)).toBe(NOON)
  })

  test('[HLC2] it holds against a wall clock that stands before the app was built', () => {
    expect(floor(NOON, Date.UTC(2015, 0, 1))).toBe(NOON)
  })

  test('[HLC2] it falls away when the wall, once far ahead, has been put right', () => {
    expect(floor(Date.UTC(2030, 0, 1), NOON)).toBe(0)
    expect(floor(NOON + DAY_MS + 1, NOON)).toBe(0)
  })

  test('[D13] it holds whatever the wall says while somebody is steaming', () => {
    expect(floor(Date.UTC(2030, 0, 1), NOON, true)).toBe(Date.UTC(2030, 0, 1))
  })
})
