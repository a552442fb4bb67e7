import { describe, expect, test } from 'vitest'
import { steamClock } from '../../../src/domain/urn/clock.ts'
import {
  answer,
  answerAt,
  BEGIN,
  begun,
  by,
  type Deed,
  emptyRun,
  gone,
  leave,
  MIN,
  play,
  playAll,
  ready,
  START,
  steaming,
  T0,
  tableOf,
} from './play.ts'

type State = ReturnType<typeof begun>
const refusalOf = (table: State, deed: Deed, now = T0) => play(table, deed, now).refusal
const at = (minute: number) => T0 + minute * MIN
const turnover = () => playAll(tableOf(emptyRun({}, 'turnovers')), [[BEGIN, T0]])

describe('handOver', () => {
  test('[AN2] names who has the guest now, since when, by whom and why', () => {
    const table = playAll(steaming(), [[{ type: 'handOver', to: 'u2', why: 'break' }, at(3)]])
    expect(table.run.fields.consultant).toEqual({ value: 'u2', at: at(3), by, why: 'break' })
  })

  test('[AN2] needs somebody to hand to', () => {
    expect(refusalOf(begun(), { type: 'handOver', to: '' })?.refused).toBe('badValue')
    expect(refusalOf(begun(), { type: 'handOver', to: 'u2', why: '' })?.refused).toBe('badValue')
  })
})

describe('move', () => {
  const move: Deed = { type: 'move', to: 'g2', why: 'mixedUp' }

  test('[A2.2] keeps the steps, voids identity, signatures and contraindications, and says who it was', () => {
    const table = playAll(ready(), [
      [answer('lounge-sign', { strokes: 'M0' }), T0],
      [move, at(5)],
    ])
    expect(table.run.fields).toMatchObject({
      guestId: 'g2',
      moved: { from: 'g1', at: at(5), by, why: 'mixedUp' },
      'talk-who': null,
      'talk-health': null,
      'talk-consent': null,
      'lounge-sign': null,
    })
    expect(table.run.fields['void:talk-consent']).toMatchObject({
      value: { strokes: 'M0 0L9 9' },
      voidedAt: at(5),
    })
    expect(answerAt(table, 'prep-water')?.value).toBe(2)
    expect(refusalOf(table, START)).toMatchObject({ refused: 'gate', gate: 'contraindications' })
  })

  test('[A1.2] the booking, the kind and what was booked stay with the guest before', () => {
    const trial = playAll(tableOf(emptyRun({ booking: {} })), [[{ ...BEGIN, kind: 'trial' } as Deed, T0]])
    expect(trial.run.fields).toMatchObject({ bookingId: 'b1', kind: 'trial' })
    const moved = playAll(trial, [[move, at(5)]])
    expect(moved.run.fields).toMatchObject({ bookingId: null, kind: 'walkIn', 'book-made': null })
    expect(answerAt(moved, 'void:book-made')).toMatchObject({ value: true, voidedAt: at(5) })
    const theirs = playAll(trial, [[{ ...move, bookingId: 'b2', kind: 'member' } as Deed, at(5)]])
    expect(theirs.run.fields).toMatchObject({ bookingId: 'b2', kind: 'member' })
  })

  test('[D13] while the urn is on, its clock goes on unmoved', () => {
    const table = steaming()
    const moved = playAll(table, [[move, at(5)]])
    expect(steamClock(moved.run, at(6))).toEqual(steamClock(table.run, at(6)))
    expect(refusalOf(moved, answer('talk-health', ['none']), at(6))).toBeNull()
  })

  test.each<[string, State, Deed, string]>([
    ['to the same guest', begun(), { type: 'move', to: 'g1', why: 'mixedUp' }, 'sameGuest'],
    ['without a reason', begun(), { type: 'move', to: 'g2', why: '' }, 'needsReason'],
    ['to nobody', begun(), { type: 'move', to: '', why: 'mixedUp' }, 'badValue'],
    ['of a turnover', turnover(), move, 'notApplicable'],
    ['of a filed visit', playAll(gone(), [[{ type: 'file' }, at(60)]]), move, 'closed'],
  ])('[A2.2] %s is refused', (_title, table, deed, code) => {
    expect(refusalOf(table, deed, at(60))?.refused).toBe(code)
  })
})

