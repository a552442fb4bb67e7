import { describe, expect, test } from 'vitest'
import type { StaffId } from '../../../src/domain/ids.ts'
import { mayTakeBack } from '../../../src/domain/procedure/taking-back.ts'
import {
  answer,
  answerAt,
  begun,
  by,
  DAY,
  type Deed,
  gone,
  leave,
  MIN,
  manager,
  play,
  playAll,
  ready,
  START,
  steaming,
  T0,
} from './play.ts'

const refusalOf = (table: ReturnType<typeof begun>, deed: Deed, now = T0) => play(table, deed, now).refusal

const HOUR = 60 * MIN

describe('answer', () => {
  test('[M2] is one field with its value, time and person', () => {
    const table = playAll(begun(), [[answer('greet-seat', true, { note: '靠窗' }), T0 + 5]])
    expect(answerAt(table, 'greet-seat')).toEqual({ value: true, at: T0 + 5, by, note: '靠窗' })
    expect(table.effects).toEqual([{ kind: 'vibrate', pattern: 'done' }])
  })

  test('[CS1] steps done together are answered together, or not at all', () => {
    const both: Deed = {
      type: 'answer',
      answers: [
        { stepId: 'greet-say', value: true },
        { stepId: 'greet-seat', value: { notDone: 'noTime' } },
      ],
    }
    const table = playAll(begun(), [[both, T0]])
    expect(answerAt(table, 'greet-seat')?.value).toEqual({ notDone: 'noTime' })
    const half: Deed = {
      type: 'answer',
      answers: [
        { stepId: 'greet-say', value: true },
        { stepId: 'greet-seat', value: 'maybe' },
      ],
    }
    const refused = play(begun(), half, T0)
    expect(refused.refusal).toEqual({ refused: 'badValue', stepId: 'greet-seat' })
    expect(answerAt(refused, 'greet-say')).toBeUndefined()
  })

  test('[A5.9] a step that the same tap brings up can be answered with it', () => {
    const both: Deed = {
      type: 'answer',
      answers: [
        { stepId: 'talk-health', value: ['liver'] },
        { stepId: 'talk-liver', value: true },
      ],
    }
    expect(refusalOf(begun(), both)).toBeNull()
    expect(refusalOf(begun(), answer('talk-liver', true))?.refused).toBe('notApplicable')
  })

  test.each<[string, Deed, string]>([
    ['a step of another record', answer('turn-clear', true), 'unknownStep'],
    ['a step that nobody wrote', answer('__proto__', true), 'unknownStep'],
    ['no answers', { type: 'answer', answers: [] }, 'badValue'],
    ['a number for a step done once', answer('greet-seat', true, { n: 2 }), 'badValue'],
    ['a number below one', answer('steam-drink', true, { n: 0 }), 'badValue'],
    ['a number beyond all use', answer('steam-drink', true, { n: 1000 }), 'limit'],
    ['too long a note', answer('greet-seat', true, { note: 'x'.repeat(2001) }), 'limit'],
    ['a gate left out', answer('prep-water', { notDone: 'noTime' }), 'gateCannotBeSkipped'],
    ['the urn’s start', answer('prep-start', { startedAt: T0 }), 'badValue'],
    ['the urn’s off', answer('steam-off', true), 'badValue'],
    ['the question', answer('steam-ask', 'goOn'), 'badValue'],
    ['a check that was done', answer('steam-check', true, { n: 5 }), 'badValue'],
    ['a check that no rule knows', answer('steam-check', { notDone: 'noTime' }, { n: 7 }), 'notAllMinutes'],
    ['blood pressure before identity', answer('talk-bp', { high: 120, low: 75 }), 'gate'],
    ['leading out before entering', answer('after-out', 'left'), 'notSteaming'],
  ])('[A0.1] %s is refused', (_title, deed, code) => {
    expect(refusalOf(begun(), deed)?.refused).toBe(code)
  })

  test('[CS7] more answers than a screen has are refused', () => {
    const many = Array.from({ length: 61 }, () => ({ stepId: 'greet-say', value: true }))
    expect(refusalOf(begun(), { type: 'answer', answers: many })?.refused).toBe('limit')
  })

  test('[D13] nobody is led out of an urn that is on', () => {
    expect(refusalOf(steaming(), answer('after-out', 'left'))?.refused).toBe('steamingUnderWay')
  })

  test('[A6.2] what is done several times is numbered by itself, also after one was taken back', () => {
    const twice = playAll(steaming(), [
      [answer('steam-drink', 'salt'), T0 + MIN],
      [answer('steam-drink', true), T0 + 2 * MIN],
      [{ type: 'undo', field: 'steam-drink#2' }, T0 + 2 * MIN],
      [answer('steam-drink', true), T0 + 3 * MIN],
    ])
    expect(answerAt(twice, 'steam-drink#1')?.value).toBe('salt')
    expect(answerAt(twice, 'steam-drink#2')).toBeNull()
    expect(answerAt(twice, 'steam-drink#3')?.value).toBe(true)
  })

  test('[A6.1] a check can be left out with a reason', () => {
    const table = playAll(steaming(), [
      [answer('steam-check', { notDone: 'noTime' }, { n: 5 }), T0 + 6 * MIN],
    ])
    expect(answerAt(table, 'steam-check#5')?.value).toEqual({ notDone: 'noTime' })
  })

  test('[D17] an option that wants approval takes a name and a reason', () => {
    const at = (more: object) => refusalOf(begun(), answer('talk-health', ['tablets'], more))
    expect(at({})).toEqual({ refused: 'needsApproval', stepId: 'talk-health', gate: 'contraindications' })
    expect(at({ approvedBy: manager })?.refused).toBe('needsReason')
    expect(at({ approvedBy: manager, note: '医生同意' })).toBeNull()
  })

  test('[A4.3] an unusual reading at a gate takes a name and a reason, an impossible one none', () => {
    const known = playAll(begun(), [[answer('talk-who', 'same'), T0]])
    const approved = { approvedBy: manager, note: '平时如此' }
    expect(refusalOf(known, answer('talk-bp', { high: 150, low: 75 }))?.refused).toBe('needsApproval')
    expect(refusalOf(known, answer('talk-bp', { high: 150, low: 75 }, approved))).toBeNull()
    expect(refusalOf(known, answer('talk-bp', { high: 500, low: 75 }, approved))?.refused).toBe('implausible')
  })

  test('[D17] an answer that forbids steaming is recorded, and keeps the gate closed', () => {
    const table = playAll(begun(), [[answer('talk-health', ['fever']), T0]])
    expect(answerAt(table, 'talk-health')?.value).toEqual(['fever'])
    expect(refusalOf(table, START)?.gate).toBe('bloodPressure')
    const rest = playAll(ready(), [[{ type: 'reopen', stageId: 'talk' }, T0]])
    const feverish = playAll(rest, [[answer('talk-health', ['fever']), T0]])
    expect(refusalOf(feverish, START)).toEqual({
      refused: 'blockedValue',
      gate: 'contraindications',
      stepId: 'talk-health',
    })
  })

  test('[D5] a room with an open turnover is not called clean', () => {
    const openTurnover = { id: 't-v0' }
    expect(refusalOf(begun({ openTurnover }), answer('room-clean', 'clean'))).toMatchObject({
      refused: 'roomNotClean',
      detail: 't-v0',
    })
  })

  test('[A5.7] a count below the gate’s least is kept, and the gate stays closed', () => {
    const one = playAll(ready(), [[answer('prep-water', 1), T0]])
    expect(answerAt(one, 'prep-water')?.value).toBe(1)
    expect(refusalOf(one, START)).toMatchObject({ refused: 'gate', gate: 'water' })
  })

  test('[A7.6] a timed step is ended later, also after its stage was left', () => {
    const table = playAll(begun(), [
      [answer('room-heat', { startedAt: T0 }), T0],
      [answer('room-clean', 'clean'), T0],
      [leave('room'), T0 + MIN],
      [answer('room-heat', { startedAt: T0, endedAt: T0 + 6 * MIN }), T0 + 6 * MIN],
    ])
    const ended = answer('room-heat', { startedAt: T0, endedAt: T0 + 7 * MIN })
    expect(refusalOf(table, ended, T0 + 8 * MIN)?.refused).toBe('stageLeft')
  })
})

