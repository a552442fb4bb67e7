import { describe, expect, test } from 'vitest'
import { NOTE_MAX, PHOTO_MAX, SIGNATURE_MAX } from '../../../src/domain/procedure/values.ts'
import { steamClock } from '../../../src/domain/urn/clock.ts'
import { checkFields } from '../../../src/sync/limits.ts'
import {
  answer,
  answerAt,
  begun,
  type Deed,
  GATE_ANSWERS,
  gone,
  leave,
  MIN,
  manager,
  play,
  playAll,
  ready,
  steaming,
  T0,
} from './play.ts'

const LATER = T0 + 60 * MIN
const correct = (field: string, value: unknown, more: object = {}): Deed =>
  ({ type: 'correct', field, value, why: 'mistyped', ...more }) as Deed
const refusalOf = (table: ReturnType<typeof begun>, deed: Deed, now = LATER) => play(table, deed, now).refusal
const incidentOf = (table: ReturnType<typeof begun>) => table.others.get('attention/overrun-v1-1')

describe('correct', () => {
  const table = gone()

  test('[M2] keeps the old value, the reason, when it was done and when it was corrected', () => {
    const corrected = playAll(table, [[correct('talk-bp', { high: 118, low: 76 }), LATER]])
    expect(answerAt(corrected, 'talk-bp')).toEqual({
      value: { high: 118, low: 76 },
      at: T0,
      by: 'u1',
      enteredAt: LATER,
      was: { high: 120, low: 75 },
      why: 'mistyped',
    })
  })

  test('[A13.1] is possible after filing and after voiding', () => {
    const filed = playAll(table, [[{ type: 'file' }, LATER]])
    expect(refusalOf(filed, correct('prep-water', 3))).toBeNull()
    const voided = playAll(table, [[{ type: 'void', why: 'duplicate' }, LATER]])
    expect(refusalOf(voided, correct('prep-water', 3))).toBeNull()
  })

  test.each<[string, Deed, string]>([
    ['without a reason', correct('prep-water', 3, { why: ' ' }), 'needsReason'],
    ['of a step that is not there', correct('nowhere', 3), 'unknownStep'],
    ['of what was never answered', correct('greet-seat', true), 'badValue'],
    ['to what is impossible', correct('talk-bp', { high: 999, low: 75 }), 'implausible'],
    [
      'to an unusual gate value without approval',
      correct('talk-bp', { high: 150, low: 75 }),
      'needsApproval',
    ],
    ['of a gate to “not done”', correct('prep-water', { notDone: 'noTime' }), 'gateCannotBeSkipped'],
    ['into the future', correct('prep-water', 3, { at: LATER + 2 * MIN }), 'inFuture'],
    ['of the question to a word', correct('steam-ask', 'goOn'), 'badValue'],
  ])('[A0.1] %s is refused', (_title, deed, code) => {
    const asked = playAll(steaming(), [[{ type: 'continue', goOn: true }, T0 + 20 * MIN]])
    const from = deed.type === 'correct' && deed.field === 'steam-ask' ? asked : table
    const done =
      from === asked
        ? playAll(asked, [
            [{ type: 'off' }, T0 + 30 * MIN],
            [leave('steam'), LATER],
          ])
        : from
    expect(refusalOf(done, deed)?.refused).toBe(code)
  })

  test('[D17] takes approval with its own reason', () => {
    const deed = correct('talk-bp', { high: 150, low: 75 }, { approvedBy: manager })
    expect(answerAt(playAll(table, [[deed, LATER]]), 'talk-bp')).toMatchObject({ approvedBy: manager })
  })

  test('[A0.1] while the stage is open an answer is undone, not corrected', () => {
    const open = playAll(begun(), [[answer('greet-seat', true), T0]])
    expect(refusalOf(open, correct('greet-seat', { notDone: 'noTime' }))?.refused).toBe('stageOpen')
  })

  test('[A6.1] a check’s finding, a change and the question can be corrected', () => {
    const done = playAll(steaming(), [
      [{ type: 'check', minute: 5, found: [] }, T0 + 5 * MIN],
      [{ type: 'change', setting: '2', plannedMin: 25 }, T0 + 6 * MIN],
      [{ type: 'continue', goOn: true }, T0 + 20 * MIN],
      [{ type: 'off' }, T0 + 25 * MIN],
      [leave('steam'), T0 + 25 * MIN],
      [correct('steam-check#5', { found: ['thirsty'] }), LATER],
      [correct('steam-change#1', { setting: '1', plannedMin: 25 }), LATER],
      [correct('steam-ask', false), LATER],
    ])
    expect(answerAt(done, 'steam-check#5')?.value).toEqual({ found: ['thirsty'] })
    expect(answerAt(done, 'steam-ask')).toMatchObject({ value: false, was: true })
  })
})

