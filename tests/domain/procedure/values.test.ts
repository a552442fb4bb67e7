import { describe, expect, test } from 'vitest'
import { findStep } from '../../../src/domain/procedure/outline.ts'
import { isBlocking, parseValue, wantsApproval } from '../../../src/domain/procedure/values.ts'
import { emptyRun, MIN, T0 } from './play.ts'

const times = { earliest: T0 - 60 * MIN, now: T0 }
function of(stepId: string) {
  const place = findStep(emptyRun(), stepId)
  if (!place) throw new Error(stepId)
  return place.step
}
const parse = (stepId: string, value: unknown) => parseValue(of(stepId), value, times)

describe('values', () => {
  test.each([
    ['greet-seat', true],
    ['greet-say', true],
    ['talk-who', 'same'],
    ['talk-health', ['none', 'liver']],
    ['prep-water', 0],
    ['prep-water', 9],
    ['talk-bp', { high: 120, low: 75 }],
    ['talk-bp', { high: 60, low: 30, pulse: 220 }],
    ['talk-air', { degrees: 23.5 }],
    ['room-set', true],
    ['room-set', { missing: ['mat'] }],
    ['room-heat', { startedAt: T0 - MIN }],
    ['room-heat', { startedAt: T0 - MIN, endedAt: T0 }],
    ['steam-drink', true],
    ['steam-drink', 'salt'],
    ['greet-note', '喜静'],
    ['after-photo', { ref: 'sha256-1' }],
    ['after-photo', { jpeg: 'data:image/jpeg;base64,AAAA' }],
    ['talk-consent', { strokes: 'M0 0', signer: '王女士' }],
    ['talk-consent', { paper: true, where: '前台文件夹' }],
    ['greet-seat', { notDone: 'noTime' }],
  ])('[M2] %s takes %j as it is', (stepId, value) => {
    expect(parse(stepId, value)).toEqual({ value })
  })

  test.each([
    ['greet-seat', false, 'badValue'],
    ['greet-seat', 'yes', 'badValue'],
    ['greet-seat', { notDone: '' }, 'needsReason'],
    ['talk-who', 'nobody', 'badValue'],
    ['talk-who', ['same'], 'badValue'],
    ['talk-health', 'none', 'badValue'],
    ['talk-health', [], 'badValue'],
    ['talk-health', ['none', 'none'], 'badValue'],
    ['prep-water', -1, 'badValue'],
    ['prep-water', 1.5, 'badValue'],
    ['prep-water', 10, 'implausible'],
    ['talk-bp', { high: 120 }, 'badValue'],
    ['talk-bp', { high: '120', low: 75 }, 'badValue'],
    ['talk-bp', { high: 120, low: 75, mood: 3 }, 'badValue'],
    ['talk-bp', { high: 301, low: 75 }, 'implausible'],
    ['talk-bp', { high: 120, low: 5 }, 'implausible'],
    ['talk-bp', { high: Number.NaN, low: 75 }, 'badValue'],
    ['talk-bp', { high: 120.5, low: 75 }, 'badValue'],
    ['room-set', { missing: ['piano'] }, 'badValue'],
    ['room-heat', { startedAt: T0 + 5 * MIN }, 'inFuture'],
    ['room-heat', { startedAt: T0 - MIN, endedAt: T0 + 5 * MIN }, 'inFuture'],
    ['room-heat', { startedAt: T0 - 90 * MIN }, 'beforeStart'],
    ['room-heat', { startedAt: T0 - MIN, endedAt: T0 - 2 * MIN }, 'beforeStart'],
    ['room-heat', true, 'badValue'],
    ['steam-drink', 'wine', 'badValue'],
    ['greet-note', '   ', 'badValue'],
    ['greet-note', 'x'.repeat(2001), 'limit'],
    ['after-photo', { ref: '' }, 'badValue'],
    ['after-photo', { jpeg: 'data:text/html;base64,AAAA' }, 'badValue'],
    ['after-photo', { jpeg: `data:image/jpeg;base64,${'A'.repeat(24 * 1024)}` }, 'limit'],
    ['talk-consent', { strokes: '' }, 'badValue'],
    ['talk-consent', { paper: true }, 'needsReason'],
    ['talk-consent', null, 'badValue'],
  ])('[A4.3] %s does not take %j: %s', (stepId, value, code) => {
    expect(parse(stepId, value)).toMatchObject({ refused: code })
  })

  test('[CS7] a signature of more than 22 KB is not stored', () => {
    expect(parse('talk-consent', { strokes: 'x'.repeat(22 * 1024) })).toHaveProperty('value')
    expect(parse('talk-consent', { strokes: 'x'.repeat(22 * 1024 + 1) })).toMatchObject({ refused: 'limit' })
  })

  test('[A4.3] systolic and diastolic the wrong way round are asked again', () => {
    expect(parse('talk-bp', { high: 80, low: 120 })).toEqual({ refused: 'implausible', detail: 'high' })
    expect(parse('talk-bp', { high: 100, low: 100 })).toEqual({ refused: 'implausible', detail: 'high' })
  })

  test('[A4.3] an implausible part is named, so that it is asked again', () => {
    expect(parse('talk-bp', { high: 120, low: 500 })).toEqual({ refused: 'implausible', detail: 'low' })
  })

  test('[M2] only known parts are stored', () => {
    expect(parse('after-photo', { ref: 'a', junk: 1 })).toEqual({ value: { ref: 'a' } })
    expect(parse('room-set', { missing: [] })).toEqual({ value: true })
  })

  test('[D1] an unusual reading wants approval at a gate and nowhere else', () => {
    expect(wantsApproval(of('talk-bp'), { high: 150, low: 75 })).toBe(true)
    expect(wantsApproval(of('talk-bp'), { high: 140, low: 90 })).toBe(false)
    expect(wantsApproval(of('talk-air'), { degrees: 30 })).toBe(false)
  })

  test('[D17] verdicts come from the chosen options', () => {
    expect(wantsApproval(of('talk-health'), ['tablets'])).toBe(true)
    expect(isBlocking(of('talk-health'), ['none', 'fever'])).toBe(true)
    expect(isBlocking(of('talk-health'), ['none'])).toBe(false)
  })
})
