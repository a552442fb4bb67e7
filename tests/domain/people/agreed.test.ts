/** Nothing agreed is nothing kept, of a guest's own record too: what a form holds beyond it is not written. */
import { describe, expect, test } from 'vitest'
import type { ConsentAct } from '../../../src/domain/consent/consent.ts'
import type { Guest } from '../../../src/domain/people/guest.ts'
import { numberedFields } from '../../../src/domain/people/numbered.ts'
import { NEW_GUEST, planGuest, writableOf } from '../../../src/domain/people/plan-guest.ts'
import { asJson } from '../../../src/domain/procedure/plan.ts'
import type { Fields, SyncRecord } from '../../../src/sync/record.ts'
import { actOf } from '../consent/sample-acts.ts'

const DAY = '2026-11-23'
const HEALTH = { serious: true, weak: true, lowSugar: true, organs: ['liver'], cautions: ['怕热'] }
const OWN = { ...HEALTH, preferences: ['热水'] }
const grown = { ...NEW_GUEST, name: '王秀兰', address: '王女士', phone: '10000006218', ...OWN }
const child = { ...grown, name: '小满', address: '许女士', born: '2016-05' }

const recordOf = (table: string, fields: Fields): SyncRecord => ({
  ...{ table, id: 'g', rev: 1, clocks: {} },
  fields,
})
const said = (...acts: readonly Partial<ConsentAct>[]) =>
  recordOf(
    'consents',
    Object.fromEntries(acts.map((act, at) => [`record#${at + 1}`, asJson(actOf('record', act))])),
  )
function written(
  draft: typeof grown | typeof child,
  { before, consents }: { readonly before?: Fields; readonly consents?: SyncRecord } = {},
): Fields | undefined {
  const ground = { before: before && recordOf('guests', before), consents, day: DAY }
  const plan = planGuest('g', draft, ground)
  return 'changes' in plan ? plan.changes[0]?.fields : { refused: plan.refused }
}

describe('[B4.3] of a guest who has not agreed to a record', () => {
  test.each([
    ['was never asked', undefined],
    ['said no', said({ given: false, how: 'said' })],
    ['took it back', said({}, { given: false, how: 'said' })],
    ['agreed to something else', recordOf('consents', { 'readings#1': asJson(actOf('readings')) })],
  ])('and %s, a new record holds who they are and nothing of health', (_what, consents) => {
    const fields = written(grown, { consents })
    expect(fields).toMatchObject({ name: '王秀兰', address: '王女士', phone: '10000006218' })
    for (const name of Object.keys(OWN)) expect(fields, name).not.toHaveProperty(name)
  })

  test('nothing of it comes into a record that stands, beside what else is changed', () => {
    const before = { name: '王秀兰', address: '王女士' }
    expect(written({ ...grown, trial: false }, { before })).toEqual({ phone: '10000006218' })
  })

  test('what stood there before stays, and may be cleared, whole or a word of it', () => {
    const before = { name: '王秀兰', address: '王女士', phone: '10000006218', trial: true, ...OWN }
    expect(written(grown, { before })).toBeUndefined()
    const cleared = { ...grown, serious: false, organs: [], cautions: [] }
    expect(written(cleared, { before })).toEqual({ serious: false, organs: [], cautions: [] })
    const some = { ...before, cautions: ['怕热', '怕闷'] }
    expect(written({ ...grown, cautions: ['怕闷'] }, { before: some })).toEqual({ cautions: ['怕闷'] })
    expect(written({ ...grown, cautions: ['怕闷', '晕'] }, { before: some })).toBeUndefined()
  })

  test('after a yes, also one on paper, all of it is kept', () => {
    expect(written(grown, { consents: said({}) })).toMatchObject(OWN)
    const paper = said({ how: 'paper', paper: '前台', signature: undefined })
    expect(written(grown, { before: { name: '王秀兰' }, consents: paper })).toMatchObject(OWN)
  })
})

describe('[B4.3] of a child under 14', () => {
  const called = { name: '小满', address: '小满', gender: 'female', born: '2016-05', trial: true }

  test('nothing but what they are called, their month of birth and what the room is laid by, before a guardian agrees', () => {
    expect(written(child)).toEqual(called)
    expect(written(child, { consents: said({}) }), 'their own yes').toEqual(called)
    const card = { name: '调理卡', openedOn: DAY }
    expect(written({ ...child, card } as unknown as typeof child)).toEqual({ ...called })
  })

  test('and all of it once one has', () => {
    const consents = said({ guardian: '许文' })
    expect(written(child, { consents })).toMatchObject({ ...OWN, phone: '10000006218' })
  })

  test('a phone that stood there stays, and may be cleared', () => {
    const before = { ...called, phone: '1', ...OWN }
    expect(written({ ...child, phone: '2' }, { before })).toBeUndefined()
    expect(written({ ...child, phone: null } as unknown as typeof child, { before })).toEqual({ phone: null })
  })

  test('whose month of birth is missing, is not understood or is still to come is not kept, and told apart', () => {
    const born = ['', ' ', 'July', '2013-13', '2026-12']
    expect(born.map((one) => written({ ...child, born: one })?.refused)).toEqual([
      ...['bornMissing', 'bornMissing', 'bornUnclear', 'bornUnclear', 'bornUnclear'],
    ])
  })

  test('from 14 on they decide themselves', () => {
    const { phone } = written({ ...child, born: '2012-10' }) ?? {}
    expect(phone).toBe('10000006218')
    expect(written({ ...child, born: '2012-11' }), 'only the month after').not.toHaveProperty('phone')
  })
})

test('[B4.3] of a guest under a number nothing is written but what the room is laid by, whatever they agree to', () => {
  const before = { ...numberedFields('0417'), gender: 'female' }
  const draft = { ...grown, gender: 'male' as const }
  expect(written(draft, { before, consents: said({}) })).toEqual({ gender: 'male' })
})

test('[B4.3] a minor whose month of birth is not known yet is taken for a child', () => {
  const of = (born: string | null): Pick<Guest, 'numbered' | 'born'> => ({ numbered: false, born })
  expect([null, '', '2016-05', '2010-05'].map((born) => writableOf(of(born), {}, DAY))).toEqual([
    ...['unasked', 'child', 'child', 'unasked'],
  ])
})
