/** What the visit screen decides without a screen: rows, the foot, signatures, readings, times, the dial. */
import { describe, expect, test } from 'vitest'
import type { StaffId } from '../../../src/domain/ids.ts'
import { NOBODY, namedField } from '../../../src/domain/people/named.ts'
import type { Staff } from '../../../src/domain/people/staff.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { text } from '../../../src/domain/procedure/nic-01-a/text-zh-cn.ts'
import type { StepView } from '../../../src/domain/procedure/view.ts'
import type { SteamClock } from '../../../src/domain/urn/clock.ts'
import { all as en } from '../../../src/ui/strings/en/all.ts'
import { sync as enSync } from '../../../src/ui/strings/en/sync.ts'
import { all as strings } from '../../../src/ui/strings/zh-cn/all.ts'
import { sync as cnSync } from '../../../src/ui/strings/zh-cn/sync.ts'
import { all as hant } from '../../../src/ui/strings/zh-hant/all.ts'
import { sync as hantSync } from '../../../src/ui/strings/zh-hant/sync.ts'
import { minSec, nearestInstantOf } from '../../../src/ui/visit/format.ts'
import { readingDraft } from '../../../src/ui/visit/sheets/reading-draft.ts'
import { problemWords } from '../../../src/ui/visit/stage/refusal-words.ts'
import { choiceShape, chosenAfter, groupState, rowsOf } from '../../../src/ui/visit/stage/rows.ts'
import { isSecondTap } from '../../../src/ui/visit/stage/second-tap.ts'
import { spoken, valueWords } from '../../../src/ui/visit/stage/value-words.ts'
import { dialOf } from '../../../src/ui/visit/steam/dial-of.ts'
import { drawnStrokes, keptStrokes } from '../../../src/ui/visit/steps/signature-strokes.ts'
import { doerName } from '../../../src/ui/visit/steps/use-step.ts'

const MIN = 60_000
const START = Date.UTC(2026, 10, 23, 2, 28)
const words = { text, strings, timeZone: 'Asia/Shanghai' }

function stepOf(id: string) {
  const found = structure.stages.flatMap(({ steps }) => steps).find((one) => one.id === id)
  if (!found) throw new Error(`no step ${id}`)
  return found
}

function viewOf(id: string, state: StepView['state'] = 'open'): StepView {
  return { step: stepOf(id), state, answer: null, answers: [], blocked: null, satisfied: true }
}

describe('rows', () => {
  test('steps of a group stand in one row where the first of them stands; the urn’s own have no row', () => {
    const stage = structure.stages.find(({ id }) => id === 'A5')
    const rows = rowsOf(
      (stage?.steps ?? []).map(({ id }) => viewOf(id)),
      structure.clock,
    )
    const names = rows.map((row) => (row.kind === 'group' ? row.id : row.view.step.id))
    expect(names.slice(0, 5)).toEqual(['A5-invite', 'A5.7-water', 'A5.7-balance', 'A5-shower', 'A5.8-locker'])
    expect(names).not.toContain(structure.clock.start)
  })

  test('a group of which one step applies is an ordinary row', () => {
    expect(rowsOf([viewOf('A4.6-sit')], structure.clock)).toMatchObject([{ kind: 'step' }])
  })

  test('a group is open as long as one of its steps is', () => {
    expect(groupState([viewOf('AN3-mask', 'done'), viewOf('A2.1-greet')])).toBe('open')
    expect(groupState([viewOf('AN3-mask', 'done'), viewOf('A2.1-greet', 'notDone')])).toBe('done')
    expect(groupState([viewOf('AN3-mask', 'notDone')])).toBe('notDone')
  })

  test('what nobody was signed in for says so, and then whose it was', () => {
    const off = { value: { how: 'stop', reason: 'emergency' }, at: START, by: NOBODY }
    const zhou = { id: 'u2' as StaffId, name: '周敏' } as Staff
    expect(doerName(off, {}, [zhou], strings)).toBe(strings.visit.nobodyYet)
    const named = namedField('A6.6-off#1', off, zhou.id, { by: zhou.id, now: START + MIN })
    expect(doerName(off, named, [zhou], strings)).toBe('周敏')
    expect(doerName({ ...off, at: START + 1 }, named, [zhou], strings)).toBe(strings.visit.nobodyYet)
    expect(doerName({ ...off, by: zhou.id }, {}, [zhou], strings)).toBe('周敏')
  })

  test('among many, "nothing" stands alone', () => {
    expect(chosenAfter(['heart'], ['none', 'heart'])).toEqual(['none'])
    expect(chosenAfter(['none'], ['none', 'heart'])).toEqual(['heart'])
    expect(chosenAfter(['heart', 'age'], ['heart'])).toEqual(['heart'])
  })

  test('contraindications have a sheet of their own, few options stand beside the label', () => {
    const shapeOf = (id: string) => {
      const one = stepOf(id)
      return one.kind === 'choose' ? choiceShape(one) : null
    }
    expect(shapeOf('A4.2-contraindications')).toBe('sheet')
    expect(shapeOf('A5.7-balance')).toBe('beside')
    expect(shapeOf('A7.8-colour')).toBe('below')
  })
})