describe('correct, the urn’s instants', () => {
  const setting = { setting: '1', plannedMin: 30 }
  /** In the urn since T0, in the shop for half an hour more. */
  const since = () => playAll(ready({}, T0 - 30 * MIN), [[{ type: 'steamStart', ...setting }, T0]])

  test('[D13] a start moves earlier only, and the deadline with it', () => {
    const table = since()
    const earlier = playAll(table, [[correct('prep-start#1', setting, { at: T0 - 3 * MIN }), T0 + 5 * MIN]])
    expect(steamClock(earlier.run, T0)?.deadlineAt).toBe(T0 + 27 * MIN)
    expect(answerAt(earlier, 'prep-start#1')).toMatchObject({ was: { setting: '1', plannedMin: 30, at: T0 } })
    expect(refusalOf(table, correct('prep-start#1', setting, { at: T0 + 1 }), T0 + 5 * MIN)?.refused).toBe(
      'limit',
    )
    expect(refusalOf(table, correct('prep-start#1', { ...setting, plannedMin: 31 }))?.refused).toBe('limit')
  })

  test('[D13] a start does not move before the end of an annulled one', () => {
    const again = playAll(steaming(), [
      [{ type: 'stop', reason: 'mistaken' }, T0 + MIN],
      [{ type: 'steamStart', ...setting }, T0 + 5 * MIN],
    ])
    const now = T0 + 6 * MIN
    expect(refusalOf(again, correct('prep-start#2', setting, { at: T0 }), now)?.refused).toBe('beforeStart')
    expect(refusalOf(again, correct('prep-start#1', setting, { at: T0 - MIN }), now)?.refused).toBe('limit')
    expect(refusalOf(again, correct('steam-off#1', { how: 'off' }), now)?.refused).toBe('limit')
  })

  test('[D13] “off” is corrected between the start and now, and never into a mistaken start', () => {
    const off = playAll(steaming(), [[{ type: 'off' }, T0 + 20 * MIN]])
    const at = (minute: number) => correct('steam-off#1', { how: 'off' }, { at: T0 + minute * MIN })
    expect(refusalOf(off, at(-1), T0 + 25 * MIN)?.refused).toBe('beforeStart')
    expect(refusalOf(off, at(30), T0 + 25 * MIN)?.refused).toBe('inFuture')
    const stopped = correct('steam-off#1', { how: 'stop', reason: 'dizzy' })
    expect(answerAt(playAll(off, [[stopped, T0 + 25 * MIN]]), 'steam-off#1')).toMatchObject({
      value: { how: 'stop', reason: 'dizzy' },
      was: { how: 'off', at: T0 + 20 * MIN },
    })
    expect(refusalOf(off, correct('steam-off#1', { how: 'stop', reason: 'mistaken' }))?.refused).toBe('limit')
    expect(refusalOf(off, correct('steam-off#1', { how: 'stop', reason: '' }))?.refused).toBe('needsReason')
    expect(refusalOf(off, correct('steam-off#1', true))?.refused).toBe('badValue')
  })

  test('[D13] an “off” corrected to after the deadline raises the incident; corrected again it keeps it true', () => {
    const off = playAll(steaming(), [[{ type: 'off' }, T0 + 29 * MIN]])
    expect(incidentOf(off)).toBeUndefined()
    const late = playAll(off, [[correct('steam-off#1', { how: 'off' }, { at: T0 + 35 * MIN }), LATER]])
    expect(incidentOf(late)).toMatchObject({ kind: 'overrun', overMs: 5 * MIN, openedAt: LATER })
    const again = playAll(late, [
      [correct('steam-off#1', { how: 'off' }, { at: T0 + 33 * MIN }), LATER + MIN],
    ])
    expect(incidentOf(again)).toMatchObject({ kind: 'overrun', overMs: 3 * MIN, openedAt: LATER })
  })

  test('[D13] correcting a timely “off” long after raises nothing', () => {
    const off = playAll(steaming(), [[{ type: 'off' }, T0 + 29 * MIN]])
    const earlier = playAll(off, [[correct('steam-off#1', { how: 'off' }, { at: T0 + 28 * MIN }), LATER]])
    expect(incidentOf(earlier)).toBeUndefined()
  })

  test('[D13] a start moved so far back that “off” came too late raises the incident', () => {
    const off = playAll(since(), [[{ type: 'off' }, T0 + 29 * MIN]])
    const moved = playAll(off, [[correct('prep-start#1', setting, { at: T0 - 10 * MIN }), LATER]])
    expect(incidentOf(moved)).toMatchObject({ deadlineAt: T0 + 20 * MIN, overMs: 9 * MIN })
  })
})

