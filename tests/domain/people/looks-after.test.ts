import { expect, test } from 'vitest'
import type { StaffId } from '../../../src/domain/ids.ts'
import { mayLookAfter } from '../../../src/domain/people/looks-after.ts'
import type { Staff, StaffRole } from '../../../src/domain/people/staff.ts'

const person = (role: StaffRole, away = false): Staff => ({
  id: role as StaffId,
  name: role,
  ...{ role, away, sample: false, hasPin: true },
})
const staff = (['consultant', 'frontDesk', 'manager', 'inspector'] as const).map((role) => person(role))
const whoMay = (table: 'visits' | 'turnovers') =>
  staff.filter((one) => mayLookAfter(staff, one, table)).map(({ id }) => id as string)

test('[SEC8] a guest is given to those who see what is about health, a room also to the front desk', () => {
  expect(whoMay('visits')).toEqual(['consultant', 'manager'])
  expect(whoMay('turnovers')).toEqual(['consultant', 'frontDesk', 'manager'])
})

test('[SEC7] leave changes nothing of what somebody may be given, and in a shop without a manager all manage', () => {
  const away = person('consultant', true)
  expect(mayLookAfter([...staff, away], away)).toBe(true)
  const desk = person('frontDesk')
  expect(mayLookAfter([desk], desk)).toBe(true)
})
