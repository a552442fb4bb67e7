import { describe, expect, test } from 'vitest'
import type { Json } from '../../../src/base/json.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { guestFrom } from '../../../src/domain/people/guest.ts'
import { answerAsSeen, asSeen, isAboutHealth, maskedName, seenBy } from '../../../src/domain/people/seen.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import type { Answer } from '../../../src/domain/procedure/run.ts'

const WANG = guestFrom({
  ...{ table: 'guests', id: 'g1', rev: 1, clocks: {} },
  fields: {
    ...{
      name: '王秀兰',
      address: '王女士',
      phone: '10000006218',
      card: { name: '调理卡', openedOn: '2026-05-01' },
    },
    ...{
      serious: true,
      weak: true,
      lowSugar: true,
      organs: ['liver'],
      cautions: ['怕热'],
      preferences: ['音乐'],
    },
  },
})

describe('what is seen of a guest', () => {
  test.each([
    ['all', true, 'all'],
    ['all', false, 'all'],
    ['today', true, 'all'],
    ['today', false, 'masked'],
    ['noHealth', false, 'noHealth'],
    ['none', true, 'masked'],
    ['clear', true, 'masked'],
    ['own', true, 'masked'],
  ] as const)('[SEC8] who reads %s, with business %s: %s', (level, business, seen) => {
    expect(seenBy(level, business)).toBe(seen)
  })

  test('[SEC8] a mask keeps the form of address and nothing that could be passed on', () => {
    const masked = asSeen(WANG, 'masked')
    expect(masked).toMatchObject({ name: '王**', address: '王女士', phone: null, card: null, cautions: [] })
    expect(JSON.stringify(masked)).not.toMatch(/秀|兰|6218|liver|怕热|音乐|调理卡/)
    expect(masked).toMatchObject({ serious: false, weak: false, lowSugar: false, organs: [] })
    expect([maskedName(' Parker '), maskedName('欧阳明'), maskedName('')]).toEqual(['P**', '欧**', ''])
  })

  test('[SEC8] the front desk knows whom it greets, and nothing of their health', () => {
    const seen = asSeen(WANG, 'noHealth')
    expect(seen).toMatchObject({ name: '王秀兰', phone: '10000006218', preferences: ['音乐'] })
    expect(seen).toMatchObject({ serious: false, weak: false, lowSugar: false, organs: [], cautions: [] })
    expect(asSeen(WANG, 'all')).toBe(WANG)
  })

  test('[SEC8] readings, notes, checks and answers that something hangs on are about health; greeting and identity are not', () => {
    const steps = structure.stages.flatMap((stage) => stage.steps)
    const hidden = steps.filter(isAboutHealth).map(({ id }) => String(id))
    for (const id of ['A4.3-bp', 'A4.2-contraindications', 'A4.2-condition', 'A6.1-check', 'A7.8-colour'])
      expect(hidden, id).toContain(id)
    const ofDesk = structure.stages.filter(({ id }) => ['A1', 'A2', 'A3', 'A11'].includes(id))
    const own = ofDesk.flatMap((stage) => stage.steps).map(({ id }) => String(id))
    // What somebody remembers of a guest is a note like any other (A2.2).
    expect(own.filter((id) => hidden.includes(id))).toEqual(['A2.2-features'])
    expect(hidden).not.toContain('A4.3-identity')
  })
})

describe('[SEC8] an answer as it is seen without health', () => {
  const at = Date.UTC(2026, 10, 23, 2)
  const given = (value: Json, more: object = {}): Answer => ({ value, at, by: 'u1' as StaffId, ...more })
  const stepOf = (wanted: string) => {
    const found = structure.stages.flatMap(({ steps }) => steps).find(({ id }) => id === wanted)
    if (!found) throw new Error(wanted)
    return found
  }
  const looker = { who: 'u9', reasons: ['guestDeclined', 'other'] }
  const seen = (stepId: string, answer: Answer) => answerAsSeen(stepOf(stepId), answer, looker)

  test('of health it says that it was given, when and by whom', () => {
    const bp = given({ systolic: 137, diastolic: 86 }, { note: '头晕', was: { systolic: 150 }, why: '量错' })
    expect(seen('A4.3-bp', bp)).toEqual({ value: null, at, by: 'u1' })
    expect(seen('A6.1-check', given({ found: ['dizzy'] }))).toEqual({ value: null, at, by: 'u1' })
  })

  test('of the rest the value stays, without words beside it', () => {
    expect(seen('A5.7-water', given(2, { note: '说头晕' }))).toEqual({ value: 2, at, by: 'u1' })
    expect(seen('A5.7-water', given(3, { was: 2, why: '头晕才多喝' }))).toMatchObject({
      was: 2,
      why: 'other',
    })
    const left = (reason: string) => seen('A5.7-water', given({ notDone: reason })).value
    expect(left('guestDeclined')).toEqual({ notDone: 'guestDeclined' })
    expect(left('肚子疼')).toEqual({ notDone: 'other' })
    const off = seen('A6.6-off', given({ how: 'stop', reason: 'dizzy' }))
    expect(off.value).toEqual({ how: 'stop', reason: 'other' })
  })

  test('whoever gave it knows it, and the register is the front desk’s own', () => {
    const own = given('dizzy', { by: 'u9' })
    expect(seen('A6.1-between', own)).toBe(own)
    const when = given('周五下午', { note: '要靠窗' })
    expect(seen('A11.2-when', when)).toBe(when)
  })
})
