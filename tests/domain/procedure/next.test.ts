import { describe, expect, test } from 'vitest'
import { nextAction } from '../../../src/domain/procedure/next.ts'
import {
  answer,
  BEGIN,
  begun,
  emptyRun,
  gone,
  leave,
  MIN,
  playAll,
  ready,
  START,
  stageId,
  steaming,
  T0,
  tableOf,
} from './play.ts'

type State = ReturnType<typeof begun>
const at = (minute: number) => T0 + minute * MIN
const next = (table: State, minute = 0) => nextAction(table.run, at(minute))

describe('nextAction', () => {
  test('[D12] goes through the open steps in order, then leaves the stage', () => {
    expect(next(begun())).toEqual({ kind: 'step', stageId: 'greet', stepId: 'greet-say', blocked: null })
    const said = playAll(begun(), [[answer('greet-say', true), T0]])
    expect(next(said)).toMatchObject({ stepId: 'greet-seat' })
    const seated = playAll(said, [[answer('greet-seat', { notDone: 'noTime' }), T0]])
    expect(next(seated)).toEqual({ kind: 'leave', stageId: 'greet', blocking: [], open: [] })
  })

  test('[A4.3] says why a step is blocked', () => {
    const there = playAll(begun(), [[leave('greet'), T0]])
    expect(next(there)).toMatchObject({ stepId: 'talk-who', blocked: null })
    const other = playAll(there, [[answer('talk-who', 'other'), T0]])
    expect(next(other)).toMatchObject({
      stepId: 'talk-who',
      blocked: { refused: 'blockedValue', gate: 'identity' },
    })
    expect(nextAction(begun().run, T0, stageId('talk'))).toMatchObject({ stepId: 'talk-who' })
  })

  test('[A5.11] the start comes last, with every gate that is still closed', () => {
    const table = playAll(ready(), [[answer('prep-cap', true), T0]])
    expect(next(table)).toEqual({ kind: 'steamStart', stageId: 'prep', blocking: [] })
    const dry = playAll(begun(), [
      [leave('greet'), T0],
      [answer('prep-water', 2), T0],
      [answer('prep-balance', 'steady'), T0],
      [answer('prep-locker', true), T0],
      [answer('prep-cap', true), T0],
    ])
    const action = nextAction(dry.run, T0, stageId('prep'))
    expect(action).toMatchObject({
      kind: 'steamStart',
      blocking: [
        { gate: 'bloodPressure' },
        { gate: 'contraindications' },
        { gate: 'consent' },
        { gate: 'cleanRoom' },
      ],
    })
  })

  test('[A6.1] in the urn the clock leads: checks, the question, “off”', () => {
    const table = steaming()
    expect(next(table, 1)).toMatchObject({ kind: 'check', minute: 5, blocked: { refused: 'tooEarly' } })
    expect(next(table, 4.5)).toMatchObject({ kind: 'check', minute: 5, blocked: null })
    const checked = playAll(
      table,
      [5, 10, 15].map((m) => [{ type: 'check', minute: m, found: [] }, at(m)] as const),
    )
    expect(next(checked, 16)).toMatchObject({ kind: 'ask', blocked: { refused: 'tooEarly' } })
    expect(next(checked, 20)).toMatchObject({ kind: 'ask', blocked: null })
    expect(next(checked, 25)).toMatchObject({ kind: 'ask' })
    const on = playAll(checked, [[{ type: 'continue', goOn: true }, at(20)]])
    expect(next(on, 21)).toMatchObject({ kind: 'check', minute: 25 })
    expect(next(playAll(on, [[{ type: 'check', minute: 25, found: [] }, at(25)]]), 26)).toMatchObject({
      kind: 'off',
    })
    expect(nextAction(on.run, at(31), stageId('steam'))).toMatchObject({ kind: 'off', dueAt: at(30) })
  })

  test('[A6.5] a no to the question means “off” next, and nothing else', () => {
    const no = playAll(steaming(), [[{ type: 'continue', goOn: false }, at(20)]])
    expect(next(no, 20)).toMatchObject({ kind: 'off' })
  })

  test('[D13] past the deadline there is only “off”', () => {
    expect(next(steaming(), 31)).toEqual({ kind: 'off', dueAt: at(30), blocked: null })
  })

  test('[A2.2] moved to another guest while in the urn, the contraindications come first; a bad one means “off”', () => {
    const moved = playAll(steaming(), [[{ type: 'move', to: 'g2', why: 'mixedUp' }, at(3)]])
    expect(next(moved, 3)).toMatchObject({ kind: 'step', stepId: 'talk-who' })
    const known = playAll(moved, [[answer('talk-who', 'same'), at(3)]])
    expect(next(known, 3)).toMatchObject({ kind: 'step', stepId: 'talk-health' })
    const bad = playAll(known, [[answer('talk-health', ['fever']), at(3)]])
    expect(next(bad, 3)).toEqual({ kind: 'off', dueAt: at(3), blocked: null })
    expect(next(known, 31)).toMatchObject({ kind: 'off' })
  })

  test('[A2.2] moved before the urn, what is asked again leads back to its left stage', () => {
    const moved = playAll(ready(), [[{ type: 'move', to: 'g2', why: 'mixedUp' }, at(3)]])
    expect(next(moved, 3)).toMatchObject({ kind: 'step', stageId: 'talk', stepId: 'talk-who' })
  })

  test('[D13] a start by mistake leads back to the start', () => {
    const table = playAll(ready(), [
      [answer('prep-cap', true), T0],
      [START, T0],
      [{ type: 'stop', reason: 'mistaken' }, at(1)],
    ])
    expect(next(table, 2)).toMatchObject({ kind: 'steamStart', stageId: 'prep' })
    expect(nextAction(table.run, at(2), stageId('steam'))).toMatchObject({ kind: 'steamStart' })
  })

  test('[A7.2] after “off” the guest is led out, and the stage is not left before', () => {
    const off = playAll(steaming(), [[{ type: 'off' }, at(30)]])
    expect(next(off, 30)).toMatchObject({ kind: 'leave', stageId: 'steam', open: ['steam-check'] })
    const left = playAll(off, [[leave('steam'), at(30)]])
    expect(next(left, 30)).toMatchObject({ kind: 'step', stepId: 'after-out' })
  })

  test('[A13.1] ends with filing and what is missing', () => {
    expect(next(gone(), 60)).toMatchObject({ kind: 'step', stepId: 'file-record' })
    const last = playAll(gone(), [[answer('file-record', true), at(60)]])
    const action = next(last, 60)
    expect(action).toMatchObject({ kind: 'file', blocking: [] })
    expect(action?.kind === 'file' && action.missing.map(({ stepId }) => stepId)).toContain('bye-say')
    expect(next(playAll(last, [[leave('file'), at(61)]]), 61)).toMatchObject({ kind: 'file' })
    expect(next(playAll(last, [[{ type: 'file' }, at(61)]]), 61)).toBeNull()
  })

  test('[D17] after an early end it goes on with the farewell', () => {
    const ended = playAll(begun(), [[{ type: 'end', outcome: 'declined', reason: 'unfit' }, T0]])
    expect(next(ended)).toMatchObject({ kind: 'step', stepId: 'bye-say' })
    expect(nextAction(ended.run, T0, stageId('prep'))).toBeNull()
  })

  test('[D5] a turnover ends with filing too', () => {
    const turnover = playAll(tableOf(emptyRun({}, 'turnovers')), [[BEGIN, T0]])
    expect(next(turnover)).toMatchObject({ kind: 'step', stepId: 'turn-clear' })
    const left = playAll(turnover, [
      [leave('turn'), T0],
      [leave('tidy'), T0],
    ])
    expect(next(left)).toMatchObject({ kind: 'file', blocking: [] })
    expect(next(tableOf(emptyRun()))).toBeNull()
  })

  test('[D12] a left stage on the screen still offers what is open in it', () => {
    const table = playAll(begun(), [[leave('greet'), T0]])
    expect(nextAction(table.run, T0, stageId('greet'))).toMatchObject({ kind: 'step', stepId: 'greet-say' })
    expect(nextAction(begun().run, T0, stageId('book'))).toBeNull()
  })
})
