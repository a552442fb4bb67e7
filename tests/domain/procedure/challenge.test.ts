/** Challenge and response over the real procedure: when a moment has come, and what is asked of whom. */
import { describe, expect, test } from 'vitest'
import {
  type ChallengeMoment,
  MOMENTS,
  momentOfChallenge,
  questionsOf,
} from '../../../src/domain/procedure/challenge.ts'
import { nextAction } from '../../../src/domain/procedure/next.ts'
import { challenges } from '../../../src/domain/procedure/nic-01-a/challenges.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import type { Run } from '../../../src/domain/procedure/run.ts'
import type { Stage } from '../../../src/domain/procedure/structure.ts'
import { answer, BEGIN, emptyRun, leave, MIN, play, playAll, START, T0, type Table, tableOf } from './play.ts'

const begun = (parts: Parameters<typeof emptyRun>[0] = {}) =>
  playAll(tableOf(emptyRun({ procedure: structure, ...parts })), [
    [BEGIN, T0],
    [leave('A2'), T0],
    [leave('A3'), T0],
    [answer('A4.2-contraindications', ['none']), T0],
    [answer('A4.3-identity', 'same'), T0],
    [answer('A4.3-bp', { systolic: 120, diastolic: 75 }), T0],
    [answer('A4.2-consent', { paper: true, where: 'desk' }), T0],
    [leave('A4'), T0],
  ])

/** In the preparation, with all that is done before the guest stands at the urn. */
const atUrn = (parts?: Parameters<typeof emptyRun>[0]) =>
  playAll(begun(parts), [
    [answer('A5.2-clean', 'clean'), T0],
    [answer('A5.7-water', 2), T0],
    [answer('A5.7-balance', 'steady'), T0],
  ])

const inUrn = (parts?: Parameters<typeof emptyRun>[0]) =>
  playAll(atUrn(parts), [
    [answer('A5.9-identity', 'same'), T0],
    [answer('A5.8-locker', 'locked'), T0],
    [START, T0],
  ])

const offAt = (minutes: number, parts?: Parameters<typeof emptyRun>[0]) =>
  playAll(inUrn(parts), [[{ type: 'stop', reason: 'guestWish' }, T0 + minutes * MIN]])

const ids = (run: Run, moment: ChallengeMoment) => questionsOf(run, moment).map(({ id }) => id as string)
const stateOf = (table: Table, moment: ChallengeMoment) =>
  Object.fromEntries(questionsOf(table.run, moment).map(({ id, state }) => [id, state]))

describe('the lists', () => {
  test('[A5.9] every moment is written once, no question twice, and a "no" answers a gate that blocks', () => {
    expect(challenges.map(({ moment }) => moment)).toEqual(MOMENTS)
    const all = challenges.flatMap(({ questions }) => questions)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    const steps = structure.stages.flatMap((stage) => stage.steps)
    for (const { no } of all.filter((one) => one.no)) {
      const step = steps.find(({ id }) => id === no?.stepId)
      const option = step?.kind === 'choose' ? step.options.find(({ id }) => id === no?.value) : undefined
      expect(step?.gate).toBeDefined()
      expect(option?.verdict).toBe('block')
    }
  })

  test('[D12] the questions of a moment belong to one stage, in the rules’ order of stages', () => {
    for (const { questions } of challenges) {
      const known = questions.flatMap((one) => one.steps)
      const stages = structure.stages.filter((stage) => stage.steps.some(({ id }) => known.includes(id)))
      expect(stages).toHaveLength(1)
    }
  })
})

describe('before the urn', () => {
  test('[A5.9] it has come once only its own questions keep the urn from being started', () => {
    const before = playAll(begun(), [[answer('A5.7-water', 2), T0]])
    expect(momentOfChallenge(before.run)).toBeNull()
    expect(momentOfChallenge(atUrn().run)).toBe('enter')
    expect(ids(atUrn().run, 'enter')).toEqual(['guest', 'belongings', 'dizzy', 'feet'])
  })

  test('[A5.8] [A5.9] its answers are the steps’ own, and open the same gates', () => {
    const asked = playAll(atUrn(), [
      [answer('A5.9-identity', 'same'), T0],
      [answer('A5.8-locker', 'locked'), T0],
      [answer('A5.9-call', true), T0],
    ])
    expect(stateOf(asked, 'enter')).toEqual({
      guest: 'done',
      belongings: 'done',
      dizzy: 'done',
      feet: 'open',
    })
    expect(play(asked, START, T0).refusal).toBeNull()
  })

  test('[A5.7] who is dizzy at the urn is unsteady: the gate closes with its reason', () => {
    const { no } = questionsOf(atUrn().run, 'enter').find(({ id }) => id === 'dizzy') ?? {}
    const asked = play(atUrn(), answer(String(no?.stepId), no?.value), T0)
    expect(play(asked, START, T0).refusal).toMatchObject({ refused: 'blockedValue', gate: 'balance' })
    expect(momentOfChallenge(asked.run)).toBeNull()
  })

  test('[D5] in a room that is not clean there is no moment to enter', () => {
    const { run } = atUrn()
    const dirty = { ...run, context: { ...run.context, openTurnover: { id: 't-v0' } } }
    expect(momentOfChallenge(dirty)).toBeNull()
  })

  test('[look] only gates cannot be skipped', () => {
    const gates = questionsOf(atUrn().run, 'enter').filter(({ skippable }) => !skippable)
    expect(gates.map(({ id }) => id as string)).toEqual(['guest', 'belongings'])
  })
})

