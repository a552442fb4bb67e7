import { describe, expect, test } from 'vitest'
import { isOpenRecord } from '../../../src/domain/open-record.ts'
import { currentStage } from '../../../src/domain/procedure/outline.ts'
import type { Run } from '../../../src/domain/procedure/run.ts'
import {
  canUndo,
  footFirst,
  isClosed,
  lastUndoable,
  missingAtFiling,
  plannedMinutes,
  stageViews,
  supplyTotals,
} from '../../../src/domain/procedure/view.ts'
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
  SUMMER,
  steaming,
  T0,
  tableOf,
} from './play.ts'

const at = (minute: number) => T0 + minute * MIN
function stageOf(run: Run, id: string, now = T0) {
  const found = stageViews(run, now).find(({ stage }) => stage.id === id)
  if (!found) throw new Error(id)
  return found
}
function stepOf(run: Run, stage: string, id: string) {
  const found = stageOf(run, stage).steps.find(({ step }) => step.id === id)
  if (!found) throw new Error(id)
  return found
}

describe('stageViews', () => {
  test('[D12] one stage of the guest is now; those of the room are now beside it', () => {
    const states = (run: Run) =>
      Object.fromEntries(stageViews(run, T0).map(({ stage, state }) => [stage.id as string, state]))
    expect(states(begun().run)).toMatchObject({
      book: 'left',
      greet: 'now',
      talk: 'waiting',
      room: 'waiting',
    })
    expect(states(playAll(begun(), [[leave('greet'), T0]]).run)).toMatchObject({ talk: 'now', room: 'now' })
    expect(currentStage(begun().run)).toBe('greet')
  })

  test('[A4] minutes taken count from the stage before, against the plan of the season', () => {
    const table = playAll(begun(), [[leave('greet'), at(2)]])
    expect(stageOf(table.run, 'greet', at(30))).toMatchObject({
      startedAt: T0,
      leftAt: at(2),
      takenMs: 2 * MIN,
      plannedMin: 1,
      lateMs: MIN,
    })
    expect(stageOf(table.run, 'talk', at(10))).toMatchObject({
      startedAt: at(2),
      leftAt: null,
      takenMs: 8 * MIN,
      plannedMin: 6,
      lateMs: 2 * MIN,
    })
    expect(stageOf(begun({}, SUMMER).run, 'talk').plannedMin).toBe(5)
    expect(stageOf(table.run, 'prep', at(10))).toMatchObject({ startedAt: null, takenMs: 0, lateMs: 0 })
    expect(stageOf(table.run, 'book').plannedMin).toBeNull()
  })

  test('[D17] what is next after an early end counts from the end, and not from the stage that was left last', () => {
    const table = playAll(begun(), [
      [leave('greet'), at(2)],
      [{ type: 'end', outcome: 'declined', reason: 'unfit' }, at(9)],
    ])
    const next = currentStage(table.run) ?? ''
    expect(stageOf(table.run, next, at(10))).toMatchObject({ startedAt: at(9), takenMs: MIN })
    expect(stageOf(table.run, 'greet', at(10)), 'what was left before stays as it was').toMatchObject({
      startedAt: T0,
      takenMs: 2 * MIN,
    })
  })

  test('[D3] the room’s minutes count from its first answer, and a clock that jumps back takes none away', () => {
    const table = playAll(begun(), [[answer('room-set', true), at(3)]])
    expect(stageOf(table.run, 'room', at(5))).toMatchObject({ startedAt: at(3), takenMs: 2 * MIN })
    expect(stageOf(table.run, 'room', T0 - MIN).takenMs).toBe(0)
  })

  test('[D5] minutes stand still once the record is closed', () => {
    const voided = playAll(begun(), [[{ type: 'void', why: 'duplicate' }, at(4)]])
    expect(stageOf(voided.run, 'greet', at(500)).takenMs).toBe(4 * MIN)
  })

  test('[A4.3] closed gates are what blocks; the rest is only listed as open', () => {
    const talk = stageOf(begun().run, 'talk')
    expect(talk.blocking).toEqual([
      { stepId: 'talk-who', gate: 'identity' },
      { stepId: 'talk-bp', gate: 'bloodPressure' },
      { stepId: 'talk-health', gate: 'contraindications' },
      { stepId: 'talk-consent', gate: 'consent' },
    ])
    expect(talk.open).toEqual(['talk-warm', 'talk-air'])
    expect(stageOf(begun({}, SUMMER).run, 'talk').open).toEqual(['talk-air'])
    expect(stageOf(ready().run, 'talk').blocking).toEqual([])
  })

  test('[A4.3] each step says its state, its answer and why it cannot be answered now', () => {
    expect(stepOf(begun().run, 'talk', 'talk-bp')).toMatchObject({
      state: 'open',
      answer: null,
      blocked: { refused: 'gate', gate: 'identity' },
      satisfied: false,
    })
    const table = playAll(begun(), [
      [answer('prep-cap', { notDone: 'noTime' }), T0],
      [answer('room-heat', { startedAt: T0 }), T0],
    ])
    expect(stepOf(table.run, 'prep', 'prep-cap')).toMatchObject({
      state: 'notDone',
      blocked: null,
      satisfied: true,
    })
    expect(stepOf(table.run, 'room', 'room-heat')).toMatchObject({ state: 'open', blocked: null })
    expect(stepOf(table.run, 'prep', 'prep-water')).toMatchObject({ satisfied: false, blocked: null })
  })

  test('[A5.11] the urn’s start and repeated steps show their numbered answers', () => {
    const table = playAll(steaming(), [[{ type: 'check', minute: 5, found: [] }, at(5)]])
    expect(stepOf(table.run, 'prep', 'prep-start')).toMatchObject({ state: 'done', answers: [{ n: 1 }] })
    expect(stepOf(table.run, 'steam', 'steam-check').answers.map(({ n }) => n)).toEqual([5])
  })

  test('[D17] after an early end the rest is not applicable, what was left stays left', () => {
    const ended = playAll(begun(), [
      [leave('greet'), T0],
      [{ type: 'end', outcome: 'declined', reason: 'unfit' }, T0],
    ])
    expect(stageViews(ended.run, T0).map(({ state }) => state)).toEqual([
      'left',
      'left',
      ...Array.from({ length: 6 }, () => 'notApplicable'),
      'notApplicable',
      'now',
      'waiting',
    ])
    expect(currentStage(ended.run)).toBe('bye')
  })

  test('[D5] a turnover has its own stages, one after the other', () => {
    const turnover = playAll(tableOf(emptyRun({}, 'turnovers')), [[BEGIN, T0]])
    expect(stageViews(turnover.run, T0).map(({ stage, state }) => [stage.id, state])).toEqual([
      ['turn', 'now'],
      ['tidy', 'waiting'],
    ])
    expect(currentStage(turnover.run)).toBe('turn')
    expect(
      currentStage(
        playAll(turnover, [
          [leave('turn'), T0],
          [leave('tidy'), T0],
        ]).run,
      ),
    ).toBeNull()
  })
})