describe('end', () => {
  const declined: Deed = { type: 'end', outcome: 'declined', reason: 'unfit' }
  const leftEarly: Deed = { type: 'end', outcome: 'leftEarly', reason: 'calledAway' }

  test('[D17] what is left is not applicable but the farewell and the filing', () => {
    const ended = playAll(begun(), [[declined, T0]])
    expect(ended.run.fields.ended).toEqual({ outcome: 'declined', reason: 'unfit', at: T0, by })
    expect(refusalOf(ended, answer('prep-water', 2))?.refused).toBe('notApplicable')
    expect(refusalOf(ended, leave('lounge'))?.refused).toBe('notApplicable')
    const filed = playAll(ended, [
      [leave('bye'), T0],
      [{ type: 'file' }, T0],
    ])
    expect(filed.run.fields.filed).toMatchObject({ missing: ['bye-say', 'file-record'] })
    expect(filed.others.size).toBe(0)
  })

  test('[D5] once the guest has used the room, the room is turned over', () => {
    const used = playAll(begun(), [
      [answer('prep-water', 1), T0],
      [leftEarly, at(2)],
    ])
    expect(used.others.get('turnovers/t-v1')).toMatchObject({ begun: { at: at(2) } })
    const skipped = playAll(begun(), [
      [answer('prep-cap', { notDone: 'noTime' }), T0],
      [leftEarly, at(2)],
    ])
    expect(skipped.others.size).toBe(0)
  })

  test('[D13] not while a guest may be in the urn', () => {
    expect(refusalOf(steaming(), leftEarly, at(5))?.refused).toBe('steamingUnderWay')
    const off = playAll(steaming(), [[{ type: 'stop', reason: 'dizzy' }, at(5)]])
    expect(refusalOf(off, leftEarly, at(5))).toMatchObject({ refused: 'gate', gate: 'support' })
    const out = playAll(off, [[answer('after-out', 'left'), at(6)]])
    expect(refusalOf(out, declined, at(6))?.refused).toBe('alreadySteaming')
    expect(refusalOf(out, leftEarly, at(6))).toBeNull()
  })

  test('[D16] is taken back while nothing follows from it, and no more once the room waits for its turnover', () => {
    const undo: Deed = { type: 'undo', field: 'ended' }
    expect(refusalOf(playAll(begun(), [[leftEarly, T0]]), undo)).toBeNull()
    const used = playAll(begun(), [
      [answer('prep-water', 2), T0],
      [leftEarly, at(2)],
    ])
    expect(refusalOf(used, undo, at(3))?.refused).toBe('limit')
  })

  test.each<[string, State, Deed, string]>([
    ['without a reason', begun(), { ...leftEarly, reason: ' ' } as Deed, 'needsReason'],
    [
      'with an outcome of no kind',
      begun(),
      { ...leftEarly, outcome: 'bored' } as unknown as Deed,
      'badValue',
    ],
    ['twice', playAll(begun(), [[declined, T0]]), declined, 'notApplicable'],
    ['of a turnover', turnover(), leftEarly, 'notApplicable'],
    ['of a voided visit', playAll(begun(), [[{ type: 'void', why: 'duplicate' }, T0]]), declined, 'closed'],
  ])('[D16] an end %s is refused', (_title, table, deed, code) => {
    expect(refusalOf(table, deed)?.refused).toBe(code)
  })
})

