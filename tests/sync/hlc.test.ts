import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HLC_MAX_MS, nextHlc, packHlc, parseHlc, seenHlc } from '../../src/sync/hlc.ts'

const INC = '9f31c07a'
const NOON = Date.UTC(2026, 10, 23, 4)

const anyClock = fc.record({
  ms: fc.integer({ min: 0, max: HLC_MAX_MS - 1_000 }),
  counter: fc.integer({ min: 0, max: 0xffff }),
  inc: fc.stringMatching(/^[0-9a-f]{8}$/),
})
/** Everything that a wall clock has been seen to say, and worse. */
const anyWall = fc.oneof(
  fc.integer({ min: 0, max: NOON * 2 }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, 0, 1.5, 2 ** 52),
  fc.constant(NOON),
)

/** The hlc after each reading of the wall clock. */
function run(walls: readonly number[], start: string | null = null): string[] {
  const clocks: string[] = []
  let last = start
  for (const wall of walls) {
    last = nextHlc(last, wall, INC)
    clocks.push(last)
  }
  return clocks
}

function expectRising(clocks: readonly string[]): void {
  for (const [at, clock] of clocks.entries()) {
    expect(clock).toMatch(/^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{8}$/)
    const before = clocks[at - 1]
    if (before !== undefined) expect(clock > before).toBe(true)
  }
}

test('[HLC1] a clock is written with fixed width and read back', () => {
  const parts = { ms: 0x0199a3f2b4c1, counter: 3, inc: INC }
  expect(packHlc(parts)).toBe('0199a3f2b4c1-0003-9f31c07a')
  expect(parseHlc('0199a3f2b4c1-0003-9f31c07a')).toEqual(parts)
})

test('[HLC1] clocks sort as text as they sort by time, counter and incarnation', () => {
  fc.assert(
    fc.property(anyClock, anyClock, (a, b) => {
      const order = a.ms - b.ms || a.counter - b.counter || (a.inc < b.inc ? -1 : a.inc > b.inc ? 1 : 0)
      const [left, right] = [packHlc(a), packHlc(b)]
      expect(Math.sign(order)).toBe(left < right ? -1 : left > right ? 1 : 0)
      expect(parseHlc(left)).toEqual(a)
    }),
  )
})

test('[HLC1] what is not a clock is not read as one', () => {
  for (const text of ['', '0199a3f2b4c1', '0199A3F2B4C1-0003-9F31C07A', '199a3f2b4c1-0003-9f31c07a', 'ⅻ']) {
    expect(parseHlc(text)).toBeNull()
  }
})

describe('the weather of the wall clock', () => {
  test.each([
    { weather: 'runs as it should', walls: [NOON, NOON + 1, NOON + 500, NOON + 501] },
    { weather: 'stutters', walls: [NOON, NOON + 3, NOON + 1, NOON + 4, NOON + 2] },
    { weather: 'is frozen', walls: Array.from({ length: 50 }, () => NOON) },
    { weather: 'jumps back an hour', walls: [NOON, NOON + 1, NOON - 3_600_000, NOON - 3_599_000] },
    { weather: 'jumps ahead a year and back', walls: [NOON, NOON + 31_536_000_000, NOON + 2, NOON + 3] },
    { weather: 'starts in 2015', walls: [Date.UTC(2015, 0, 1), Date.UTC(2015, 0, 1) + 5, NOON] },
    { weather: 'talks nonsense', walls: [Number.NaN, -5, Number.POSITIVE_INFINITY, 2 ** 60, NOON] },
  ])('[HLC2] a clock that $weather still gives rising values', ({ walls }) => {
    expectRising(run(walls))
  })
})

test('[HLC2] whatever the wall clock says, the next value is above the last', () => {
  fc.assert(
    fc.property(fc.option(anyClock), fc.array(anyWall, { minLength: 1, maxLength: 40 }), (start, walls) => {
      const last = start === null ? null : packHlc(start)
      expectRising([...(last === null ? [] : [last]), ...run(walls, last)])
    }),
  )
})

test('[HLC2] a full counter carries into the milliseconds', () => {
  const full = packHlc({ ms: NOON, counter: 0xffff, inc: INC })
  expect(parseHlc(nextHlc(full, NOON, INC))).toEqual({ ms: NOON + 1, counter: 0, inc: INC })
  expect(parseHlc(nextHlc(full, NOON - 9_000, INC))).toEqual({ ms: NOON + 1, counter: 0, inc: INC })
})

test('[HLC2] when the true time catches up, the clock takes it with the counter at nought', () => {
  const ahead = packHlc({ ms: NOON, counter: 7, inc: INC })
  expect(parseHlc(nextHlc(ahead, NOON + 1, INC))).toEqual({ ms: NOON + 1, counter: 0, inc: INC })
})

test('[HLC4] the next value is above everything that was seen, however far ahead', () => {
  fc.assert(
    fc.property(fc.option(anyClock), fc.array(anyClock), anyWall, (start, seen, wall) => {
      const clocks = seen.map(packHlc)
      const last = start === null ? null : packHlc(start)
      const next = nextHlc(seenHlc(last, clocks), wall, INC)
      for (const clock of [...clocks, ...(last === null ? [] : [last])]) expect(next > clock).toBe(true)
    }),
  )
})

test('[HLC4] a clock that cannot be read is passed over and stops nothing', () => {
  expect(seenHlc(null, ['zzzz', ''])).toBeNull()
  const good = packHlc({ ms: NOON, counter: 1, inc: INC })
  expect(seenHlc(good, ['zzzz'])).toBe(good)
})
