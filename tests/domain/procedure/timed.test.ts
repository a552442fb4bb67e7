/** Timed steps under way: counted from the stored start, whatever the clock of the one who looks has done meanwhile. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { restUnderWay, type TimedStep, timedUnderWay } from '../../../src/domain/procedure/timed.ts'
import { answer, BEGIN, emptyRun, leave, MIN, play, playAll, T0, tableOf } from './play.ts'

const stepOf = (id: string) =>
  structure.stages.flatMap((stage) => stage.steps).find((step) => step.id === id) as TimedStep
const REST = stepOf('A7.6-rest')
const begun = () => playAll(tableOf(emptyRun({ procedure: structure })), [[BEGIN, T0]])
const started = (id: string) => play(begun(), answer(id, { startedAt: T0 }), T0).run

describe('a timed step under way', () => {
  test.each([
    ['A7.6-rest', 19, 'running', 1],
    ['A7.6-rest', 20, 'due', 0],
    ['A7.6-rest', 26, 'due', 0],
    ['A7.6-rest', 27, 'over', 0],
    ['A5.9-shower', 2, 'running', 1],
    ['A5.9-shower', 3, 'due', 0],
    ['A8.1-massage', 15, 'due', 0],
    ['A8.1-massage', 17, 'over', 0],
  ])('[A7.6] [A8.1] [A5.9] %s after %i minutes is %s with %i minutes left', (id, min, state, left) => {
    expect(timedUnderWay(started(id), stepOf(id), T0 + min * MIN)).toMatchObject({
      state,
      leftMs: left * MIN,
      ranMs: min * MIN,
    })
  })

  test('[A7.6] before it has begun, and after it has ended, nothing is under way', () => {
    expect(timedUnderWay(begun().run, REST, T0)).toBeNull()
    const ended = play(begun(), answer('A7.6-rest', { startedAt: T0, endedAt: T0 }), T0)
    expect(timedUnderWay(ended.run, REST, T0 + MIN)).toBeNull()
  })

  test('[D13] what a tablet that ran ahead has written began no later than it was written', () => {
    const run = { ...started('A7.6-rest'), writtenAt: { 'A7.6-rest': T0 - 60 * MIN } }
    expect(timedUnderWay(run, REST, T0)).toMatchObject({ ranMs: 60 * MIN, state: 'over' })
  })

  test('[A7.6] it never runs backwards, and what is left never is more than the rule’s time', () => {
    const run = started('A7.6-rest')
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 100_000_000 }), (ms) => {
        const way = timedUnderWay(run, REST, T0 + ms)
        expect(way?.ranMs).toBeGreaterThanOrEqual(0)
        expect(way?.leftMs).toBeLessThanOrEqual(20 * MIN)
      }),
    )
  })
})

test('[A7.6] of a visit the one on the guest’s way begun last is told, until its stage is left', () => {
  const both = playAll(tableOf(started('A5.9-shower')), [
    [answer('A7.6-rest', { startedAt: T0 + 30 * MIN }), T0 + 30 * MIN],
  ])
  expect(restUnderWay(both.run, T0 + 35 * MIN)).toMatchObject({ stageId: 'A7', leftMs: 15 * MIN })
  const preheating = play(begun(), answer('A4.7-preheat-winter', { startedAt: T0 }), T0)
  expect(restUnderWay(preheating.run, T0)).toBeNull()
  const left = playAll(tableOf(both.run), [[leave('A2'), T0 + 36 * MIN]])
  expect(restUnderWay(left.run, T0 + 36 * MIN)).not.toBeNull()
})
