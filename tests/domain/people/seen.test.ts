import { describe, expect, test } from 'vitest'
import { guestFrom } from '../../../src/domain/people/guest.ts'
import { asSeen, isAboutHealth, maskedName, seenBy } from '../../../src/domain/people/seen.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'

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
