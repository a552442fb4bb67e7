/** Whatever in the screens writes records asks the table of rights first, or says why it need not (SEC7). */
import { expect, test } from 'vitest'
import { isCare, type Table } from '../../src/domain/people/rights.ts'
import { filesBelow } from './sources.ts'

/** Where records are written, and which. `save` asks by itself; what goes past it says why nothing is asked there. */
type Way = 'save' | 'care' | 'said by all' | 'before anybody has a right'
const WRITERS: { readonly [file: string]: readonly [Way, ...Table[]] } = {
  'alarm/use-going.ts': ['save', 'alarms', 'attention'],
  'emergency/use-name.ts': ['care', 'visits', 'attention'],
  'emergency/use-summoned.ts': ['save', 'attention'],
  'guests/GuardianSheet.tsx': ['save', 'guests'],
  'guests/GuestForm.tsx': ['save', 'guests'],
  'guests/rights/EraseSheet.tsx': ['save', 'erasures'],
  'guests/use-access.ts': ['said by all', 'access'],
  'guests/use-decide.ts': ['save', 'consents', 'guests'],
  'guests/use-withdraw.ts': ['save', 'consents'],
  'lock/FirstPin.tsx': ['before anybody has a right', 'staff', 'shop'],
  'lock/NamelessUrns.tsx': ['save', 'visits'],
  'lock/PinSheet.tsx': ['save', 'staff'],
  'lock/RecoverSheet.tsx': ['before anybody has a right', 'staff'],
  'lock/RenewSheet.tsx': ['save', 'shop'],
  'setup/make-shop.ts': ['before anybody has a right', 'shop', 'staff', 'rooms', 'urns', 'procedures'],
  'shell/use-newer-procedure.ts': ['said by all', 'procedures', 'shop'],
  'shop/EditSheet.tsx': ['save', 'shop', 'rooms', 'urns', 'staff'],
  'shop/StaffSection.tsx': ['save', 'staff'],
  'shop/retention/DueSheet.tsx': ['save', 'erasures'],
  'state/dispatch.ts': ['care', 'visits', 'turnovers'],
  'state/incidents.ts': ['care', 'attention'],
  'state/tell-others.ts': ['care', 'attention'],
  'state/under-number.ts': ['care', 'visits', 'guests'],
  'state/wanted.ts': ['care', 'alarms'],
  'sync/use-judge.ts': ['save', 'attention'],
  'sync/use-settle.ts': ['save', 'conflicts'],
  'today/BookingSheet.tsx': ['save', 'bookings'],
  'today/LineSheet.tsx': ['save', 'bookings'],
  'today/use-arrive.ts': ['save', 'bookings'],
}

test('[SEC7] whatever writes records saves by the way that asks, or says why it need not', () => {
  const found = filesBelow('src/ui', /\.tsx?$/)
    .map(({ path, text }) => ({ path: path.slice('src/ui/'.length), text }))
    .filter(({ path }) => path !== 'state/save.ts')
    .map(({ path, text }) => ({
      path,
      saves: /\buseSave\(\)/.test(text),
      commits: /\bcommit(<[^(]*>)?\(/.test(text),
    }))
    .filter(({ saves, commits }) => saves || commits)
  expect(found.map(({ path }) => path).sort()).toEqual(Object.keys(WRITERS).sort())
  for (const { path, commits } of found) {
    const [way] = WRITERS[path] ?? []
    expect(way === 'save', path).toBe(!commits)
  }
  for (const [path, [way, ...tables]] of Object.entries(WRITERS))
    if (way === 'care')
      expect(
        tables.some((table) => isCare({ table, id: 'x' })),
        path,
      ).toBe(true)
})
