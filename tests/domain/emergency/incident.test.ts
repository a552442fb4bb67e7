import { describe, expect, test } from 'vitest'
import { incidentFrom, namelessIncidents, openIncidents } from '../../../src/domain/emergency/incident.ts'
import { isOpenIncident, namelessDeeds } from '../../../src/domain/emergency/open-incident.ts'
import {
  NO_PERSON,
  planCalledAgain,
  planClosed,
  planGoingThere,
  planIncident,
  planMistaken,
  planNamed,
  planNamedStops,
  planOut,
  planStep,
  planWhom,
} from '../../../src/domain/emergency/plan-incident.ts'
import type { GuestId, StaffId, UrnId, VisitId } from '../../../src/domain/ids.ts'
import { isOpenRecord } from '../../../src/domain/open-record.ts'
import { NOBODY } from '../../../src/domain/people/named.ts'
import type { Change } from '../../../src/sync/change-set.ts'
import type { Fields } from '../../../src/sync/record.ts'
import { MIN, playAll, steaming, T0 } from '../procedure/play.ts'

const NOW = Date.UTC(2026, 10, 23, 2, 0)
const at = (minute: number) => ({ by: 'u1' as StaffId, now: NOW + minute * 60_000 })
const V1 = 'v1' as VisitId
const WANG = { visitId: V1, urnId: 'e1' as UrnId, guestId: 'g1' as GuestId }

type Stored = { readonly id: string; readonly fields: Fields }
const written = (before: Stored, { changes }: { readonly changes: readonly Change[] }): Stored => ({
  id: before.id,
  fields: Object.assign({}, before.fields, ...changes.map(({ fields }) => fields)),
})
const begin = (whom: typeof WANG | null = WANG, order: readonly VisitId[] = []) =>
  planIncident({ id: 'i1', what: 'fainting', whom, order, day: '2026-11-23' }, at(0))
const begun = (whom: typeof WANG | null = WANG) => written({ id: 'i1', fields: {} }, begin(whom))

