import { describe, expect, test } from 'vitest'
import { actionsFor, mayAsk } from '../../src/sync/tablet-state.ts'
import { PATHS } from '../../src/sync/wire.ts'
import { TABLET_PATHS } from '../../src/sync/wire-tablets.ts'

const HOUR_MS = 3_600_000
const all = [...Object.values(PATHS), ...Object.values(TABLET_PATHS)]

describe('what a tablet may ask', () => {
  test('[SEC10] everything while it is enrolled; afterwards only what takes its work in', () => {
    expect(all.filter((path) => !mayAsk('enrolled', path))).toEqual([])
    for (const state of ['retired', 'stolen', 'wiped'] as const)
      expect(all.filter((path) => mayAsk(state, path))).toEqual([
        ...[PATHS.hello, PATHS.push, PATHS.missing, TABLET_PATHS.wiped],
      ])
  })

  test('[SEC10] [S4] whoever was taken out is told to wipe, and before that to offer again what a restored server may lack', () => {
    for (const state of ['retired', 'stolen', 'wiped'] as const) {
      const of = (isKnown: boolean) => actionsFor(state, { isKnown, rotatedAt: 0, now: 99 * HOUR_MS })
      expect(of(true)).toEqual(['upload_only', 'wipe'])
      expect(of(false)).toEqual(['upload_only', 'reoffer', 'wipe'])
    }
  })

  test('[SEC9] a token is exchanged after a day, also where the clock was set back', () => {
    const of = (hours: number) =>
      actionsFor('enrolled', { isKnown: true, rotatedAt: 0, now: hours * HOUR_MS })
    expect([of(0), of(23.9), of(24), of(-30)]).toEqual([[], [], ['rotate'], ['rotate']])
  })
})
