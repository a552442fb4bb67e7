import { describe, expect, test } from 'vitest'
import type { VisitId } from '../../../src/domain/ids.ts'
import { withFields } from '../../../src/domain/procedure/answers.ts'
import { nextAction } from '../../../src/domain/procedure/next.ts'
import type { Run } from '../../../src/domain/procedure/run.ts'
import { steamClock } from '../../../src/domain/urn/clock.ts'
import { urnTakenBy } from '../../../src/domain/urn/taken.ts'
import {
  answer,
  answerAt,
  BEGIN,
  begun,
  by,
  type Deed,
  emptyRun,
  GATE_ANSWERS,
  gone,
  leave,
  MIN,
  play,
  playAll,
  ready,
  START,
  stageId,
  steaming,
  T0,
  tableOf,
} from './play.ts'

type State = ReturnType<typeof begun>
const refusalOf = (table: State, deed: Deed, now = T0) => play(table, deed, now).refusal
const at = (minute: number) => T0 + minute * MIN
const incidentOf = (table: State, n = 1) => table.others.get(`attention/overrun-v1-${n}`)
const check = (minute: number, more: object = {}): Deed => ({ type: 'check', minute, found: [], ...more })

describe('steamStart', () => {
  test('[A5.11] stores setting, minutes and the instant, keeps the screen on, and leaves its stage', () => {
    const table = steaming()
    expect(answerAt(table, 'prep-start#1')).toEqual({ value: { setting: '1', plannedMin: 30 }, at: T0, by })
    expect(table.run.fields['left:prep']).toEqual({ at: T0, by })
    expect(table.effects).toEqual([
      { kind: 'wakeLock', on: true },
      { kind: 'vibrate', pattern: 'done' },
    ])
  })

  test.each(GATE_ANSWERS.map(([id]) => id))('[A5.11] does not start without %s', (missing) => {
    const others = GATE_ANSWERS.filter(
      ([id]) => id !== missing && !(missing === 'talk-who' && id === 'talk-bp'),
    )
    const table = playAll(
      begun(),
      others.map(([id, value]) => [answer(id, value), T0] as const),
    )
    // Identity stands before blood pressure, so it is that gate which stays closed with it.
    const closed = missing === 'talk-who' ? 'talk-bp' : missing
    expect(refusalOf(table, START)).toMatchObject({ refused: 'gate', stepId: closed })
  })

  test('[D5] does not start in a room that is being turned over, or in none', () => {
    const table = ready()
    const dirty = {
      ...table,
      run: { ...table.run, context: { ...table.run.context, openTurnover: { id: 't-v0' } } },
    }
    expect(refusalOf(dirty, START)).toEqual({
      refused: 'roomNotClean',
      gate: 'cleanRoom',
      stepId: 'room-clean',
      detail: 't-v0',
    })
    const nowhere = { ...table, run: { ...table.run, fields: { ...table.run.fields, place: null } } }
    expect(refusalOf(nowhere, START)).toMatchObject({ refused: 'gate', gate: 'cleanRoom', detail: 'noPlace' })
  })

  test('[D5] without a clean-room step of its own a procedure still minds the turnover', () => {
    const { procedure } = emptyRun().context
    const stages = procedure.stages.map((stage) => ({
      ...stage,
      steps: stage.steps.filter(({ id }) => (id as string) !== 'room-clean'),
    }))
    const table = playAll(begun({ procedure: { ...procedure, stages }, openTurnover: { id: 't-v0' } }), [
      ...GATE_ANSWERS.filter(([id]) => id !== 'room-clean').map(
        ([id, value]) => [answer(id, value), T0] as const,
      ),
    ])
    expect(refusalOf(table, START)?.refused).toBe('roomNotClean')
  })

  test.each<[Partial<Record<'setting' | 'plannedMin', unknown>>, string]>([
    [{ setting: '9' }, 'badValue'],
    [{ setting: 1 }, 'badValue'],
    [{ plannedMin: 0 }, 'limit'],
    [{ plannedMin: 31 }, 'limit'],
    [{ plannedMin: 12.5 }, 'badValue'],
    [{ plannedMin: '30' }, 'badValue'],
  ])('[D6] %j is refused', (parts, code) => {
    expect(refusalOf(ready(), { ...START, ...parts } as Deed)?.refused).toBe(code)
  })

  test('[A6.6] one session, one start: not while steaming, not after it', () => {
    expect(refusalOf(steaming(), START)?.refused).toBe('alreadySteaming')
    const off = playAll(steaming(), [[{ type: 'off' }, at(5)]])
    expect(refusalOf(off, START, at(6))?.refused).toBe('alreadySteaming')
  })

  test('[D17] nobody starts for a visit that has ended or is closed', () => {
    const ended = playAll(ready(), [[{ type: 'end', outcome: 'declined', reason: 'unfit' }, T0]])
    expect(refusalOf(ended, START)?.refused).toBe('notApplicable')
    const voided = playAll(ready(), [[{ type: 'void', why: 'duplicate' }, T0]])
    expect(refusalOf(voided, START)?.refused).toBe('closed')
  })

  test('[D5] a turnover has no urn to start', () => {
    const turnover = playAll(tableOf(emptyRun({}, 'turnovers')), [[BEGIN, T0]])
    expect(refusalOf(turnover, START)?.refused).toBe('notApplicable')
    for (const type of ['off', 'stop', 'check', 'change', 'continue'] as const) {
      expect(
        refusalOf(turnover, { type, reason: 'x', minute: 5, found: [] } as unknown as Deed)?.refused,
      ).toBe('notSteaming')
    }
  })
})

