import { describe, expect, test } from 'vitest'
import {
  answer,
  BEGIN,
  begun,
  by,
  type Deed,
  emptyRun,
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
const out = (parts = {}) =>
  playAll(steaming(parts), [
    [{ type: 'off' }, at(30)],
    [leave('steam'), at(30)],
    [answer('after-out', 'left'), at(30)],
    [leave('after'), at(35)],
  ])

describe('leave', () => {
  test('[D12] only gates keep a stage; what else is open does not', () => {
    expect(playAll(begun(), [[leave('greet'), at(1)]]).run.fields['left:greet']).toEqual({ at: at(1), by })
    expect(refusalOf(begun(), leave('talk'))).toEqual({
      refused: 'gate',
      gate: 'identity',
      stepId: 'talk-who',
    })
  })

  test('[D17] an answer that forbids steaming keeps its stage, and the visit ends from there', () => {
    const table = playAll(begun(), [
      [answer('talk-who', 'same'), T0],
      [answer('talk-bp', { high: 120, low: 75 }), T0],
      [answer('talk-health', ['fever']), T0],
    ])
    expect(refusalOf(table, leave('talk'))?.refused).toBe('blockedValue')
    const ended = playAll(table, [[{ type: 'end', outcome: 'declined', reason: 'unfit' }, T0]])
    expect(refusalOf(ended, leave('talk'))?.refused).toBe('notApplicable')
    expect(refusalOf(ended, leave('bye'))).toBeNull()
  })

  test.each<[string, Deed, string]>([
    ['a stage that nobody wrote', leave('nowhere'), 'unknownStage'],
    ['a stage of the turnover', leave('turn'), 'unknownStage'],
    ['a stage that was left', leave('book'), 'stageLeft'],
  ])('[A0.1] %s cannot be left', (_title, deed, code) => {
    expect(refusalOf(begun(), deed)?.refused).toBe(code)
  })

  test('[D13] the steaming stage is not left before “off” is confirmed, nor any stage after it', () => {
    const asked = playAll(steaming(), [[{ type: 'continue', goOn: true }, at(20)]])
    expect(refusalOf(asked, leave('steam'), at(30))).toMatchObject({ refused: 'gate', gate: 'off' })
    expect(refusalOf(steaming(), leave('lounge'), at(30))?.refused).toBe('steamingUnderWay')
    const off = playAll(steaming(), [[{ type: 'off' }, at(30)]])
    expect(refusalOf(off, leave('go'), at(30))).toMatchObject({ refused: 'gate', gate: 'support' })
  })

  test('[A6.5] after 20 the question keeps the stage until “off” makes it idle', () => {
    const steam = steaming()
    expect(refusalOf(steam, leave('steam'), at(21))?.gate).toBe('twenty')
  })

  test('[A9.2] leaving the care room makes the turnover, with what it must know', () => {
    const table = playAll(out({ guest: { serious: true } }), [[leave('go'), at(37)]])
    expect(table.others.get('turnovers/t-v1')).toEqual({
      visitId: 'v1',
      place: { roomId: 'r1', urnId: 'e1' },
      procedureId: 'SMALL@1',
      serious: true,
      winter: true,
      begun: { at: at(37), by },
    })
    expect(table.run.fields.turnover).toEqual({ id: 't-v1', at: at(37) })
  })

  test('[D5] the turnover is made once, and none without a room', () => {
    const again = playAll(out(), [
      [leave('go'), at(37)],
      [{ type: 'reopen', stageId: 'go' }, at(38)],
      [leave('go'), at(39)],
    ])
    expect(again.others.get('turnovers/t-v1')).toMatchObject({ begun: { at: at(37), by } })
    const table = out()
    const since = Object.keys(table.run.fields).filter((name) => name.startsWith('since:'))
    const none = Object.fromEntries(['place', ...since].map((name) => [name, null]))
    const nowhere = { ...table, run: { ...table.run, fields: { ...table.run.fields, ...none } } }
    expect(playAll(nowhere, [[leave('go'), at(37)]]).others.size).toBe(0)
  })

  test('[D5] a turnover’s own stages are left one by one, by whoever does it', () => {
    const turnover = playAll(tableOf(emptyRun({}, 'turnovers')), [
      [BEGIN, T0],
      [{ type: 'handOver', to: 'u2' }, T0],
      [answer('turn-clear', true), T0],
    ])
    expect(refusalOf(turnover, { type: 'file' })).toEqual({ refused: 'stageOpen', detail: 'turn' })
    const filed = playAll(turnover, [
      [leave('turn'), T0],
      [leave('tidy'), T0],
      [{ type: 'file' }, T0],
    ])
    expect(filed.run.fields.filed).toMatchObject({ missing: ['turn-clean', 'tidy-tank'] })
    expect(refusalOf(filed, answer('tidy-tank', true))?.refused).toBe('closed')
  })
})

describe('reopen', () => {
  const reopen = (stageId: string): Deed => ({ type: 'reopen', stageId })

  test('[D12] a stage left too soon is open again, until a later one has been left', () => {
    const left = playAll(begun(), [[leave('greet'), T0]])
    expect(playAll(left, [[reopen('greet'), T0]]).run.fields['left:greet']).toBeNull()
    expect(refusalOf(ready(), reopen('greet'))?.refused).toBe('stageLeft')
    expect(refusalOf(ready(), reopen('talk'))).toBeNull()
  })

  test('[D12] the room’s stages do not hold the guest’s', () => {
    const left = playAll(begun(), [
      [leave('greet'), T0],
      [answer('room-clean', 'clean'), T0],
      [leave('room'), T0],
    ])
    expect(refusalOf(left, reopen('greet'))).toBeNull()
  })

  test.each<[string, State, Deed, string]>([
    ['a stage that is open', begun(), reopen('talk'), 'stageOpen'],
    ['a stage that nobody wrote', begun(), reopen('nowhere'), 'unknownStage'],
    ['where steam was started', steaming(), reopen('prep'), 'alreadySteaming'],
  ])('[D13] %s is not opened again', (_title, table, deed, code) => {
    expect(refusalOf(table, deed)?.refused).toBe(code)
  })

  test('[A13.1] nothing is left or opened again in a closed record', () => {
    const voided = playAll(ready(), [[{ type: 'void', why: 'duplicate' }, T0]])
    expect(refusalOf(voided, reopen('talk'))?.refused).toBe('closed')
    expect(refusalOf(voided, leave('prep'))?.refused).toBe('closed')
    expect(refusalOf(voided, START)?.refused).toBe('closed')
  })
})

describe('leave, after the urn', () => {
  test('[A9.1] a stage after steaming waits until the steaming was left', () => {
    const open = ready()
    const refusal = (table: ReturnType<typeof begun>, id: string) => play(table, leave(id), T0).refusal
    expect(refusal(open, 'after')?.refused).toBe('gate')
    for (const id of ['go', 'lounge', 'bye']) {
      expect(refusal(open, id)).toEqual({ refused: 'stageOpen', detail: 'steam' })
    }
    expect(play(open, leave('go'), T0).others.size).toBe(0)
    const ended = playAll(begun(), [[{ type: 'end', outcome: 'leftEarly', reason: 'calledAway' }, T0]])
    expect(refusal(ended, 'bye')).toBeNull()
  })
})
