import { describe, expect, test } from 'vitest'
import type { Json } from '../../../src/base/json.ts'
import { mayWrite } from '../../../src/domain/people/may-write.ts'
import { isFloorWork, RIGHTS, readLevel } from '../../../src/domain/people/rights.ts'
import { ROLES } from '../../../src/domain/people/staff.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { text } from '../../../src/domain/procedure/nic-01-a/text-zh-cn.ts'
import { publishProcedure } from '../../../src/domain/procedure/publish.ts'
import type { Op } from '../../../src/sync/change-set.ts'
import type { Around, Writer } from '../../../src/sync/judge.ts'
import { ACTORS, CLOCK, COLUMNS, opOf, READ_CELLS, WRITE_CELLS } from '../../matrix/rights-matrix.ts'

const here = (...roles: readonly string[]) => roles.map((role) => ({ role, isHere: true }))
const around = (more: Partial<Around> = {}): Around => ({
  ...{ isBegun: true, standing: {}, roles: here(...COLUMNS) },
  procedures: () => [{ head: { clock: CLOCK } }],
  ...more,
})
const as = (role: string, isHere = true): Writer => ({ actor: 'u1', standing: { role, isHere } })
const NOBODY: Writer = { actor: 'setup', standing: null }

describe('the table of rights', () => {
  test('[SEC8] has every table that the matrix names, and the matrix every table that it has', () => {
    const named = new Set(READ_CELLS.map(({ table }) => table))
    named.delete('later-table')
    expect([...named].sort()).toEqual(Object.keys(RIGHTS).sort())
    const written = new Set(WRITE_CELLS.map(({ deed }) => deed.split(' ')[0]))
    expect([...written].sort()).toEqual([...Object.keys(RIGHTS), 'later-table'].sort())
    expect([...ROLES]).toEqual([...COLUMNS])
  })

  test.each(READ_CELLS)('[SEC8] $who reads $table: $level', ({ who, table, level }) => {
    expect(readLevel(who, table)).toBe(level)
  })

  test.each(WRITE_CELLS)('[SEC7] $who, $deed: $may', ({ who, deed, may }) => {
    const actor = ACTORS[who]
    const standing = who === 'nobody' ? null : { role: who, isHere: true }
    const op = opOf(deed, actor, 'new')
    expect(mayWrite({ actor, standing }, op, around({ standing: op.create === true ? null : {} }))).toBe(may)
  })
})

test('[SEC7] a published procedure is never another one; two tablets with the same build may both bring it', () => {
  const op = opOf('procedures create', 'setup', 'new')
  const [name = '', [value = null] = []] = Object.entries(op.fields)[0] ?? []
  const may = (standing: Around['standing']) => mayWrite(NOBODY, op, around({ standing }))
  expect(may({ [name]: value })).toBe(true)
  expect(may({ [name]: { other: 1 } })).toBe(false)
  expect(may({})).toBe(false)
})

test('[SEC7] [S11] nobody makes anything forgotten but of a guest who goes under a number, and never what the clock goes by', () => {
  const forget = (table: string, forgets: readonly string[], more: Partial<Op> = {}): Op => ({
    ...{ table, id: 'x1', forgets, person: 'n7' },
    fields: Object.fromEntries([...forgets, 'guestId'].map((name) => [name, [null, null]])),
    ...more,
  })
  const published = publishProcedure(structure, { 'zh-CN': text, 'zh-Hant': text, en: text }).fields
  const { start, check, off: offStep, out } = structure.clock
  const may = (op: Op, role = 'consultant') =>
    mayWrite(as(role), op, around({ procedures: () => [published] }))
  const ofVisit = ['@person', 'guestId', 'moved', 'A4.3-bp', 'was:A4.3-bp', 'void:A4.2-consent', 'A4.4-note']
  expect(may(forget('visits', ofVisit))).toBe(true)
  expect(may(forget('bookings', ['@person', 'guestId']))).toBe(true)
  expect(may(forget('guests', ['name', 'numbered']))).toBe(true)
  const urns = [
    start,
    `${start}#1`,
    offStep,
    `${offStep}#2`,
    `was:${offStep}#1`,
    `void:${offStep}#1`,
    `${check}#2`,
    out,
  ]
  const others = [
    'left:A6',
    'filed',
    'ended',
    'voided',
    'place',
    'begun',
    'A4.2-consent',
    'A4.3-identity',
    'A5.2-clean',
  ]
  for (const op of [
    ...[...urns, ...others].map((name) => forget('visits', ['A4.3-bp', name])),
    forget('visits', ['A4.3-bp'], { fields: { 'A4.3-bp': [null, null] } }),
    forget('bookings', ['guestId', 'at']),
    forget('guests', ['name']),
    forget('staff', ['role', 'numbered']),
    forget('attention', ['guestId']),
  ])
    expect([may(op), may(op, 'manager')], JSON.stringify(op)).toEqual([false, false])
  expect(isFloorWork(forget('visits', ['A4.3-bp'])), 'nor does it count because an urn is on').toBe(false)
  const { person: _nobody, ...unnamed } = forget('visits', ['A4.3-bp'])
  expect(may(unnamed)).toBe(false)
  const off = { ...opOf('visits switch the urn off', 'u1', 'new'), forgets: [] }
  expect(mayWrite(as('inspector'), off, around())).toBe(false)
})

