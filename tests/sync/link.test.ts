import { expect, test } from 'vitest'
import type { Op } from '../../src/sync/change-set.ts'
import { type Link, linkOf, shopMadeBy } from '../../src/sync/link.ts'

const op = (table: string, id: string, create?: true): Op => ({
  ...{ table, id, fields: {} },
  ...(create === undefined ? {} : { create }),
})

test('[CS2] a shop is named by the set that created its record', () => {
  const sets = [
    { uid: 'u1', ops: [op('rooms', 'r1', true)] },
    { uid: 'u2', ops: [op('staff', 's1', true), op('shop', 'shop', true)] },
    { uid: 'u3', ops: [op('shop', 'shop')] },
  ]
  expect(shopMadeBy(sets)).toBe('u2')
})

test.each([
  { what: 'no set at all', sets: [] },
  { what: 'an edit of the shop', sets: [{ uid: 'u1', ops: [op('shop', 'shop')] }] },
  { what: 'another record of that table', sets: [{ uid: 'u1', ops: [op('shop', 'north', true)] }] },
  { what: 'another table', sets: [{ uid: 'u1', ops: [op('visits', 'shop', true)] }] },
])('[CS2] $what makes none', ({ sets }) => {
  expect(shopMadeBy(sets)).toBeNull()
})

const [OWN, OTHER] = ['0199-own', '0199-other']
const linked: Link = { kind: 'linked', shop: OWN }
const cases: readonly {
  readonly when: string
  readonly of: Parameters<typeof linkOf>[0]
  readonly gives: Link
}[] = [
  { when: 'an unlinked shop and an empty server', of: tablet({ made: OWN, waiting: 3 }), gives: linked },
  {
    when: 'a linked tablet and its server',
    of: tablet({ linked: OWN, server: OWN }),
    gives: linked,
  },
  {
    when: 'a linked tablet whose server lost everything',
    of: tablet({ linked: OWN }),
    gives: { kind: 'serverEmpty' },
  },
  {
    when: 'the tablet that made the shop, before any server acknowledged it',
    of: tablet({ linked: OWN, made: OWN, waiting: 3 }),
    gives: linked,
  },
  {
    when: 'a linked tablet that made another shop later, and a server that lost everything',
    of: tablet({ linked: OWN, made: OTHER, waiting: 3 }),
    gives: { kind: 'serverEmpty' },
  },
  {
    when: 'a tablet whose shop the server took without the answer arriving',
    of: tablet({ made: OWN, waiting: 1, server: OWN }),
    gives: linked,
  },
  {
    when: 'a second shop',
    of: tablet({ made: OWN, waiting: 3, server: OTHER }),
    gives: { kind: 'otherShop' },
  },
  {
    when: 'a linked tablet at the server of another shop',
    of: tablet({ linked: OWN, server: OTHER }),
    gives: { kind: 'otherShop' },
  },
  {
    when: 'a linked tablet that made another shop later',
    of: tablet({ linked: OWN, made: OTHER, server: OWN }),
    gives: linked,
  },
  {
    when: 'an empty tablet and a shop',
    of: tablet({ server: OTHER }),
    gives: { kind: 'mayJoin', shop: OTHER },
  },
  { when: 'nothing on either side', of: tablet({}), gives: { kind: 'nothing' } },
  {
    when: 'a set-up that was cut off and an empty server',
    of: tablet({ waiting: 2 }),
    gives: { kind: 'nothing' },
  },
  {
    when: 'a set-up that was cut off and a shop',
    of: tablet({ waiting: 2, server: OTHER }),
    gives: { kind: 'halfMade' },
  },
]

test.each(cases)('[C3] $when: $gives.kind', ({ of, gives }) => {
  expect(linkOf(of)).toEqual(gives)
})

function tablet(of: Partial<Parameters<typeof linkOf>[0]>): Parameters<typeof linkOf>[0] {
  return { linked: null, made: null, waiting: 0, server: null, ...of }
}