describe('words', () => {
  test('what the form, the visit and a difference call somebody who needs care is one word', () => {
    for (const [all, sync] of [
      [strings, cnSync],
      [hant, hantSync],
      [en, enSync],
    ] as const) {
      const { bodies } = all.guests.form
      const { weak, lowSugar } = all.visit.guest
      expect([weak, lowSugar]).toEqual([bodies.weak, bodies.lowSugar])
      const { fields } = sync.conflicts
      expect([fields.weak, fields.lowSugar]).toEqual(
        [bodies.weak, bodies.lowSugar].map((one) => one.toLowerCase()),
      )
    }
  })

  test('a reading is told with its unit, parts of one unit together', () => {
    expect(valueWords(stepOf('A4.3-bp'), { systolic: 108, diastolic: 68, pulse: 72 }, words)).toBe(
      '108/68 mmHg · 72 次/分',
    )
    expect(valueWords(stepOf('A4.8-temperature'), { degrees: 22.5 }, words)).toBe('22.5 ℃')
  })

  test('what was left out is told with its reason, in the house’s words or the person’s own', () => {
    expect(valueWords(stepOf('A4.4-cct'), { notDone: 'noTime' }, words)).toBe('未做：来不及')
    expect(valueWords(stepOf('A4.4-cct'), { notDone: '仪器送修' }, words)).toBe('未做：仪器送修')
  })

  test('a time that was taken is told from when to when', () => {
    const value = { startedAt: START, endedAt: START + 6 * MIN }
    expect(valueWords(stepOf('A5.9-shower'), value, words)).toBe('10:28–10:34 · 6 分')
  })

  test('the shop’s and the guest’s names are filled in', () => {
    expect(spoken('{guest}您好，欢迎光临{shop}！', '南门店', '王女士')).toBe('王女士您好，欢迎光临南门店！')
  })

  test.each([strings, en, hant])('every refusal has its sentence in each language', (language) => {
    const codes = Object.keys(strings.visit.refused).filter((code) => !/Plain$|^noPlace$/.test(code))
    const sentences = codes.map((refused) => problemWords({ refused: refused as 'gate' }, text, language))
    expect(new Set(sentences).size).toBeGreaterThan(20)
    expect(sentences.every((sentence) => sentence.length > 5)).toBe(true)
    expect(problemWords({ failed: 'notSaved' }, text, language)).toBe(language.visit.failed)
  })
})

test.each([strings, en, hant])('[D13] a limit is told by what it is about', (language) => {
  const { clock } = structure
  const told = [
    problemWords({ refused: 'limit', detail: 'spent' }, text, language),
    problemWords({ refused: 'limit', detail: 'plannedMin' }, text, language),
    problemWords({ refused: 'limit', detail: 'mistaken' }, text, language),
    problemWords({ refused: 'limit', stepId: clock.off }, text, language, clock),
    problemWords({ refused: 'limit', stepId: stepOf('A7.8-photo').id }, text, language, clock),
    problemWords({ refused: 'limit' }, text, language, clock),
  ]
  expect(new Set(told).size).toBe(told.length)
})

describe('a second tap at one place', () => {
  const row = document.createElement('button')
  const other = document.createElement('button')
  const first = { x: 300, y: 400, at: 1000, on: row }

  test('counts for nothing where another button has moved there', () => {
    expect(isSecondTap(first, { ...first, at: 1180, on: other })).toBe(true)
    expect(isSecondTap(first, { ...first, at: 1600, on: other })).toBe(false)
    expect(isSecondTap(first, { ...first, y: 470, at: 1180, on: other })).toBe(false)
  })

  test('counts on the same button, as a stepper is tapped', () => {
    expect(isSecondTap(first, { ...first, at: 1180 })).toBe(false)
    expect(isSecondTap(null, first)).toBe(false)
  })
})