describe('late entry', () => {
  test('[A3.1] keeps when it was done and when it was entered', () => {
    const at = T0 + MIN
    const table = playAll(begun(), [[answer('greet-seat', true, { at }), T0 + 10 * MIN]])
    expect(answerAt(table, 'greet-seat')).toMatchObject({ at, enteredAt: T0 + 10 * MIN })
    const soon = playAll(begun(), [[answer('greet-seat', true, { at }), T0 + 2 * MIN]])
    expect(answerAt(soon, 'greet-seat')).not.toHaveProperty('enteredAt')
  })

  test('[A3.1] is refused for the future, long before the visit, and for no time at all', () => {
    const entered = (at: unknown) => refusalOf(begun(), answer('greet-seat', true, { at }))?.refused
    expect(entered(T0 + 2 * MIN)).toBe('inFuture')
    expect(entered(T0 - 3 * HOUR - 1)).toBe('beforeStart')
    expect(entered('yesterday')).toBe('badValue')
    expect(entered(T0 - 3 * HOUR)).toBeUndefined()
  })

  test('[A3.1] a step still open in a left stage can be entered, an answered one cannot', () => {
    const table = playAll(begun(), [
      [answer('greet-say', true), T0],
      [leave('greet'), T0],
    ])
    expect(refusalOf(table, answer('greet-say', true))?.refused).toBe('stageLeft')
    const entered = playAll(table, [[answer('greet-seat', true, { at: T0 }), T0 + 20 * MIN]])
    expect(answerAt(entered, 'greet-seat')).toMatchObject({ at: T0, enteredAt: T0 + 20 * MIN })
  })

  test('[A13.1] a step missing in a filed visit can be entered, in a voided one nothing can', () => {
    const filed = playAll(gone(), [[{ type: 'file' }, T0 + 50 * MIN]])
    expect(refusalOf(filed, answer('greet-seat', true), T0 + DAY)).toBeNull()
    const done = playAll(filed, [[answer('greet-seat', true), T0 + DAY]])
    expect(refusalOf(done, answer('greet-seat', true), T0 + DAY)?.refused).toBe('closed')
    const voided = playAll(begun(), [[{ type: 'void', why: 'duplicate' }, T0]])
    expect(refusalOf(voided, answer('greet-seat', true))?.refused).toBe('closed')
  })

  test('[HLC2] a clock that has fallen back stops nobody, and dates nothing before the visit', () => {
    const table = playAll(begun(), [[answer('greet-seat', true), T0 - 3 * DAY]])
    expect(answerAt(table, 'greet-seat')?.at).toBe(T0)
  })
})

