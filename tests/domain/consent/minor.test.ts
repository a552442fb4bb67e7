import { expect, test } from 'vitest'
import { bornTyped } from '../../../src/domain/consent/born-typed.ts'
import { ageOn, bornFrom, presenceField, presentAt, youthOf } from '../../../src/domain/consent/minor.ts'

test.each([
  ['2012-11', '2026-11-30', 13],
  ['2012-11', '2026-12-01', 14],
  ['2012-12', '2026-12-31', 13],
  ['2012-12', '2027-01-01', 14],
  ['2012-01', '2026-02-01', 14],
  [null, '2026-11-26', null],
  ['2012-13', '2026-11-26', null],
])('[SEC16] born %s, on %s: %s, never too early by a day', (born, day, age) => {
  expect(ageOn(born, day)).toBe(age)
})

test('[SEC16] under 14 a guardian decides, under 18 nobody is photographed, below the shop’s age nobody is served', () => {
  const on = '2026-11-26'
  expect(youthOf(null, on, 14)).toEqual({ isMinor: false, isChild: false, isTooYoung: false })
  expect(youthOf('2008-10', on, 14)).toEqual({ isMinor: false, isChild: false, isTooYoung: false })
  expect(youthOf('2010-01', on, 14)).toEqual({ isMinor: true, isChild: false, isTooYoung: false })
  expect(youthOf('2014-01', on, 14)).toEqual({ isMinor: true, isChild: true, isTooYoung: true })
  expect(youthOf('2014-01', on, 10)).toEqual({ isMinor: true, isChild: true, isTooYoung: false })
})

test('only a month is a month of birth', () => {
  expect(['2013-05', '2013-5', '2013-05-02', '213-05', 5, null, undefined].map(bornFrom)).toEqual([
    '2013-05',
    ...Array(6).fill(null),
  ])
})

test('a month of birth is understood as people write it', () => {
  const july = [
    '2013-7',
    '2013-07',
    '2013/07',
    '2013.7',
    '2013 7',
    '2013年7月',
    '2013年07月',
    ' 2013 年 7 月 ',
  ]
  const more = ['201307', '２０１３年７月', '2013-07-15', '2013年7月15日', '7/2013', '2013／7', '2013年7']
  for (const typed of [...july, ...more]) expect(bornTyped(typed), typed).toBe('2013-07')
  for (const typed of ['', '2013', '2013-13', '13-07', '1-2', '七月', '20137', '102年5月'])
    expect(bornTyped(typed), typed).toBeNull()
})

test('[SEC16] who came along with a child is said anew at every visit', () => {
  const first = presenceField({}, { visitId: 'v1', guardian: ' 王芳 ', at: 1, by: 'u1' })
  expect(first).toEqual({ 'present#1': { visitId: 'v1', guardian: '王芳', at: 1, by: 'u1' } })
  const both = { ...first, ...presenceField(first, { visitId: 'v2', guardian: '王强', at: 2, by: 'u1' }) }
  expect(presentAt(both, 'v1')?.guardian).toBe('王芳')
  expect(presentAt(both, 'v2')?.guardian).toBe('王强')
  expect(presentAt(both, 'v3')).toBeNull()
})