describe('void', () => {
  const voiding: Deed = { type: 'void', why: 'duplicate' }

  test('[M4] keeps the record and its reason; a room that was used is turned over', () => {
    expect(playAll(begun(), [[voiding, T0]]).run.fields.voided).toEqual({ at: T0, by, why: 'duplicate' })
    expect(playAll(begun(), [[voiding, T0]]).others.size).toBe(0)
    const used = playAll(begun(), [
      [answer('prep-locker', true), T0],
      [voiding, T0],
    ])
    expect(used.others.has('turnovers/t-v1')).toBe(true)
  })

  test('[D13] not without a reason, not while steaming, not twice', () => {
    expect(refusalOf(begun(), { type: 'void', why: '' })?.refused).toBe('needsReason')
    expect(refusalOf(steaming(), voiding)?.refused).toBe('steamingUnderWay')
    expect(refusalOf(playAll(begun(), [[voiding, T0]]), voiding)?.refused).toBe('closed')
  })

  test('[A7.2] not before the guest was led out of the urn', () => {
    const off = playAll(steaming(), [[{ type: 'off' }, at(20)]])
    expect(refusalOf(off, voiding, at(21))).toMatchObject({ refused: 'gate', gate: 'support' })
    expect(refusalOf(playAll(off, [[answer('after-out', 'left'), at(21)]]), voiding, at(21))).toBeNull()
  })

  test.each<Deed>([
    { type: 'place', roomId: 'r2', urnId: 'e2' },
    { type: 'handOver', to: 'u2' },
    { type: 'file' },
    { type: 'undo', field: 'ended' },
    leave('greet'),
  ])('[M4] nothing more happens to it: %j', (deed) => {
    const refusal = refusalOf(playAll(begun(), [[voiding, T0]]), deed)
    expect(refusal?.refused).toBe('closed')
  })
})

describe('file', () => {
  test('[A13.1] lists what is missing, blocks on nothing else, and leaves the last stage', () => {
    const filed = playAll(gone(), [[{ type: 'file' }, at(60)]])
    expect(filed.run.fields.filed).toEqual({
      at: at(60),
      by,
      missing: [
        'greet-say',
        'greet-seat',
        'talk-warm',
        'talk-air',
        'room-set',
        'room-heat',
        'prep-cap',
        'steam-check',
        'steam-ask',
        'after-rest',
        'after-photo',
        'after-tired',
        'after-shower',
        'go-remind',
        'lounge-say',
        'bye-say',
        'file-record',
      ],
    })
    expect(filed.run.fields['left:file']).toEqual({ at: at(60), by })
  })

  test('[A6.5] the question and the checks are not missing when the urn was off before they were due', () => {
    const missing = (table: State) => playAll(table, [[{ type: 'file' }, at(60)]]).run.fields.filed
    expect(missing(gone(4))).not.toMatchObject({ missing: expect.arrayContaining(['steam-check']) })
    expect(missing(gone(12))).toMatchObject({ missing: expect.arrayContaining(['steam-check']) })
    expect(missing(gone(12))).not.toMatchObject({ missing: expect.arrayContaining(['steam-ask']) })
  })

  test('[D5] does not wait for the room', () => {
    expect(gone().others.get('turnovers/t-v1')).not.toHaveProperty('filed')
    expect(refusalOf(gone(), { type: 'file' }, at(60))).toBeNull()
  })

  test('[D13] waits for “off”, for the guest to be out, and for the stages to be left', () => {
    expect(refusalOf(steaming(), { type: 'file' })?.refused).toBe('steamingUnderWay')
    const off = playAll(steaming(), [[{ type: 'off' }, at(30)]])
    expect(refusalOf(off, { type: 'file' }, at(30))).toMatchObject({ refused: 'gate', gate: 'support' })
    expect(refusalOf(begun(), { type: 'file' })).toEqual({ refused: 'stageOpen', detail: 'greet' })
    const again = playAll(gone(), [[{ type: 'file' }, at(60)]])
    expect(refusalOf(again, { type: 'file' }, at(61))?.refused).toBe('closed')
  })
})