describe('check', () => {
  test('[A6.1] is kept under its minute with what was found', () => {
    const table = playAll(steaming(), [[check(5, { found: ['thirsty'], note: '要水' }), at(5)]])
    expect(answerAt(table, 'steam-check#5')).toEqual({
      value: { found: ['thirsty'] },
      at: at(5),
      by,
      note: '要水',
    })
  })

  test('[A6.1] takes over what was noticed for it, so that it stands once; what it does not say stays noticed', () => {
    const table = steaming()
    const run = withFields(table.run, {
      'steam-drink#1': { value: 'salt', at: at(4), by },
      'steam-drink#2': { value: 'dizzy', at: at(5), by },
      'steam-drink#3': { value: 'thirsty', at: at(5), by },
    })
    const ticked = play({ ...table, run }, check(5, { found: ['dizzy'], noticed: [1, 2, 3, 9] }), at(5))
    expect(answerAt(ticked, 'steam-check#5')).toMatchObject({ value: { found: ['dizzy'] } })
    expect(ticked.run.fields).toMatchObject({
      'steam-drink#1': { value: 'salt' },
      'steam-drink#2': null,
      'steam-drink#3': { value: 'thirsty' },
    })
    expect(ticked.run.fields).not.toHaveProperty('steam-drink#9')
  })

  test.each<[Deed, number, string]>([
    [check(5), 3.9, 'tooEarly'],
    [check(7), 7, 'notAllMinutes'],
    [check(0), 5, 'badValue'],
    [check(30), 30, 'badValue'],
    [check(5, { found: ['piano'] }), 5, 'badValue'],
    [check(5, { found: 'thirsty' }), 5, 'badValue'],
    [check(5, { note: 3 }), 5, 'badValue'],
    [check(5, { at: T0 - MIN }), 5, 'beforeStart'],
    [check(5, { at: at(9) }), 6, 'inFuture'],
  ])('[A6.1] %j at minute %d is refused: %s', (deed, minute, code) => {
    expect(refusalOf(steaming(), deed, at(minute))?.refused).toBe(code)
  })

  test('[A6.1] not before steaming; afterwards only as a late entry of before “off”', () => {
    expect(refusalOf(ready(), check(5))?.refused).toBe('notSteaming')
    const off = playAll(steaming(), [[{ type: 'off' }, at(12)]])
    expect(refusalOf(off, check(10), at(13))?.refused).toBe('notSteaming')
    expect(refusalOf(off, check(10, { at: at(12.5) }), at(13))?.refused).toBe('notSteaming')
    expect(refusalOf(off, check(10, { at: at(10) }), at(13))).toBeNull()
  })

  test('[A13.1] a missed check is entered after leaving and after filing; a given one is corrected', () => {
    const done = playAll(steaming(), [
      [check(5), at(5)],
      [{ type: 'off' }, at(12)],
      [leave('steam'), at(12)],
    ])
    expect(refusalOf(done, check(5, { at: at(5) }), at(13))?.refused).toBe('stageLeft')
    const filed = playAll(gone(), [[{ type: 'file' }, at(60)]])
    const entered = playAll(filed, [[check(10, { at: at(10) }), at(61)]])
    expect(refusalOf(entered, check(10, { at: at(10) }), at(61))?.refused).toBe('closed')
    const voided = playAll(gone(), [[{ type: 'void', why: 'duplicate' }, at(60)]])
    expect(refusalOf(voided, check(10, { at: at(10) }), at(61))?.refused).toBe('closed')
  })
})