describe('correct, pictures', () => {
  const jpeg = (letter: string) => ({ jpeg: `data:image/jpeg;base64,${letter.repeat(PHOTO_MAX - 40)}` })
  const strokes = (letter: string) => ({ strokes: letter.repeat(SIGNATURE_MAX), signer: '王'.repeat(500) })
  const note = '字'.repeat(NOTE_MAX)
  const isTooLarge = (table: ReturnType<typeof begun>) =>
    checkFields({ table: 'visits', id: 'v1', fields: table.run.fields })

  test.each<[string, unknown, unknown]>([
    ['after-photo', jpeg('A'), jpeg('B')],
    ['talk-consent', strokes('A'), strokes('B')],
  ])('[CS7] the picture before a correction of %s is kept beside the answer, not in it', (id, old, next) => {
    const given = playAll(begun(), [[answer(id, old, { note }), T0]])
    expect(isTooLarge(given)).toBeNull()
    const closed = playAll(given, [[{ type: 'void', why: 'duplicate' }, T0]])
    const corrected = playAll(closed, [[correct(id, next, { why: '错'.repeat(500) }), LATER]])
    expect(answerAt(corrected, id)).toMatchObject({ value: next, was: { picture: 'kept' } })
    expect(answerAt(corrected, `was:${id}`)).toMatchObject({ value: old, at: T0, by: 'u1' })
    expect(isTooLarge(corrected)).toBeNull()
  })
})

describe('correct, twice', () => {
  const table = gone()
  const deed = correct('prep-water', 3)

  test('[M2] the same correction again is refused, so that the true old value stays', () => {
    const once = playAll(table, [[deed, LATER]])
    expect(refusalOf(once, deed, LATER + 200)).toMatchObject({ refused: 'unchanged', stepId: 'prep-water' })
    expect(refusalOf(table, correct('talk-bp', { low: 75, high: 120 }))?.refused).toBe('unchanged')
    expect(refusalOf(table, correct('prep-water', 2, { at: T0 - MIN }))).toBeNull()
  })
})