describe('undo', () => {
  const undo = (field: string): Deed => ({ type: 'undo', field })

  test('[CS6] clears the answer while its stage is open', () => {
    const table = playAll(begun(), [
      [answer('greet-seat', true), T0],
      [undo('greet-seat'), T0],
    ])
    expect(answerAt(table, 'greet-seat')).toBeNull()
  })

  test('[A0.1] is refused for what is left, not there, unknown, or closed', () => {
    const answered = playAll(begun(), [[answer('greet-seat', true), T0]])
    const left = playAll(answered, [[leave('greet'), T0]])
    expect(refusalOf(left, undo('greet-seat'))?.refused).toBe('stageLeft')
    expect(refusalOf(begun(), undo('greet-seat'))?.refused).toBe('badValue')
    expect(refusalOf(begun(), undo('nowhere'))?.refused).toBe('unknownStep')
    expect(refusalOf(begun(), undo('steam-drink#01'))?.refused).toBe('unknownStep')
    const voided = playAll(answered, [[{ type: 'void', why: 'duplicate' }, T0]])
    expect(refusalOf(voided, undo('greet-seat'))?.refused).toBe('closed')
  })

  test('[D13] a start is never taken back, nor a gate that it went through', () => {
    expect(refusalOf(steaming(), undo('prep-start#1'))?.refused).toBe('alreadySteaming')
    const open = playAll(ready(), [
      [{ type: 'reopen', stageId: 'talk' }, T0],
      [START, T0],
    ])
    expect(refusalOf(open, undo('talk-bp'))?.refused).toBe('alreadySteaming')
  })

  test('[D13] “off” told by mistake is taken back: the urn is on, and the clock goes on from its start', () => {
    const off = playAll(steaming(), [[{ type: 'off' }, T0 + 12 * MIN]])
    const on = play(off, undo('steam-off#1'), T0 + 13 * MIN)
    expect(on.refusal).toBeNull()
    expect(on.effects).toEqual([{ kind: 'wakeLock', on: true }])
    expect(play(on, { type: 'off' }, T0 + 14 * MIN).refusal).toBeNull()
  })

  test('[D13] “off” stays once the guest is out, or when it was too late', () => {
    const out = playAll(steaming(), [
      [{ type: 'off' }, T0 + 12 * MIN],
      [answer('after-out', 'left'), T0 + 12 * MIN],
    ])
    expect(refusalOf(out, undo('steam-off#1'))?.refused).toBe('limit')
    const late = playAll(steaming(), [[{ type: 'off', at: T0 + 29 * MIN }, T0 + 40 * MIN]])
    expect(refusalOf(late, undo('steam-off#1'))?.refused).toBe('limit')
  })

  test('[B4.3] is for one’s own deed: a colleague’s is refused, “off” is anybody’s', () => {
    const answered = playAll(begun(), [[answer('greet-seat', true), T0]])
    const others: Deed = { type: 'undo', field: 'greet-seat', by: 'u2' as StaffId }
    expect(refusalOf(answered, others)).toEqual({ refused: 'notYours', stepId: 'greet-seat' })
    const off = playAll(steaming(), [[{ type: 'off' }, T0 + 12 * MIN]])
    expect(play(off, { ...others, field: 'steam-off#1' }, T0 + 13 * MIN).refusal).toBeNull()
  })

  test('[SEC8] what is about health is offered only to whoever sees it', () => {
    const { run } = playAll(begun(), [
      [answer('greet-seat', true), T0],
      [answer('talk-health', ['none']), T0],
    ])
    const desk = { by, seesHealth: false }
    expect(mayTakeBack(run, 'talk-health', { by, seesHealth: true })).toBe(true)
    expect(mayTakeBack(run, 'talk-health', desk)).toBe(false)
    expect(mayTakeBack(run, 'greet-seat', desk)).toBe(true)
    expect(mayTakeBack(run, 'greet-seat', { by: 'u2' as StaffId, seesHealth: true })).toBe(false)
    expect(mayTakeBack(run, 'nowhere', desk)).toBe(false)
    const off = playAll(steaming(), [[{ type: 'off' }, T0 + 12 * MIN]])
    expect(mayTakeBack(off.run, 'steam-off#1', { by: null, seesHealth: false })).toBe(true)
  })

  test('[D16] an early end can be taken back until the visit is filed', () => {
    const ended = playAll(begun(), [[{ type: 'end', outcome: 'declined', reason: 'unfit' }, T0]])
    expect(playAll(ended, [[undo('ended'), T0]]).run.fields.ended).toBeNull()
    expect(refusalOf(begun(), undo('ended'))?.refused).toBe('unknownStep')
  })
})

describe('answer, stated for a time before the visit', () => {
  const stated = (stepId: string, value: unknown, ms: number) => answer(stepId, value, { at: T0 - ms })

  test('[A4.7] the room’s work may have been done a day ahead, the guest’s steps not yesterday', () => {
    expect(play(begun(), stated('room-set', true, 15 * HOUR), T0).refusal).toBeNull()
    expect(play(begun(), stated('greet-seat', true, HOUR), T0).refusal).toBeNull()
    expect(play(begun(), stated('greet-seat', true, 23 * HOUR), T0).refusal).toEqual({
      refused: 'beforeStart',
      stepId: 'greet-seat',
    })
  })
})