describe('change and continue', () => {
  test('[A6.4] setting and minutes change, never beyond the rule’s end', () => {
    const table = playAll(steaming(), [
      [{ type: 'change', setting: '2', plannedMin: 25 }, at(6)],
      [{ type: 'change', setting: '1', plannedMin: 28 }, at(8)],
    ])
    expect(answerAt(table, 'steam-change#2')?.value).toEqual({ setting: '1', plannedMin: 28 })
    expect(refusalOf(table, { type: 'change', setting: '1', plannedMin: 40 }, at(9))?.refused).toBe('limit')
    const off = playAll(table, [[{ type: 'off' }, at(10)]])
    expect(refusalOf(off, { type: 'change', setting: '1', plannedMin: 28 }, at(11))?.refused).toBe(
      'notSteaming',
    )
  })

  test('[A6.5] at 20 minutes the consultant is asked whether to continue, and not long before', () => {
    const goOn: Deed = { type: 'continue', goOn: true }
    expect(refusalOf(steaming(), goOn, at(18))?.refused).toBe('tooEarly')
    expect(refusalOf(steaming(), goOn, at(19))).toBeNull()
    expect(refusalOf(ready(), goOn)?.refused).toBe('notSteaming')
    expect(refusalOf(steaming(), { type: 'continue', goOn: 'yes' } as unknown as Deed, at(20))?.refused).toBe(
      'badValue',
    )
  })

  test('[A6.5] the answer can change while the urn is on; afterwards it is only entered if it is missing', () => {
    const yes: Deed = { type: 'continue', goOn: true }
    const no: Deed = { type: 'continue', goOn: false }
    const both = playAll(steaming(), [
      [yes, at(20)],
      [no, at(21)],
      [{ type: 'off' }, at(22)],
    ])
    expect(refusalOf(both, { ...yes, at: at(20) }, at(23))?.refused).toBe('notSteaming')
    const none = playAll(steaming(), [[{ type: 'off' }, at(30)]])
    expect(refusalOf(none, yes, at(31))?.refused).toBe('notSteaming')
    expect(answerAt(playAll(none, [[{ ...yes, at: at(20) }, at(31)]]), 'steam-ask')).toEqual({
      value: true,
      at: at(20),
      enteredAt: at(31),
      by,
    })
    const filed = playAll(gone(), [[{ type: 'file' }, at(60)]])
    const entered = playAll(filed, [[{ ...yes, at: at(20) }, at(61)]])
    expect(refusalOf(entered, { ...yes, at: at(20) }, at(61))?.refused).toBe('closed')
  })
})