describe('the record as a whole', () => {
  test('[A13.1] what is missing names its stage; a filed record has no current one', () => {
    expect(missingAtFiling(begun().run).at(0)).toEqual({ stageId: 'greet', stepId: 'greet-say' })
    const filed = playAll(gone(), [[{ type: 'file' }, at(60)]]).run
    expect(currentStage(filed)).toBeNull()
    expect(isClosed(filed)).toBe(true)
    expect(isClosed(begun().run)).toBe(false)
    expect(currentStage(emptyRun())).toBeNull()
  })

  test('[D2] the whole visit is the sum of its stages, with the rest apart', () => {
    expect(plannedMinutes(begun().run)).toBe(1 + 6 + 3 + 30 + 5 + 25 + 2 + 15 + 3)
    expect(plannedMinutes(begun({}, SUMMER).run)).toBe(1 + 5 + 3 + 30 + 5 + 25 + 2 + 15 + 3)
  })

  test('[A5.1] totals are computed from the rows', () => {
    const { step } = stepOf(begun().run, 'room', 'room-set')
    if (step.kind !== 'supplies') throw new Error('supplies')
    expect(supplyTotals(step, 'female')).toEqual({ towel: 3, cap: 1 })
    expect(supplyTotals(step, 'male')).toEqual({ towel: 3 })
  })

  test('[A7.3] supporting the left side the right foot goes first, and the other way round', () => {
    const off = playAll(steaming(), [[{ type: 'off' }, at(30)]])
    expect(footFirst(off.run)).toBeNull()
    expect(footFirst(playAll(off, [[answer('after-out', 'left'), at(31)]]).run)).toBe('right')
    expect(footFirst(playAll(off, [[answer('after-out', 'right'), at(31)]]).run)).toBe('left')
  })

  test('[CS6] the last answer that can be taken back is the one entered last in an open stage', () => {
    expect(lastUndoable(begun({ booking: {} }).run)).toBeNull()
    const table = playAll(begun(), [
      [answer('greet-seat', true), at(1)],
      [answer('talk-who', 'same', { at: T0 }), at(3)],
      [answer('greet-say', true), at(2)],
    ])
    expect(lastUndoable(table.run)).toBe('talk-who')
    expect(canUndo(table.run, 'talk-who')).toBe(true)
    expect(lastUndoable(steaming().run)).toBeNull()
  })

  test('[D5] visits and turnovers are open until filed or voided; other records never are', () => {
    const { fields } = begun().run
    expect(isOpenRecord({ table: 'visits', fields })).toBe(true)
    expect(isOpenRecord({ table: 'turnovers', fields })).toBe(true)
    expect(isOpenRecord({ table: 'bookings', fields })).toBe(false)
    expect(isOpenRecord({ table: 'visits', fields: { ...fields, filed: { at: 1 } } })).toBe(false)
    expect(isOpenRecord({ table: 'visits', fields: { ...fields, voided: { at: 1 } } })).toBe(false)
    expect(isOpenRecord({ table: 'visits', fields: {} })).toBe(false)
  })

  test('[M7] fields of a newer version are passed over, whatever they are', () => {
    const { run } = steaming()
    const strange = {
      ...run,
      fields: { ...run.fields, 'greet-seat': 7, 'steam-check#5': 'x', 'prep-x#y': {}, next: [1] },
    }
    expect(stageViews(strange, T0)).toHaveLength(stageViews(run, T0).length)
    expect(lastUndoable(strange)).toBeNull()
  })
})