describe('a signature', () => {
  const size = { width: 300, height: 120 }

  test('without ink, or with a touch alone, it is blank', () => {
    expect(keptStrokes([], size)).toBe('blank')
    expect(keptStrokes([[{ x: 5, y: 5 }]], size)).toBe('blank')
  })

  test('is kept as strokes on a pad of one width, whatever the screen’s was', () => {
    const kept = keptStrokes(
      [
        [
          { x: 0, y: 10 },
          { x: 150, y: 60 },
        ],
      ],
      size,
    )
    expect(kept).toBe('600 240;M0 20L300 120')
    expect(drawnStrokes(kept)).toEqual({ viewBox: '0 0 600 240', path: 'M0 20L300 120' })
  })

  test('[CS7] a long one loses smoothness and stays within the limit; one beyond that is refused', () => {
    const scribble = (n: number) => [
      Array.from({ length: n }, (_, at) => ({ x: (at * 7) % 300, y: (at * 3) % 120 })),
    ]
    const kept = keptStrokes(scribble(6000), size)
    expect(kept.length).toBeLessThanOrEqual(24 * 1024)
    expect(kept).not.toBe('tooLong')
    expect(keptStrokes(scribble(60_000), size)).toBe('tooLong')
  })

  test('a foreign value draws nothing', () => {
    expect(drawnStrokes('<svg onload=1>')).toBeNull()
  })
})

describe('a reading being entered', () => {
  const step = stepOf('A4.3-bp')
  const draft = (numbers: { [id: string]: number }) =>
    step.kind === 'reading'
      ? readingDraft(step, numbers, (id) => id, strings.visit.reading).missing
      : 'no reading'

  test('[A4.3] what cannot be true is named before what is not entered', () => {
    expect(draft({ systolic: 300 })).toContain('systolic')
    expect(draft({ systolic: 120 })).toBe('请填diastolic')
    expect(draft({ systolic: 120, diastolic: 80 })).toBeNull()
  })
})

describe('times', () => {
  test('what is left is rounded up, what was used is rounded down', () => {
    expect(minSec(59_001, 'up')).toBe('1:00')
    expect(minSec(59_999)).toBe('0:59')
    expect(minSec(-5, 'up')).toBe('0:00')
  })

  test('a time entered by the shop’s clock is the nearest such instant, also across midnight', () => {
    const now = Date.UTC(2026, 10, 22, 16, 10)
    expect(nearestInstantOf(0, 5, now, 'Asia/Shanghai')).toBe(now - 5 * MIN)
    expect(nearestInstantOf(23, 50, now, 'Asia/Shanghai')).toBe(now - 20 * MIN)
    expect(nearestInstantOf(0, 55, now, 'Asia/Shanghai')).toBe(now + 45 * MIN)
  })
})

describe('the dial of a clock', () => {
  const clock: SteamClock = {
    startAt: START,
    setting: '1',
    plannedMin: 30,
    deadlineAt: START + 30 * MIN,
    askAt: START + 20 * MIN,
    plannedEndAt: START + 30 * MIN,
    elapsedMs: 12.4 * MIN,
    remainingMs: 17.6 * MIN,
    overMs: 0,
    phase: 'steaming',
    away: null,
    isAwayOver: false,
    checks: [{ minute: 5, dueAt: START + 5 * MIN, state: 'done', lateMs: 0, found: [] }],
    goOn: null,
    offAt: null,
    isAhead: false,
    outDueAt: null,
    next: null,
  }

  test('shows what is left in the middle and what has passed below', () => {
    expect(dialOf(clock, '王女士', strings)).toMatchObject({
      label: '17:36',
      sub: '已蒸 12 分，满 30 分关瓮',
      askMin: 20,
      asked: 'waiting',
    })
  })

  test('[D13] after a start by mistake the ring begins with the time already spent', () => {
    const shorter = { ...clock, deadlineAt: START + 28 * MIN, plannedEndAt: START + 28 * MIN, elapsedMs: 0 }
    expect(dialOf(shorter, '王女士', strings)).toMatchObject({ elapsedMin: 2, checks: [{ minute: 7 }] })
  })

  test('[D13] past the deadline it counts up', () => {
    const over: SteamClock = { ...clock, phase: 'over', overMs: 65_000, remainingMs: 0 }
    expect(dialOf(over, '王女士', strings)).toMatchObject({ label: '+1:05', over: true })
  })
})