describe('off and stop', () => {
  test('[A6.6] “off” is the instant at which a person confirms it', () => {
    const table = playAll(steaming(), [[{ type: 'off' }, at(30)]])
    expect(answerAt(table, 'steam-off#1')).toEqual({ value: { how: 'off' }, at: at(30), by })
    expect(table.effects, 'the light stays until the guest is out').toEqual([
      { kind: 'vibrate', pattern: 'done' },
    ])
    expect(incidentOf(table)).toBeUndefined()
  })

  test.each<[Deed, number, string]>([
    [{ type: 'off', at: T0 - 1 }, 30, 'beforeStart'],
    [{ type: 'off', at: at(33) }, 30, 'inFuture'],
    [{ type: 'stop', reason: '' }, 10, 'needsReason'],
    [{ type: 'stop', reason: 'mistaken' }, 2.1, 'limit'],
  ])('[D13] %j at minute %d is refused: %s', (deed, minute, code) => {
    expect(refusalOf(steaming(), deed, at(minute))?.refused).toBe(code)
  })

  test('[D13] confirmed later it keeps its true time, and when it was confirmed', () => {
    const table = playAll(steaming(), [[{ type: 'off', at: at(29) }, at(30)]])
    expect(answerAt(table, 'steam-off#1')).toMatchObject({ at: at(29), enteredAt: at(30) })
    expect(incidentOf(table)).toBeUndefined()
  })

  test('[D13] past the deadline by more than a minute it raises an incident', () => {
    const table = play(steaming(), { type: 'off' }, at(32))
    expect(incidentOf(table)).toEqual({
      kind: 'overrun',
      visitId: 'v1',
      deadlineAt: at(30),
      offAt: at(32),
      enteredAt: at(32),
      overMs: 2 * MIN,
      openedAt: at(32),
      by,
    })
    expect(table.effects).toContainEqual({ kind: 'vibrate', pattern: 'alarm' })
    expect(incidentOf(play(steaming(), { type: 'off' }, at(31)))).toBeUndefined()
  })

  test('[D13] confirmed too late it raises an incident whichever time is stated', () => {
    const table = playAll(steaming(), [[{ type: 'off', at: at(29) }, at(45)]])
    expect(incidentOf(table)).toMatchObject({ offAt: at(29), enteredAt: at(45), overMs: 0 })
  })

  test('[D13] a second “off”, or one without a start, is refused', () => {
    expect(refusalOf(ready(), { type: 'off' })?.refused).toBe('notSteaming')
    expect(refusalOf(ready(), { type: 'stop', reason: 'dizzy' })?.refused).toBe('notSteaming')
    const off = playAll(steaming(), [[{ type: 'off' }, at(5)]])
    expect(refusalOf(off, { type: 'off' }, at(6))?.refused).toBe('notSteaming')
  })

  test('[D16] stopped early the visit goes on: the stage can be left without the question', () => {
    const table = playAll(steaming(), [
      [{ type: 'stop', reason: 'dizzy' }, at(8)],
      [leave('steam'), at(8)],
    ])
    expect(answerAt(table, 'steam-off#1')?.value).toEqual({ how: 'stop', reason: 'dizzy' })
  })

  test('[D13] a start by mistake is annulled within two minutes; the time it took counts', () => {
    const annulled = playAll(steaming(), [[{ type: 'stop', reason: 'mistaken', at: T0 }, at(2)]])
    expect(steamClock(annulled.run, at(2))).toBeNull()
    expect(annulled.run.fields['left:prep']).toBeNull()
    const again = playAll(annulled, [[START, at(10)]])
    expect(answerAt(again, 'prep-start#2')).toBeDefined()
    expect(steamClock(again.run, at(10))?.deadlineAt).toBe(at(10 + 28))
    expect(incidentOf(playAll(again, [[{ type: 'off' }, at(45)]]), 2)).toMatchObject({ deadlineAt: at(38) })
  })

  test('[D13] what was told in an annulled start does not reach into the next one', () => {
    const short: Deed = { type: 'steamStart', setting: '1', plannedMin: 1 }
    const annulled = playAll(ready(), [
      [short, T0],
      [{ type: 'change', setting: '2', plannedMin: 1 }, at(0.5)],
      [{ type: 'continue', goOn: true }, at(1)],
      [{ type: 'stop', reason: 'mistaken' }, at(2)],
    ])
    expect(annulled.run.fields).toMatchObject({ 'steam-ask': null, 'steam-change#1': null })
  })

  test('[D13] the half hour cannot be had again by starting anew: its minutes run out', () => {
    let table = ready()
    let now = T0
    for (let i = 0; i < 15; i++) {
      table = playAll(table, [
        [START, now],
        [{ type: 'stop', reason: 'mistaken' }, now + 2 * MIN],
      ])
      now += 3 * MIN
    }
    expect(refusalOf(table, START, now)).toEqual({ refused: 'limit', detail: 'spent' })
  })

  test('[HLC2] a clock that stands before the start lets “off” be confirmed, dated no earlier than the start', () => {
    const table = playAll(steaming(), [[{ type: 'off' }, T0 - 3_600_000]])
    expect(answerAt(table, 'steam-off#1')?.at).toBe(T0)
  })
})

describe('another guest in the urn', () => {
  const taken = { urnTakenBy: { visitId: 'v9' as VisitId } }

  test('[D15] steam is not started in an urn where another guest is being steamed', () => {
    const table = ready(taken)
    expect(play(table, START, T0).refusal).toEqual({ refused: 'urnTaken', gate: 'cleanRoom', detail: 'v9' })
    expect(
      nextAction(playAll(table, [[answer('prep-cap', true), T0]]).run, T0, stageId('prep')),
    ).toMatchObject({
      kind: 'steamStart',
      blocking: [{ refused: 'urnTaken' }],
    })
    expect(play(ready(), START, T0).refusal).toBeNull()
  })

  test('[M6] a guest who is in it already goes on: check, “off” and out are taken', () => {
    const both = { ...steaming(), run: { ...steaming().run, context: ready(taken).run.context } }
    const done = playAll(both, [
      [{ type: 'check', minute: 5, found: [] }, T0 + 5 * MIN],
      [{ type: 'off' }, T0 + 9 * MIN],
      [answer('after-out', 'left'), T0 + 9 * MIN],
    ])
    expect(done.refusal).toBeNull()
  })

  test('[D15] is a visit of the same urn, on, and not this one', () => {
    const other = { ...steaming().run, id: 'v9' }
    const here = ready().run
    const of = (visits: readonly Run[]) => urnTakenBy(here, visits, here.context.procedure)
    expect(of([here, other])).toEqual({ visitId: 'v9' })
    expect(of([{ ...steaming().run, id: here.id }])).toBeNull()
    const moved = { ...ready().run, fields: { ...ready().run.fields, place: { roomId: 'r1', urnId: 'e2' } } }
    const elsewhere = play({ ...ready(), run: moved }, START, T0).run
    expect(of([{ ...elsewhere, id: 'v9' }])).toBeNull()
    expect(of([{ ...playAll(steaming(), [[{ type: 'off' }, T0 + MIN]]).run, id: 'v9' }])).toBeNull()
    expect(urnTakenBy(begun().run, [], here.context.procedure)).toBeNull()
  })
})
