import { describe, expect, test } from 'vitest'
import type { SyncOverview, Trouble } from '../../../src/db/sync-state.ts'
import { shell as shellEn } from '../../../src/ui/strings/en/shell.ts'
import { sync as en } from '../../../src/ui/strings/en/sync.ts'
import { shell as shellZhCn } from '../../../src/ui/strings/zh-cn/shell.ts'
import { sync as zhCn } from '../../../src/ui/strings/zh-cn/sync.ts'
import { shell as shellZhHant } from '../../../src/ui/strings/zh-hant/shell.ts'
import { sync as zhHant } from '../../../src/ui/strings/zh-hant/sync.ts'
import { clockOff, situationOf, toneOf } from '../../../src/ui/sync/situation.ts'
import { intentWords, reasonOf } from '../../../src/ui/sync/words.ts'

const NOW = Date.UTC(2026, 10, 23, 4)
const WELL: SyncOverview = {
  shop: 's1',
  joinable: null,
  joinableName: null,
  trouble: null,
  offsetMs: 0,
  lastContactAt: NOW,
  lastPullAt: NOW,
  waiting: 0,
  oldestAt: null,
  snapshot: null,
  isComplete: true,
  unapplied: [],
}
const of = (parts: Partial<SyncOverview>) => situationOf({ ...WELL, ...parts }, NOW)

describe('where the tablet stands', () => {
  test('[C9] is told by what waits and since when, not by a connection', () => {
    expect(of({})).toBe('synced')
    expect(of({ waiting: 1, oldestAt: NOW - 900 })).toBe('sending')
    expect(of({ waiting: 1, oldestAt: NOW - 60_000 })).toBe('waiting')
    expect(of({ isComplete: false })).toBe('fetching')
    expect(of({ snapshot: { done: 1, total: 9 } })).toBe('fetching')
    expect(of({ shop: null, lastContactAt: null, waiting: 3, oldestAt: NOW })).toBe('alone')
  })

  test('[C9] a trouble goes before everything else, and only what needs a hand is marked as such', () => {
    const troubles: readonly Trouble[] = [
      'unreachable',
      'notOurServer',
      'serverFault',
      'otherShop',
      'halfMade',
      'loopbackOnly',
      'version',
      'refused',
      'store',
    ]
    for (const code of troubles) {
      const situation = of({ trouble: { code, since: NOW }, waiting: 2, oldestAt: NOW })
      expect(situation).toBe(code)
      const tone = toneOf(situation, { waiting: 0, toDecide: 0 })
      expect(tone, code).toBe(code === 'unreachable' ? 'plain' : 'amber')
    }
    expect(toneOf('synced', { waiting: 0, toDecide: 0 })).toBe('jade')
    expect(toneOf('synced', { waiting: 0, toDecide: 1 })).toBe('amber')
    expect(toneOf('unreachable', { waiting: 1, toDecide: 0 })).toBe('amber')
  })

  test('[HLC5] a clock is wrong from more than two minutes on, either way', () => {
    expect(clockOff(119_000, NOW)).toBeNull()
    expect(clockOff(-120_000, NOW)).toBeNull()
    expect(clockOff(-723_000, NOW)).toEqual({ minutes: 12, isAhead: true, rightAt: NOW - 723_000 })
    expect(clockOff(180_000, NOW)).toEqual({ minutes: 3, isAhead: false, rightAt: NOW + 180_000 })
  })
})

describe.each([
  ['zh-CN', zhCn, shellZhCn],
  ['zh-Hant', zhHant, shellZhHant],
  ['en', en, shellEn],
] as const)('words in %s', (_language, words, shell) => {
  test('[M7] an intent or a reason of a newer version gets a general word', () => {
    expect(intentWords('visit.off', words)).toBe(words.intents.visit(words.intents.run.off))
    expect(intentWords('turnover.answer', words)).toBe(words.intents.turnover(words.intents.run.answer))
    expect(intentWords('booking.rebook', words)).toBe(words.intents.known['booking.rebook'])
    for (const strange of ['visit.levitate', 'card.sell', '', 'constructor', 'visit.constructor'])
      expect(intentWords(strange, words)).toBe(words.intents.other)
    expect(reasonOf('limit', words)).toBe(words.unapplied.reason.limit)
    expect(reasonOf('toString', words)).toContain('toString')
  })

  test('[HLC5] a difference of the clock is told in minutes, hours, days', () => {
    const spans = [3, 59, 60, 125, 1440, 4 * 1440 + 90].map(shell.clock.span)
    expect(new Set(spans).size).toBe(6)
    expect(spans[3]).toMatch(/2.*5/)
    expect(spans[5]).toMatch(/4.*1/)
  })
})