describe('an emergency’s record', () => {
  test('begins with what, who, whose, which urn and when, beside the overruns', () => {
    expect(begin().changes).toEqual([
      {
        table: 'attention',
        id: 'i1',
        create: true,
        day: '2026-11-23',
        person: 'g1',
        fields: {
          kind: 'emergency',
          what: 'fainting',
          cards: 1,
          visitId: 'v1',
          urnId: 'e1',
          openedAt: NOW,
          by: 'u1',
        },
      },
    ])
    expect(begin(null, [V1]).changes[0]).toMatchObject({
      fields: { visitId: null, urnId: null, order: ['v1'] },
    })
    expect(begin(null).changes[0]).not.toHaveProperty('person')
  })

  test('keeps who ticked a step and when; the first tick stays, and one can be taken back', () => {
    const once = written(begun(), planStep(begun(), 'lay', true, at(1)))
    expect(incidentFrom(once)?.steps.get('lay')).toEqual({ by: 'u1', at: NOW + 60_000 })
    expect(planStep(once, 'lay', true, { ...at(2), by: 'u2' as StaffId }).changes).toEqual([])
    const back = written(once, planStep(once, 'lay', false, at(3)))
    expect(incidentFrom(back)?.steps.size).toBe(0)
    expect(planStep(back, 'lay', false, at(4)).changes).toEqual([])
  })

  test('confirms guests out of their urns by name', () => {
    const out = written(begun(), planOut(begun(), V1, true, at(1)))
    expect(incidentFrom(out)?.out.get(V1)).toEqual({ by: 'u1', at: NOW + 60_000 })
    expect(incidentFrom(written(out, planOut(out, V1, false, at(2))))?.out.size).toBe(0)
  })

  test('can be told later whom it is about', () => {
    const later = planWhom(begun(null), WANG)
    expect(later.changes).toMatchObject([{ person: 'g1', fields: { visitId: 'v1', urnId: 'e1' } }])
    expect(planWhom(begun(), WANG).changes).toEqual([])
  })

  test('[M1] whose it turns out not to be is taken out of the envelope too', () => {
    const back = planWhom(begun(), null)
    expect(back.changes).toMatchObject([{ person: NO_PERSON, fields: { visitId: null, urnId: null } }])
    const nameless = planWhom(begun(), { ...WANG, visitId: 'v2' as VisitId, guestId: null })
    expect(nameless.changes).toMatchObject([{ person: NO_PERSON, fields: { visitId: 'v2' } }])
  })

  test('is open until closed with how it ended, and stays as it was closed', () => {
    expect(isOpenIncident(begun().fields)).toBe(true)
    expect(isOpenRecord({ table: 'attention', fields: begun().fields })).toBe(true)
    const closed = written(
      begun(),
      planClosed(begun(), { outcome: 'better', note: ' 坐一会儿就好了 ' }, at(9)),
    )
    expect(incidentFrom(closed)?.closed).toEqual({
      at: NOW + 9 * 60_000,
      by: 'u1',
      outcome: 'better',
      note: '坐一会儿就好了',
    })
    expect(isOpenRecord({ table: 'attention', fields: closed.fields })).toBe(false)
    expect(planClosed(closed, { outcome: 'other', note: '' }, at(10)).changes).toEqual([])
    expect(planMistaken(closed, at(10)).changes).toEqual([])
  })

  test('[M3] keeps everybody who said that they come, and nobody once it is over', () => {
    const one = written(begun(), planGoingThere(begun(), at(1)))
    const two = written(one, planGoingThere(one, { ...at(2), by: 'u2' as StaffId }))
    expect(incidentFrom(two)?.going).toEqual([
      { by: 'u1', at: NOW + 60_000 },
      { by: 'u2', at: NOW + 120_000 },
    ])
    const wrong = written(begun(), planMistaken(begun(), at(1)))
    expect(planGoingThere(wrong, at(2)).changes).toEqual([])
  })

  test('can be called again: answers from before count no more, and later ones do, by whatever clock', () => {
    const going = (record: Stored, minute: number, by: string) =>
      written(record, planGoingThere(record, { ...at(minute), by: by as StaffId }))
    const answered = going(begun(), 1, 'u1')
    const called = written(answered, planCalledAgain(answered, { ...at(20), by: 'u9' as StaffId }))
    expect(incidentFrom(called)).toMatchObject({ going: [], called: { at: at(20).now, by: 'u9' } })
    expect(incidentFrom(going(called, 21, 'u1'))?.going).toEqual([{ by: 'u1', at: at(21).now }])
    expect(incidentFrom(going(called, 5, 'u2'))?.going, 'from a tablet that runs behind').toHaveLength(1)
    const ahead = going(begun(), 40, 'u1')
    const behind = written(ahead, planCalledAgain(ahead, at(20)))
    expect(incidentFrom(behind)?.going, 'called by a tablet that runs behind').toEqual([])
    const over = written(begun(), planClosed(begun(), { outcome: 'better', note: '' }, at(1)))
    expect(planCalledAgain(over, at(2)).changes).toEqual([])
  })

  test('is no wrong tap any more once anybody goes, has ticked anything or has called again', () => {
    const touched = (planned: { readonly changes: readonly Change[] }) =>
      planMistaken(written(begun(), planned), at(2)).changes
    expect(touched(planGoingThere(begun(), at(1)))).toEqual([])
    expect(touched(planStep(begun(), 'lay', true, at(1)))).toEqual([])
    expect(touched(planOut(begun(), V1, true, at(1)))).toEqual([])
    expect(touched(planCalledAgain(begun(), at(1)))).toEqual([])
    expect(touched(planWhom(begun(), null))).toHaveLength(1)
  })

  test('of a wrong tap is marked as one and not deleted', () => {
    const wrong = written(begun(), planMistaken(begun(), at(1)))
    expect(isOpenIncident(wrong.fields)).toBe(false)
    expect(incidentFrom(wrong)).toMatchObject({ what: 'fainting', mistaken: { by: 'u1' } })
  })

  describe('what nobody was signed in for', () => {
    const nobody = (minute: number) => ({ ...at(minute), by: NOBODY })
    const opened = () =>
      written(
        { id: 'i1', fields: {} },
        planIncident({ id: 'i1', what: 'fainting', whom: WANG, order: [], day: '2026-11-23' }, nobody(0)),
      )

    test('[M2] is named afterwards beside the deed, which stays as it was signed', () => {
      const ticked = written(opened(), planStep(opened(), 'stop', true, nobody(1)))
      const mixed = written(ticked, planStep(ticked, 'lay', true, at(2)))
      expect(incidentFrom(mixed)).toMatchObject({ isNameless: true, opener: NOBODY })
      const named = planNamed(mixed, 'u7' as StaffId, at(5))
      const whose = { whose: 'u7', at: NOW + 5 * 60_000, by: 'u1' }
      expect(named.changes[0]?.fields).toEqual({
        'named:by': { ...whose, of: NOW },
        'named:step:stop': { ...whose, of: NOW + 60_000 },
      })
      const told = written(mixed, named)
      expect(incidentFrom(told)).toMatchObject({ isNameless: false, opener: 'u7', by: NOBODY })
      expect(told.fields['step:stop']).toEqual({ by: NOBODY, at: NOW + 60_000 })
      expect(planNamed(told, 'u8' as StaffId, at(6)).changes).toEqual([])
    })

    test('is asked for again when nobody does it anew', () => {
      const once = written(opened(), planStep(opened(), 'stop', true, nobody(1)))
      const told = written(once, planNamed(once, 'u7' as StaffId, at(2)))
      const back = written(told, planStep(told, 'stop', false, at(3)))
      const again = written(back, planStep(back, 'stop', true, nobody(4)))
      expect(namelessDeeds(again.fields).map(([name]) => name)).toEqual(['step:stop'])
    })

    test('keeps asking after it is over, but not of a wrong tap', () => {
      const closed = written(opened(), planClosed(opened(), { outcome: 'better', note: '' }, nobody(9)))
      expect(isOpenRecord({ table: 'attention', fields: closed.fields })).toBe(true)
      expect(openIncidents([closed])).toEqual([])
      expect(namelessIncidents([closed, opened()]).map(({ id }) => id)).toEqual(['i1'])
      const told = written(closed, planNamed(closed, 'u7' as StaffId, at(10)))
      expect(namelessIncidents([told])).toEqual([])
      expect(isOpenRecord({ table: 'attention', fields: told.fields })).toBe(false)
      const wrong = written(opened(), planMistaken(opened(), nobody(1)))
      expect(namelessDeeds(wrong.fields)).toEqual([])
    })

    describe('beside an urn that was stopped so', () => {
      const OFF = 'steam-off#1'
      const whose = 'u7' as StaffId
      const stop = { type: 'stop', reason: 'emergency' } as const
      const stopped = (deed: object = {}) =>
        playAll(steaming(), [[{ ...stop, by: NOBODY, ...deed }, T0 + 5 * MIN]]).run
      const incident = (fields: Fields = {}) => {
        const stored = { ...opened(), fields: { ...opened().fields, openedAt: T0 + 4 * MIN, ...fields } }
        const found = incidentFrom(stored)
        if (!found) throw new Error('no incident')
        return found
      }

      test('[D13] is named with the "off", and with the word that the guest is out', () => {
        expect(planNamedStops([stopped()], incident(), whose, at(9)).changes).toMatchObject([
          { table: 'visits', id: 'v1', fields: { [`named:${OFF}`]: { whose, of: T0 + 5 * MIN, by: 'u1' } } },
        ])
        expect(planNamedStops([stopped({ isOut: true })], incident(), whose, at(9)).changes).toMatchObject([
          { fields: { 'named:ledOut': { whose, of: T0 + 5 * MIN } } },
        ])
        const signed = playAll(steaming(), [[stop, T0 + 5 * MIN]]).run
        expect(planNamedStops([signed], incident(), whose, at(9)).changes).toEqual([])
      })

      test('is not named for what was done before this emergency or after its end', () => {
        const closed = (minute: number) => ({
          closed: { at: T0 + minute * MIN, by: NOBODY, outcome: 'other' },
        })
        const named = (fields: Fields) => planNamedStops([stopped()], incident(fields), whose, at(9)).changes
        expect(named({ openedAt: T0 + 5 * MIN + 1 })).toEqual([])
        expect(named(closed(4.5))).toEqual([])
        expect(named(closed(5))).toHaveLength(1)
      })

      test('is not named in the visit of a guest whom another emergency is about', () => {
        const named = (fields: Fields) => planNamedStops([stopped()], incident(fields), whose, at(9)).changes
        expect(named({ visitId: 'v2' })).toEqual([])
        expect(named({ visitId: null })).toEqual([])
        expect(named({ visitId: null, order: ['v1'] })).toHaveLength(1)
        expect(named({ visitId: null, 'out:v1': { at: T0 + 5 * MIN, by: NOBODY } })).toHaveLength(1)
      })

      test('keeps the name that somebody has said before', () => {
        const run = stopped({ isOut: true })
        const once = planNamedStops([run], incident(), whose, at(9)).changes[0]?.fields
        const named = { ...run, fields: { ...run.fields, ...once } }
        expect(planNamedStops([named], incident(), 'u8' as StaffId, at(10)).changes).toEqual([])
      })
    })
  })

  test('[M7] stands beside other things in the table, and fields of a strange shape count as none', () => {
    const overrun = { id: 'overrun-v1-1', fields: { kind: 'overrun', openedAt: NOW } }
    const older = { ...begun(), id: 'i0', fields: { ...begun().fields, openedAt: NOW - 1 } }
    expect(openIncidents([overrun, older, begun()]).map(({ id }) => id)).toEqual(['i1', 'i0'])
    expect(isOpenRecord({ table: 'attention', fields: overrun.fields })).toBe(false)
    const strange = {
      id: 'i2',
      fields: { ...begun().fields, closed: 'yes', order: 7, visitId: 3, 'step:lay': 1 },
    }
    expect(incidentFrom(strange)).toMatchObject({ closed: null, order: [], visitId: null, steps: new Map() })
  })
})
