import { expect, test } from 'vitest'
import type { StaffId } from '../../../src/domain/ids.ts'
import { manages, maySignIn, type Staff, type StaffRole } from '../../../src/domain/people/staff.ts'

const person = (id: string, role: StaffRole, away = false): Staff => ({
  ...{ id: id as StaffId, name: id, role, away, sample: false, hasPin: true },
})

test('managers run the shop; where there is none everybody does; who is away or unknown never', () => {
  const staff = [person('m', 'manager'), person('c', 'consultant'), person('gone', 'manager', true)]
  expect(['m', 'c', 'gone', 'nobody', null].map((who) => manages(staff, who))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
  const few = [person('c', 'consultant'), person('f', 'frontDesk', true)]
  expect(['c', 'f', 'nobody', null].map((who) => manages(few, who))).toEqual([true, false, false, false])
  expect(manages([person('gone', 'manager', true), person('c', 'consultant')], 'c')).toBe(false)
})

test('the last manager still runs the shop from leave: who else could end it?', () => {
  const away = [person('m', 'manager', true), person('n', 'manager', true), person('c', 'consultant')]
  expect(['m', 'n', 'c'].map((who) => manages(away, who))).toEqual([true, true, false])
})

test('whoever is on leave may not sign in, save for a manager where no other is at work', () => {
  const staff = [person('m', 'manager', true), person('c', 'consultant'), person('d', 'frontDesk', true)]
  const may = (all: readonly Staff[]) => ['m', 'c', 'd', 'x'].map((who) => maySignIn(all, who as StaffId))
  expect(may(staff)).toEqual([true, true, false, false])
  expect(may([...staff, person('n', 'manager')])).toEqual([false, true, false, false])
})

test('whoever only looks on runs no shop, one without a manager included', () => {
  const few = [person('i', 'inspector'), person('c', 'consultant')]
  expect(['i', 'c'].map((who) => manages(few, who))).toEqual([false, true])
})