describe('on leaving the urn', () => {
  test('[A7.2] it has come with "off", and has passed once the guest was led out', () => {
    expect(momentOfChallenge(inUrn().run)).toBeNull()
    const off = offAt(12)
    expect(momentOfChallenge(off.run)).toBe('leaveUrn')
    const out = play(off, answer('A7.2-support', 'left'), T0 + 13 * MIN)
    expect(momentOfChallenge(out.run)).toBeNull()
    expect(stateOf(out, 'leaveUrn')).toEqual({ support: 'done', foot: 'open', towel: 'open', chair: 'open' })
  })

  test.each([
    ['left', 'A7.3-right-foot'],
    ['right', 'A7.3-left-foot'],
  ])('[A7.3] supporting the %s side asks for %s', (side, stepId) => {
    expect(ids(offAt(12).run, 'leaveUrn')).toEqual(['support', 'foot', 'towel', 'chair'])
    const out = play(offAt(12), answer('A7.2-support', side), T0 + 13 * MIN)
    const foot = questionsOf(out.run, 'leaveUrn').find(({ id }) => id === 'foot')
    expect(foot?.steps.map(({ id }) => id as string)).toEqual([stepId])
  })

  test('[A7.1] a woman has a shawl as well, in the same question', () => {
    const towels = (gender: 'female' | 'male') =>
      questionsOf(offAt(12, { guest: { gender } }).run, 'leaveUrn').find(({ id }) => id === 'towel')?.steps
        .length
    expect(towels('female')).toBe(2)
    expect(towels('male')).toBe(1)
  })

  test('[D13] a start that was a mistake asks nobody out', () => {
    const mistaken = play(inUrn(), { type: 'stop', reason: 'mistaken' }, T0 + MIN)
    expect(momentOfChallenge(mistaken.run)).toBe('enter')
  })
})

const withoutSteady = (stage: Stage): Stage => ({
  ...stage,
  steps: stage.steps.filter(({ id }) => id !== 'A9.1-steady'),
})

describe('on leaving the room', () => {
  test('[A9.1] it has come with its stage; a dizzy guest is asked again, and a step of another version is not asked', () => {
    let table = playAll(offAt(12), [
      [answer('A7.2-support', 'left'), T0 + 13 * MIN],
      [leave('A6'), T0 + 13 * MIN],
      [leave('A7'), T0 + 40 * MIN],
      [leave('A8'), T0 + 60 * MIN],
    ])
    expect(momentOfChallenge(table.run)).toBe('leaveRoom')
    expect(ids(table.run, 'leaveRoom')).toEqual(['steady', 'belongingsBack', 'leftBehind'])
    const first = { ...structure, stages: structure.stages.map(withoutSteady) }
    const old = { ...table.run, context: { ...table.run.context, procedure: first } }
    expect(ids(old, 'leaveRoom')).toEqual(['belongingsBack', 'leftBehind'])
    table = playAll(table, [[answer('A9.1-steady', 'dizzy'), T0 + 61 * MIN]])
    expect(questionsOf(table.run, 'leaveRoom')[0]).toMatchObject({ state: 'open', held: true })
    table = playAll(table, [[answer('A9.1-steady', 'steady'), T0 + 66 * MIN]])
    expect(questionsOf(table.run, 'leaveRoom')[0]).toMatchObject({ state: 'done', held: false })
    table = playAll(table, [
      [answer('A9.1-remind', true), T0 + 61 * MIN],
      [answer('A9.1-locker', true), T0 + 61 * MIN],
    ])
    expect(momentOfChallenge(table.run)).toBeNull()
    expect(nextAction(table.run, T0 + 61 * MIN)).toMatchObject({ kind: 'leave', stageId: 'A9' })
  })

  test('[D16] [D17] who went home early or was declined is asked nothing', () => {
    const declined = play(atUrn(), { type: 'end', outcome: 'declined', reason: 'unfit' }, T0)
    expect(momentOfChallenge(declined.run)).toBeNull()
  })
})