describe('correct, the order of things', () => {
  const setting = { setting: '1', plannedMin: 30 }
  const out = playAll(steaming(), [
    [{ type: 'off' }, T0 + 20 * MIN],
    [answer('after-out', 'left'), T0 + 22 * MIN],
  ])

  test('[A7.2] the guest is never led out before “off”, nor the urn switched off after they were out', () => {
    const off = playAll(steaming(), [[{ type: 'off' }, T0 + 20 * MIN]])
    const early = answer('after-out', 'left', { at: T0 + 15 * MIN })
    expect(refusalOf(off, early)).toMatchObject({ refused: 'beforeStart', stepId: 'after-out' })
    expect(refusalOf(off, answer('after-out', 'left', { at: T0 + 20 * MIN }))).toBeNull()
    const left = playAll(out, [
      [leave('steam'), T0 + 23 * MIN],
      [leave('after'), T0 + 30 * MIN],
    ])
    const moved = (minute: number) => correct('after-out', 'left', { at: T0 + minute * MIN })
    expect(refusalOf(left, moved(19))?.refused).toBe('beforeStart')
    expect(refusalOf(left, moved(21))).toBeNull()
    const late = (minute: number) => correct('steam-off#1', { how: 'off' }, { at: T0 + minute * MIN })
    expect(refusalOf(left, late(23))?.refused).toBe('limit')
    expect(refusalOf(left, late(22))).toBeNull()
  })

  test('[A5.11] a start is not moved to before the visit began', () => {
    const began = ready({}, T0)
    const on = playAll(began, [[{ type: 'steamStart', ...setting }, T0 + 10 * MIN]])
    expect(refusalOf(on, correct('prep-start#1', setting, { at: T0 - MIN }))?.refused).toBe('beforeStart')
    expect(refusalOf(on, correct('prep-start#1', setting, { at: T0 }))).toBeNull()
  })
})

describe('correct, a gate before the urn', () => {
  test('[A5.2] once steam has started its answer is corrected with a reason, never answered over', () => {
    const on = steaming()
    const now = T0 + 5 * MIN
    expect(refusalOf(on, answer('room-clean', 'clean'), now)?.refused).toBe('stageLeft')
    const roomOpen = playAll(
      GATE_ANSWERS.reduce((sofar, [id, value]) => playAll(sofar, [[answer(id, value), T0]]), begun()),
      [
        [leave('greet'), T0],
        [leave('talk'), T0],
        [{ type: 'steamStart', setting: '1', plannedMin: 30 }, T0],
      ],
    )
    expect(refusalOf(roomOpen, answer('room-clean', 'clean'), now)?.refused).toBe('alreadySteaming')
    expect(refusalOf(roomOpen, correct('room-clean', 'notYet'), now)).toBeNull()
  })
})

describe('note', () => {
  const NOW = T0 + 40 * MIN
  const corrected = playAll(gone(), [
    [correct('talk-bp', { high: 150, low: 75 }, { approvedBy: manager, why: 'cuff' }), NOW],
  ])

  test('[M2] changes the note alone: value, time, person, correction and approval stay', () => {
    const before = answerAt(corrected, 'talk-bp')
    const noted = playAll(corrected, [[{ type: 'note', field: 'talk-bp', note: '右臂' }, NOW + 9 * MIN]])
    expect(answerAt(noted, 'talk-bp')).toEqual({ ...before, note: '右臂' })
    const cleared = playAll(noted, [[{ type: 'note', field: 'talk-bp', note: '' }, NOW + 9 * MIN]])
    expect(answerAt(cleared, 'talk-bp')).toEqual(before)
  })

  test.each<[string, Deed, string]>([
    ['on no answer', { type: 'note', field: 'greet-seat', note: 'x' }, 'badValue'],
    ['on no step', { type: 'note', field: 'nowhere', note: 'x' }, 'unknownStep'],
    ['that is no text', { type: 'note', field: 'talk-bp', note: 7 } as unknown as Deed, 'badValue'],
    ['that is too long', { type: 'note', field: 'talk-bp', note: 'x'.repeat(2001) }, 'limit'],
    ['that says what stands there', { type: 'note', field: 'talk-bp', note: '' }, 'unchanged'],
  ])('[M2] a note %s is refused', (_title, deed, code) => {
    expect(refusalOf(gone(), deed)?.refused).toBe(code)
  })

  test('[D17] the reason of an approval is not cleared, and nothing is noted once the visit is filed', () => {
    const more = { approvedBy: manager, note: '店长看过' }
    const approved = playAll(begun(), [
      [answer('talk-who', 'same'), T0],
      [answer('talk-bp', { high: 150, low: 75 }, more), T0],
    ])
    expect(refusalOf(approved, { type: 'note', field: 'talk-bp', note: ' ' })?.refused).toBe('needsReason')
    const filed = playAll(gone(), [[{ type: 'file' }, LATER]])
    expect(refusalOf(filed, { type: 'note', field: 'talk-bp', note: 'x' })?.refused).toBe('closed')
  })
})
