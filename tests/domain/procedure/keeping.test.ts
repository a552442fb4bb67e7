/** Checked, not kept: without the guest's agreement the verdict is written, and the value nowhere. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Keeps } from '../../../src/domain/consent/consent.ts'
import { guestNumber } from '../../../src/domain/people/guest-number.ts'
import { mayWrite } from '../../../src/domain/people/may-write.ts'
import { isNamed } from '../../../src/domain/people/numbered.ts'
import { step } from '../../../src/domain/procedure/engine.ts'
import { applies, factsOf } from '../../../src/domain/procedure/facts.ts'
import { gateRefusal } from '../../../src/domain/procedure/gates.ts'
import { isNotKept } from '../../../src/domain/procedure/keeping.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { text } from '../../../src/domain/procedure/nic-01-a/text-zh-cn.ts'
import { findStep, stagesOf } from '../../../src/domain/procedure/outline.ts'
import { publishProcedure } from '../../../src/domain/procedure/publish.ts'
import type { RunEvent } from '../../../src/domain/procedure/run.ts'
import type { Fields } from '../../../src/sync/record.ts'
import {
  answer,
  answerAt,
  begun,
  by,
  type Deed,
  leave,
  MIN,
  manager,
  play,
  playAll,
  T0,
  type Table,
} from './play.ts'

const NOTHING: Keeps = { record: false, readings: false, photos: false }
const ALL: Keeps = { record: true, readings: true, photos: true }

const visitOf = (keeps: Keeps = NOTHING) =>
  playAll(begun({ procedure: structure, keeps }), [[answer('A4.3-identity', 'same'), T0]])
const valueAt = (table: Table, field: string) => answerAt(table, field)?.value
const HIGH = { systolic: 168, diastolic: 96, pulse: 77 }

function isOpen(table: Table, stepId: string): boolean {
  const place = findStep(table.run, stepId)
  if (!place) throw new Error(stepId)
  return gateRefusal(table.run, place.step) === null
}

describe('how a guest is, asked in the visit and not kept', () => {
  const salt = ({ run }: Table) => findStep(run, 'A5.3-salt')?.step.when
  const isLaid = (table: Table) => applies(salt(table), factsOf(table.run))

  test('[A5.3] salt and glucose are laid ready for whoever does not want it kept, whatever they said', () => {
    for (const said of [['ordinary'], ['weak'], ['lowSugar', 'liver']]) {
      const table = playAll(visitOf(), [[answer('A4.2-condition', said), T0]])
      expect(valueAt(table, 'A4.2-condition')).toEqual({ checked: 'pass' })
      expect(isLaid(table)).toBe(true)
      // Nobody is called weak for it where guests are led out.
      expect(factsOf(table.run)).toMatchObject({ weak: false, lowSugar: false, organs: [] })
    }
  })

  test('[A5.3] before it was asked, and where it is kept, only for those who need them', () => {
    expect(isLaid(visitOf())).toBe(false)
    const said = (chosen: string) => playAll(visitOf(ALL), [[answer('A4.2-condition', [chosen]), T0]])
    expect([isLaid(said('ordinary')), isLaid(said('weak'))]).toEqual([false, true])
  })
})

describe('a guest who has not agreed to readings', () => {
  test('[SEC16] within the shop’s limits the gate opens, and the reading is not kept', () => {
    const table = playAll(visitOf(), [[answer('A4.3-bp', { systolic: 118, diastolic: 74 }), T0]])
    expect(valueAt(table, 'A4.3-bp')).toEqual({ checked: 'pass' })
    expect(isOpen(table, 'A4.3-bp')).toBe(true)
  })

  test('[SEC16] outside them a manager is asked as ever, by name; the reason is said and not kept', () => {
    const before = visitOf()
    expect(play(before, answer('A4.3-bp', HIGH), T0).refusal?.refused).toBe('needsApproval')
    const approved = { approvedBy: manager, note: '168 下来了' }
    const table = playAll(before, [[answer('A4.3-bp', HIGH, approved), T0]])
    expect(answerAt(table, 'A4.3-bp')).toEqual({
      value: { checked: 'outside' },
      at: T0,
      by,
      approvedBy: manager,
    })
    expect(isOpen(table, 'A4.3-bp')).toBe(true)
  })

  test('[A4.3] what is not plausible is asked again, kept or not', () => {
    const slip = answer('A4.3-bp', { systolic: 1180, diastolic: 74 })
    expect(play(visitOf(), slip, T0).refusal?.refused).toBe('implausible')
  })

  test('[SEC16] a correction keeps no more than the first answer did, and says why in the procedure’s own words', () => {
    const first = playAll(visitOf(), [[answer('A4.3-bp', { systolic: 118, diastolic: 74 }), T0]])
    const left = written(first, { 'left:A4': { at: T0, by } })
    const fix: Deed = {
      type: 'correct',
      field: 'A4.3-bp',
      value: HIGH,
      why: '其实是 168',
      approvedBy: manager,
    }
    const table = playAll(left, [[fix, T0 + MIN]])
    expect(answerAt(table, 'A4.3-bp')).toMatchObject({
      value: { checked: 'outside' },
      was: { checked: 'pass' },
      why: 'other',
      approvedBy: manager,
    })
    const again: Deed = { ...fix, value: { ...HIGH, systolic: 171 } } as Deed
    expect(play(table, again, T0 + MIN).refusal?.refused).toBe('unchanged')
  })

  test('[A4.8] the room’s own temperature is nobody’s secret', () => {
    const table = playAll(visitOf(), [[answer('A4.8-temperature', { degrees: 23.5 }), T0]])
    expect(valueAt(table, 'A4.8-temperature')).toEqual({ degrees: 23.5 })
  })

  test('[SEC16] what was kept before a yes was taken back stays, and nothing is added', () => {
    const kept = playAll(visitOf(ALL), [[answer('A4.3-bp', { systolic: 118, diastolic: 74 }), T0]])
    const run = { ...kept.run, context: { ...kept.run.context, keeps: NOTHING } }
    const table = playAll({ ...kept, run }, [[answer('A4.4-cct', { score: 61 }), T0]])
    expect(valueAt(table, 'A4.3-bp')).toEqual({ systolic: 118, diastolic: 74 })
    expect(valueAt(table, 'A4.4-cct')).toEqual({ checked: 'pass' })
    expect(play(table, { type: 'note', field: 'A4.3-bp', note: '118' }, T0).refusal?.refused).toBe(
      'notAgreed',
    )
  })
})

test('[SEC16] a visit that is moved to somebody who has not agreed keeps no more than a verdict of what was entered', () => {
  const kept = playAll(visitOf(ALL), [
    [answer('A4.3-bp', HIGH, { approvedBy: manager, note: '168' }), T0],
    [answer('A4.2-contraindications', ['none']), T0],
    [answer('A4.4-note', '肩颈偏紧'), T0],
    [answer('A7.8-photo', { notDone: 'guestDeclined' }), T0],
    [answer('A5.7-water', 3), T0],
  ])
  const move = { type: 'move', to: 'g2', why: 'mixedUp' } as const
  const moved = playAll(kept, [[{ ...move, keeps: NOTHING } as Deed, T0 + MIN]])
  expect(answerAt(moved, 'A4.3-bp')).toEqual({
    value: { checked: 'outside' },
    at: T0,
    by,
    approvedBy: manager,
  })
  expect(answerAt(moved, 'void:A4.2-contraindications')?.value).toEqual({ checked: 'pass' })
  expect(moved.run.fields['A4.4-note']).toBeNull()
  expect(valueAt(moved, 'A7.8-photo')).toEqual({ notDone: 'guestDeclined' })
  expect(valueAt(moved, 'A5.7-water')).toBe(3)
  const agreed = playAll(kept, [[{ ...move, keeps: ALL } as Deed, T0 + MIN]])
  expect(valueAt(agreed, 'A4.3-bp')).toEqual(HIGH)
})

describe('[SEC16] a visit that goes under a number', () => {
  const number: Deed = { type: 'number', to: 'n1' }
  const whole = playAll(visitOf(ALL), [
    [answer('A4.3-bp', HIGH, { approvedBy: manager, note: '168' }), T0],
    [answer('A4.2-contraindications', ['none']), T0],
    [answer('A4.4-note', '肩颈偏紧'), T0],
    [answer('A5.7-water', 3), T0],
    [{ type: 'move', to: 'g2', why: '先点成了苏女士', keeps: ALL } as Deed, T0 + MIN],
  ])

  test('names nobody, keeps verdicts alone, and what stopped counting is gone', () => {
    expect(whole.run.fields).toMatchObject({ guestId: 'g2', moved: { from: 'g1' } })
    const table = playAll(whole, [[number, T0 + 2 * MIN]])
    expect(table.run.fields).toMatchObject({ guestId: 'n1', moved: null, 'A4.4-note': null })
    expect(valueAt(table, 'A4.3-bp')).toEqual({ checked: 'outside' })
    expect(valueAt(table, 'A5.7-water')).toBe(3)
    const all = ({ run }: Table) => JSON.stringify(Object.values(run.fields))
    for (const trace of ['"g1"', '"g2"', '168', '肩颈', '苏女士']) {
      expect(all(whole)).toContain(trace)
      expect(all(table)).not.toContain(trace)
    }
  })

  test('its envelope and its line in the register go along', () => {
    const booked = begun({ procedure: structure, booking: { id: 'b7' } } as never)
    const made = step(booked.run, { by, ...number } as RunEvent, T0 + MIN)
    if ('refused' in made) throw new Error(made.refused)
    expect(made.changes.map(({ table, id, person }) => [table, id, person])).toEqual([
      ['visits', 'v1', 'n1'],
      ['bookings', 'b7', 'n1'],
    ])
    expect(made.changes[1]?.fields).toEqual({ guestId: 'n1' })
  })

  test('[S11] what was entered, taken back and put right before is to be forgotten, what is no health is not', () => {
    const table = playAll(visitOf(ALL), [
      [answer('A4.3-bp', HIGH, { approvedBy: manager, note: '168' }), T0],
      [answer('A4.2-contraindications', ['none']), T0],
      [{ type: 'undo', field: 'A4.2-contraindications' } as Deed, T0],
      [answer('A5.7-water', 3), T0],
    ])
    const made = step(table.run, { by, ...number } as RunEvent, T0 + MIN)
    if ('refused' in made) throw new Error(made.refused)
    const [visit] = made.changes
    expect(visit).toMatchObject({ person: 'n1' })
    const forgets = [
      '@person',
      'guestId',
      'moved',
      'A4.2-contraindications',
      'A4.3-bp',
      'was:A4.3-bp',
      'A4.4-cct',
    ]
    expect(visit?.forgets).toEqual(expect.arrayContaining(forgets))
    expect(visit?.forgets?.filter((name) => /A5.7-water|A5.11|A6/.test(name))).toEqual([])
    expect(visit?.fields['A4.3-bp']).toMatchObject({ value: { checked: 'outside' } })
    expect(Object.keys(visit?.fields ?? {})).toContain('guestId')
    expect(Object.keys(visit?.fields ?? {})).not.toContain('A5.7-water')
  })

  test('[S11] [SEC7] of a visit in which everything was answered, the server lets it be forgotten, and nothing of the urn is', () => {
    const all = stagesOf(whole.run).flatMap(({ steps }) => steps.map(({ id }) => id))
    const fields = Object.fromEntries(all.map((id) => [id, { value: ['x'], at: T0, by }]))
    const full = written(whole, { ...fields, 'void:A4.4-note': { value: 'x', at: T0, by, voidedAt: T0 } })
    const made = step(full.run, { by, ...number } as RunEvent, T0 + MIN)
    if ('refused' in made) throw new Error(made.refused)
    const [visit] = made.changes
    if (!visit) throw new Error('nothing is written')
    expect(visit.forgets?.length).toBeGreaterThan(10)
    const names = Object.entries(visit.fields).map(([name, value]) => [name, [value, null] as const])
    const may = mayWrite(
      { actor: by, standing: { role: 'consultant', isHere: true } },
      { ...visit, fields: Object.fromEntries(names) },
      {
        ...{ isBegun: true, standing: {}, roles: [{ role: 'manager', isHere: true }] },
        procedures: () => [publishProcedure(structure, { 'zh-CN': text, 'zh-Hant': text, en: text }).fields],
      },
    )
    expect(may).toBe(true)
  })

  test('[S11] what comes late from a tablet that had not heard of it goes with the next step, whatever that is', () => {
    const table = playAll(whole, [[number, T0 + 2 * MIN]])
    const late = written(table, {
      'A4.3-bp': { value: HIGH, at: T0 + MIN, by },
      'A4.4-note': { value: '肩颈偏紧', at: T0 + MIN, by },
    })
    const { context } = late.run
    const known = {
      ...late,
      run: { ...late.run, context: { ...context, guest: { id: 'n1', numbered: true } } },
    }
    const next = (table: Table) =>
      step(table.run, { by, ...answer('A5.7-water', 2) } as RunEvent, T0 + 3 * MIN)
    const made = next(known as Table)
    if ('refused' in made) throw new Error(made.refused)
    expect(made.changes).toHaveLength(1)
    const [visit] = made.changes
    expect(visit).toMatchObject({ person: 'n1', fields: { guestId: 'n1', 'A4.4-note': null } })
    expect(visit?.fields['A4.3-bp']).toMatchObject({ value: { checked: 'outside' } })
    expect(visit?.fields['A5.7-water']).toMatchObject({ value: 2 })
    const plain = next(table)
    expect('changes' in plain && plain.changes[0]).not.toHaveProperty('forgets')
  })

  test('[S11] a number that a late tablet has given a name again is one again with the next step', () => {
    const table = playAll(whole, [[number, T0 + 2 * MIN]])
    const guest = { id: 'n1', numbered: true, isNamed: true } as never
    const run = { ...table.run, context: { ...table.run.context, guest } }
    const made = step(run, { by, ...answer('A5.7-water', 2) } as RunEvent, T0 + 3 * MIN)
    if ('refused' in made) throw new Error(made.refused)
    expect(made.changes.map(({ table: of }) => of)).toEqual(['visits', 'guests'])
    expect(made.changes[1]).toMatchObject({ id: 'n1', fields: { phone: null, numbered: true } })
    expect(made.changes[1]?.forgets).toEqual(expect.arrayContaining(['name', 'phone']))
    const base = { numbered: true, id: 'n1', name: `${guestNumber('n1')} 号客人`, phone: null, card: null }
    const healthy = {
      preferences: [],
      serious: false,
      weak: false,
      lowSugar: false,
      organs: [],
      cautions: [],
    }
    const is = (more: object) => isNamed({ ...base, ...healthy, ...more } as never)
    expect(is({})).toBe(false)
    for (const more of [{ name: '苏' }, { phone: '1' }, { weak: true }, { preferences: ['x'] }])
      expect(is(more)).toBe(true)
    expect(is({ numbered: false, phone: '1' })).toBe(false)
  })

  test('one that is closed, a room’s record and the number itself stay as they are', () => {
    const refusal = (table: Table, deed: Deed = number) => play(table, deed, T0).refusal?.refused
    expect(refusal(written(whole, { filed: { at: T0, by, missing: [] } }))).toBe('closed')
    expect(refusal({ ...whole, run: { ...whole.run, table: 'turnovers' } })).toBe('notApplicable')
    expect(refusal(whole, { type: 'number', to: 'g2' })).toBe('sameGuest')
    expect(refusal(whole, { type: 'number', to: '' })).toBe('badValue')
  })
})

describe('a guest who has not agreed to a record', () => {
  test('[SEC16] contraindications are asked, decide as ever, and are not written down', () => {
    const table = playAll(visitOf(), [[answer('A4.2-contraindications', ['heart']), T0]])
    expect(valueAt(table, 'A4.2-contraindications')).toEqual({ checked: 'block' })
    expect(isOpen(table, 'A4.2-contraindications')).toBe(false)
    const none = playAll(visitOf(), [[answer('A4.2-contraindications', ['none']), T0]])
    expect(valueAt(none, 'A4.2-contraindications')).toEqual({ checked: 'pass' })
    expect(isOpen(none, 'A4.2-contraindications')).toBe(true)
    const asked = answer('A4.2-contraindications', ['medicine'])
    expect(play(visitOf(), asked, T0).refusal?.refused).toBe('needsApproval')
    const approved = playAll(visitOf(), [
      [answer('A4.2-contraindications', ['medicine'], { approvedBy: manager }), T0],
    ])
    expect(valueAt(approved, 'A4.2-contraindications')).toEqual({ checked: 'outside' })
    expect(isOpen(approved, 'A4.2-contraindications')).toBe(true)
  })

  test('[SEC16] photos and notes about health are not taken; that they were not is', () => {
    const photo = answer('A7.8-photo', { ref: 'p1' })
    expect(play(visitOf(), photo, T0).refusal).toMatchObject({ refused: 'notAgreed', stepId: 'A7.8-photo' })
    for (const note of ['A2.2-features', 'A4.4-note', 'A7.4-note', 'A8.2-note', 'A10.2-note', 'A13.2-notes'])
      expect(play(visitOf(), answer(note, '61'), T0).refusal?.refused, note).toBe('notAgreed')
    expect(play(visitOf(), answer('A11.2-when', '周六'), T0).refusal).toBeNull()
    expect(play(visitOf(), answer('A7.8-photo', { notDone: 'guestDeclined' }), T0).refusal).toBeNull()
    expect(play(visitOf({ ...NOTHING, photos: true }), photo, T0).refusal).toBeNull()
  })

  test('[B4.1] preferences and the urn’s own answers stay what they are', () => {
    const table = playAll(visitOf(), [
      [answer('A5.5-media', 'quiet'), T0],
      [answer('A5.7-water', 3), T0],
      [answer('A4.2-consent', { strokes: 'M0 0L9 9' }), T0],
    ])
    expect(valueAt(table, 'A5.5-media')).toBe('quiet')
    expect(valueAt(table, 'A5.7-water')).toBe(3)
    expect(valueAt(table, 'A4.2-consent')).toEqual({ strokes: 'M0 0L9 9' })
  })
})

function written(table: Table, fields: object): Table {
  return { ...table, run: { ...table.run, fields: { ...table.run.fields, ...fields } as Fields } }
}

/** Every number and word that stands anywhere in a value. */
function leavesOf(value: unknown): readonly (number | string)[] {
  if (typeof value === 'number' || typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : []
}

describe('under any order of events', () => {
  const run = visitOf().run
  const secret = stagesOf(run).flatMap((stage) =>
    stage.steps.filter((one) => isNotKept(run, { stage, step: one })),
  )
  const readings = secret.flatMap((one) => (one.kind === 'reading' ? [one] : []))
  const told = secret.flatMap((one) => (one.kind === 'choose' ? [one] : []))

  test('there is something to keep secret', () => {
    expect(readings.map(({ id }) => id)).toEqual(['A4.3-bp', 'A4.4-cct', 'A10.1-bp', 'A10.1-cct'])
    expect(told.map(({ id }) => id)).toEqual([
      ...['A4.2-condition', 'A4.2-contraindications', 'A5.7-balance', 'A7.8-colour', 'A9.1-steady'],
      'A10.2-feeling',
    ])
  })

  test('[SEC16] no change ever holds the number that was entered, nor anybody’s words about it', () => {
    const story = fc
      .tuple(fc.constantFrom(...readings), fc.integer({ min: 64, max: 98 }))
      .chain(([one, n]) => {
        const value = Object.fromEntries(one.parts.map(({ id }, at) => [id, n + (1 - at) * 31]))
        const deed = fc
          .tuple(fc.constantFrom(`是 ${n}`, String(n), 'other', 'mistyped'), fc.boolean(), fc.nat(6))
          .map(([text, isApproved, which]) => {
            const approved = isApproved && { approvedBy: manager }
            const all: readonly Deed[] = [
              answer(one.id, value, { note: text, ...approved }),
              answer(one.id, { notDone: text }, { note: text }),
              { type: 'correct', field: one.id, value, why: text, ...approved },
              { type: 'note', field: one.id, note: text },
              { type: 'undo', field: one.id },
              { type: 'move', to: 'g2', why: 'mixedUp' },
              { type: 'number', to: 'g3' },
            ]
            return all[which] ?? leave('A4')
          })
        return fc.array(deed, { minLength: 1, maxLength: 8 })
      })
    const left = { at: T0, by }
    const begins = [visitOf(), written(visitOf(), { 'left:A4': left, 'left:A10': left })]
    const seen = new Set<string>()
    fc.assert(
      fc.property(
        fc.constantFrom(...begins),
        fc.array(story, { minLength: 1, maxLength: 6 }),
        (begin, stories) => {
          stories.flat().reduce((table, deed) => {
            const result = step(table.run, { by, ...deed } as RunEvent, T0)
            if ('refused' in result) return table
            seen.add(deed.type)
            for (const leaf of result.changes.flatMap(({ fields }) => leavesOf(fields))) {
              if (typeof leaf === 'number') expect(leaf).toBe(T0)
              else expect(leaf).not.toMatch(/^是|^\d+$/)
            }
            return play(table, deed, T0)
          }, begin)
        },
      ),
      { seed: 20261126, numRuns: 300 },
    )
    expect([...seen].sort()).toEqual(['answer', 'correct', 'move', 'number', 'undo'])
  })

  test('[SEC16] nor an option that was chosen', () => {
    fc.assert(
      fc.property(fc.constantFrom(...told), fc.nat(), fc.boolean(), (one, pick, isApproved) => {
        const id = one.options[pick % one.options.length]?.id ?? ''
        const more = isApproved ? { approvedBy: manager } : {}
        const result = step(
          visitOf().run,
          { by, ...answer(one.id, one.many ? [id] : id, more) } as RunEvent,
          T0,
        )
        if ('refused' in result) return
        const leaves = result.changes.flatMap(({ fields }) => leavesOf(fields))
        expect(leaves).not.toContain(id)
      }),
    )
  })
})
