/** Who may be called, and who may be meant: what the emergency card says of tablets and guests that it cannot name. */
import { expect, test } from 'vitest'
import type { VisitId } from '../../../src/domain/ids.ts'
import type { Here } from '../../../src/ui/emergency/use-facts.ts'
import { othersIn } from '../../../src/ui/emergency/use-others.ts'
import { toldApart } from '../../../src/ui/emergency/Whom.tsx'

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 10, 23, 2)

test('[A6.1] only a tablet that is in the shop and was seen of late can hear a call', () => {
  const own = { id: 't1', state: 'enrolled', seenAt: NOW } as const
  const other = (state: 'enrolled' | 'retired' | 'stolen' | 'wiped', hoursAgo = 0) =>
    ({ id: 't2', state, seenAt: NOW - hoursAgo * HOUR }) as const
  expect(othersIn([own], 't1', NOW)).toBe('none')
  expect(othersIn([own, other('enrolled', 3)], 't1', NOW)).toBe('some')
  for (const state of ['retired', 'stolen', 'wiped'] as const)
    expect(othersIn([own, other(state)], 't1', NOW), state).toBe('none')
  expect(othersIn([own, other('enrolled', 30)], 't1', NOW), 'in a drawer').toBe('none')
})

const here = (id: string, name: string, room: string, at: number): Here => ({
  visitId: id as VisitId,
  loaded: { run: { id, fields: { begun: { at, by: 'u1' } } } } as unknown as Here['loaded'],
  name,
  room,
})
const labels = (all: readonly Here[], chosen: string | null = null) =>
  toldApart(all, chosen as VisitId | null, (at) => `${(at - NOW) / HOUR} 点到店`).map(({ label }) => label)

test('guests who are called alike are told apart by room, then by when they came', () => {
  expect(labels([here('v1', '王女士', '3 号房', NOW), here('v2', '未登记的顾客', '5 号房', NOW)])).toEqual([
    '王女士 · 3 号房',
    '未登记的顾客 · 5 号房',
  ])
  expect(labels([here('v1', '未登记的顾客', '', NOW), here('v2', '未登记的顾客', '', NOW + HOUR)])).toEqual([
    '未登记的顾客 · 0 点到店',
    '未登记的顾客 · 1 点到店',
  ])
})

test('those whom nothing tells apart stand there once, and as the one who was chosen', () => {
  const alike = [here('v1', '未登记的顾客', '', NOW), here('v2', '未登记的顾客', '', NOW)]
  expect(labels(alike)).toHaveLength(1)
  expect(toldApart(alike, 'v2' as VisitId, String).map(({ guest }) => guest.visitId)).toEqual(['v2'])
})