describe('whose right counts', () => {
  const rename = opOf('rooms change', 'u1', 'new')
  const off = opOf('visits switch the urn off', 'u1', 'new')
  const answer = opOf('visits change', 'u1', 'new')

  test('[SEC7] whoever the shop does not know may nothing, not even what a locked tablet may', () => {
    const stranger = { actor: 'u9', standing: null }
    for (const op of [rename, off, answer]) expect(mayWrite(stranger, op, around())).toBe(false)
  })

  test('[SEC7] whoever is away, or has a role that nobody knows, may what a locked tablet may', () => {
    for (const writer of [as('consultant', false), as('manager', false), as('trainee')]) {
      expect(mayWrite(writer, answer, around())).toBe(false)
      expect(mayWrite(writer, off, around())).toBe(true)
    }
  })

  test('[SEC7] before the shop has its record a tablet may set it up, and nobody else', () => {
    const unbegun = around({ isBegun: false, standing: null, roles: [] })
    expect(mayWrite(NOBODY, opOf('staff create', 'setup', 'u1'), unbegun)).toBe(true)
    expect(mayWrite({ actor: 'u9', standing: null }, opOf('staff create', 'u9', 'u1'), unbegun)).toBe(false)
  })

  test('[SEC7] in a shop without a manager those who work there name one, an inspector does not', () => {
    const without = around({ roles: here('consultant', 'frontDesk', 'inspector') })
    expect(mayWrite(as('consultant'), rename, without)).toBe(true)
    expect(mayWrite(as('frontDesk'), rename, without)).toBe(true)
    expect(mayWrite(as('inspector'), rename, without)).toBe(false)
    expect(mayWrite(as('consultant', false), rename, without)).toBe(false)
    expect(mayWrite(NOBODY, rename, without)).toBe(false)
  })

  test('[SEC7] a manager on leave still runs the shop while no other manager is at work, one who has left does not', () => {
    const onLeave = { role: 'manager', isHere: false }
    const alone = around({ roles: [onLeave, ...here('consultant')] })
    expect(mayWrite(as('manager', false), rename, alone)).toBe(true)
    expect(mayWrite(as('consultant'), rename, alone)).toBe(false)
    const left = { actor: 'u1', standing: { ...onLeave, isGone: true } }
    expect(mayWrite(left, rename, alone)).toBe(false)
    expect(mayWrite(as('manager', false), rename, around({ roles: [onLeave, ...here('manager')] }))).toBe(
      false,
    )
  })

  test('[SEC7] what a procedure does not call its clock is no clock, whatever shape its record has', () => {
    const heads: Json[] = [
      null,
      'x',
      { clock: 1 },
      { clock: { urn: 1 } },
      { clock: { urn: { preheat: 2 } } },
      {},
    ]
    for (const head of heads) {
      expect(mayWrite(NOBODY, off, around({ procedures: () => [{ head }] }))).toBe(false)
    }
  })
})
