import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAfter, instantAt, nextQuarter, wallTime } from '../../../src/domain/booking/local-time.ts'
import { dayOf } from '../../../src/domain/shop/shop.ts'

describe('the wall time of the shop', () => {
  it('[A1] names the instant of a day and time in the zone of the shop', () => {
    expect(instantAt('2026-11-23', '10:00', 'Asia/Shanghai')).toBe(Date.UTC(2026, 10, 23, 2))
    expect(instantAt('2026-07-01', '00:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 5, 30, 22, 30))
    expect(instantAt('2026-12-01', '00:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 10, 30, 23, 30))
  })

  it('[A1] answers null for what is no day or no time', () => {
    for (const [day, time] of [
      ['2026-02-30', '10:00'],
      ['2026-13-01', '10:00'],
      ['', '10:00'],
      ['2026-11-23', ''],
      ['2026-11-23', '24:00'],
      ['2026-11-23', '9:00'],
    ] as const)
      expect(instantAt(day, time, 'Asia/Shanghai')).toBeNull()
  })

  it('[A1] comes back as the same day and time in zones with and without summer time', () => {
    const zones = ['Asia/Shanghai', 'Asia/Kolkata', 'UTC', 'Australia/Adelaide', 'America/New_York']
    const minutes = fc.integer({ min: Date.UTC(2025, 0) / 60_000, max: Date.UTC(2029, 0) / 60_000 })
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
        const at = minute * 60_000
        const back = instantAt(dayOf(at, zone).day, wallTime(at, zone), zone)
        // The hour that autumn repeats has two instants; either of them prints the same.
        expect(back === null ? null : wallTime(back, zone)).toBe(wallTime(at, zone))
        expect(back === null ? 1 : Math.abs(back - at) % 3_600_000).toBe(0)
      }),
    )
  })

  it('[A1.3] counts days over the end of a month and of a year', () => {
    expect(dayAfter('2026-11-30', 1)).toBe('2026-12-01')
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01')
    expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28')
  })

  it('[A1] a booking for soon begins at the next quarter of an hour', () => {
    expect(nextQuarter(Date.UTC(2026, 10, 23, 2, 1))).toBe(Date.UTC(2026, 10, 23, 2, 15))
    expect(nextQuarter(Date.UTC(2026, 10, 23, 2, 15))).toBe(Date.UTC(2026, 10, 23, 2, 15))
  })
})
