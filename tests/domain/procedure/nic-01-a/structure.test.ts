import { expect, test } from 'vitest'
import { structure } from '../../../../src/domain/procedure/nic-01-a/structure.ts'
import {
  type Condition,
  GATES,
  type PredicateName,
  type Step,
} from '../../../../src/domain/procedure/structure.ts'
import { CLAUSES, DECISIONS } from './clauses.ts'

const steps = structure.stages.flatMap((stage) => stage.steps)

function stepOf(id: string): Step {
  const found = steps.find((step) => step.id === id)
  if (!found) throw new Error(`no step ${id}`)
  return found
}

function predicatesIn(condition: Condition | undefined): readonly PredicateName[] {
  if (condition === undefined) return []
  if ('not' in condition) return predicatesIn(condition.not)
  if ('all' in condition) return condition.all.flatMap(predicatesIn)
  if ('any' in condition) return condition.any.flatMap(predicatesIn)
  return [condition.is]
}

function totals(stepId: string, gender: 'female' | 'male'): { [kind: string]: number } {
  const step = stepOf(stepId)
  if (step.kind !== 'supplies') throw new Error(`${stepId} is no supply list`)
  const sums: { [kind: string]: number } = {}
  for (const item of step.items) sums[item.of] = (sums[item.of] ?? 0) + item[gender]
  return sums
}

test('[CS6] the structure is plain JSON: it equals itself after a round trip', () => {
  expect(JSON.parse(JSON.stringify(structure))).toStrictEqual(structure)
})

test('[A0.1] every clause of A0 to A13 and AN1 to AN4 is cited by a step or a rule', () => {
  const cited = new Set([...steps, ...structure.rules].flatMap((one) => one.clause))
  expect(CLAUSES.filter((clause) => !cited.has(clause))).toEqual([])
})

test('[A0.1] every clause of a stage is cited by one of its steps, or is shared with another place', () => {
  for (const stage of structure.stages) {
    const near = new Set(
      [...stage.steps, ...structure.rules, ...steps.filter((s) => s.clause.includes('D4'))].flatMap(
        (one) => one.clause,
      ),
    )
    expect(
      stage.clause.filter((clause) => !near.has(clause)),
      stage.id,
    ).toEqual([])
  }
})

test('[A0.1] nothing cites a clause that the rules do not have', () => {
  const known = new Set<string>([...CLAUSES, ...DECISIONS])
  const cited = [...structure.stages, ...steps, ...structure.rules].flatMap((one) => one.clause)
  expect(cited.filter((clause) => !known.has(clause))).toEqual([])
})

test('[D12] every decision of D on this procedure is cited; D11 belongs to the foot-bath rules', () => {
  const cited = new Set([...steps, ...structure.rules].flatMap((one) => one.clause))
  expect(DECISIONS.filter((clause) => !cited.has(clause))).toEqual(['D11'])
})

test('[A0.1] ids are unique, and each begins with a clause that it cites', () => {
  const ids = [...steps, ...structure.stages].map((one) => one.id as string)
  expect(new Set(ids).size).toBe(ids.length)
  const ruleIds = structure.rules.map((rule) => rule.id)
  expect(new Set(ruleIds).size).toBe(ruleIds.length)
  for (const one of [...steps, ...structure.rules]) expect(one.clause, one.id).toContain(one.id.split('-')[0])
})

test('[A0.1] option, part and item ids are unique within their step', () => {
  for (const step of steps) {
    const ids = partIds(step)
    expect(new Set(ids).size, step.id).toBe(ids.length)
  }
})

function partIds(step: Step): readonly string[] {
  if (step.kind === 'choose' || step.kind === 'repeated') return (step.options ?? []).map((one) => one.id)
  if (step.kind === 'reading') return step.parts.map((one) => one.id)
  if (step.kind === 'supplies') return step.items.map((one) => one.id)
  return []
}

test('[A13.1] the stages are exactly the guest’s and the room’s, each in its record', () => {
  const of = (track: string, table: string) =>
    structure.stages.filter((s) => s.track === track && s.table === table).map((s) => s.id as string)
  const guest = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10', 'A11', 'A13']
  expect(of('guest', 'visits')).toEqual(guest)
  expect(of('room', 'visits')).toEqual(['A4R', 'A5R'])
  expect(of('room', 'turnovers')).toEqual(['A9R', 'A12'])
  expect(of('guest', 'turnovers')).toEqual([])
})

test('[D12] stages follow each other without a circle, and the guest’s in the order of the rules', () => {
  const after = new Map(
    structure.stages.map((stage) => [stage.id as string, stage.after as readonly string[]]),
  )
  const depth = (id: string, seen: readonly string[]): number => {
    if (seen.includes(id)) throw new Error(`circle: ${[...seen, id].join(' → ')}`)
    const before = after.get(id)
    if (!before) throw new Error(`no stage ${id}`)
    return before.length === 0 ? 0 : 1 + Math.max(...before.map((one) => depth(one, [...seen, id])))
  }
  const guest = structure.stages.filter((stage) => stage.track === 'guest').map((stage) => stage.id as string)
  expect(guest.map((id) => depth(id, []))).toEqual(guest.map((_, i) => i))
  expect([after.get('A4R'), after.get('A5R'), after.get('A9R'), after.get('A12')]).toEqual([
    ['A2'],
    [],
    ['A9'],
    ['A9R'],
  ])
})

test('[D3] no guest stage waits for a stage of the room', () => {
  const room = new Set(structure.stages.filter((s) => s.track === 'room').map((s) => s.id))
  const waits = structure.stages.filter((s) => s.track === 'guest' && s.after.some((id) => room.has(id)))
  expect(waits).toEqual([])
})

test('[D12] only the eleven gates block, each where it belongs and before what it guards', () => {
  const gates = structure.stages.flatMap((stage) =>
    stage.steps.flatMap((s) =>
      s.gate ? [[s.gate.name, stage.id, s.id, s.gate.before ?? null, s.kind]] : [],
    ),
  )
  expect(gates).toEqual([
    ['contraindications', 'A4', 'A4.2-contraindications', 'A5.11-start', 'choose'],
    ['identity', 'A4', 'A4.3-identity', 'A4.3-bp', 'choose'],
    ['bloodPressure', 'A4', 'A4.3-bp', 'A5.11-start', 'reading'],
    ['consent', 'A4', 'A4.2-consent', 'A5.11-start', 'signature'],
    ['water', 'A5', 'A5.7-water', 'A5.11-start', 'count'],
    ['balance', 'A5', 'A5.7-balance', 'A5.11-start', 'choose'],
    ['locker', 'A5', 'A5.8-locker', 'A5.11-start', 'choose'],
    ['identity', 'A5', 'A5.9-identity', 'A5.11-start', 'choose'],
    ['cleanRoom', 'A5R', 'A5.2-clean', 'A5.11-start', 'choose'],
    ['twenty', 'A6', 'A6.5-continue', null, 'choose'],
    ['off', 'A6', 'A6.6-off', null, 'do'],
    ['support', 'A7', 'A7.2-support', null, 'choose'],
  ])
  expect(new Set(gates.map((gate) => gate[0]))).toEqual(new Set(GATES))
})

test('[D12] a gate is asked of everybody, is never optional and never part of a group', () => {
  for (const step of steps.filter((one) => one.gate)) {
    expect([step.when, step.optional, step.group], step.id).toEqual([undefined, undefined, undefined])
  }
})

test('[A4.2] a contraindication either lets pass, asks the manager or declines, and is asked again after a move', () => {
  const step = stepOf('A4.2-contraindications')
  if (step.kind !== 'choose') throw new Error('not a choice')
  expect(step.many).toBe(true)
  expect(step.askAgainWhenMoved).toBe(true)
  expect(step.options.filter((option) => option.verdict === 'pass').map((option) => option.id)).toEqual([
    'none',
  ])
  expect(new Set(step.options.map((option) => option.verdict))).toEqual(new Set(['pass', 'block', 'approve']))
})

test('[A5.7] two cups and a steady walk open the urn; an unsteady walk does not', () => {
  expect(stepOf('A5.7-water')).toMatchObject({ kind: 'count', min: 2 })
  expect(stepOf('A5.7-balance')).toMatchObject({
    options: [
      { id: 'steady', verdict: 'pass' },
      { id: 'unsteady', verdict: 'block' },
    ],
  })
})

test('[A6.6] the clock reads the steps that are there, with the rule’s minutes', () => {
  const { start, check, ask, change, off, out, ...minutes } = structure.clock
  expect([start, check, ask, change, off, out].map((id) => stepOf(id).kind)).toEqual([
    'timed',
    'repeated',
    'choose',
    'repeated',
    'do',
    'choose',
  ])
  expect(minutes).toMatchObject({ everyMin: 5, askMin: 20, offMin: 30, settings: ['1', '2', '3'] })
  expect(stepOf(start)).toMatchObject({ minMin: 1, maxMin: structure.clock.offMin })
  expect(stepOf(check)).toMatchObject({ everyMin: structure.clock.everyMin })
  expect(partIds(stepOf(check))).toEqual(['thirsty', 'dizzy', 'setting', 'saltWater', 'toilet', 'colleague'])
})

test('[A5.1] the supplies come to 7 towels each, 5 and 6 bath towels, and a cap for women', () => {
  expect(totals('A5.1-supplies', 'female')).toEqual({ towel: 7, bathTowel: 6, cap: 1, robe: 1, slippers: 1 })
  expect(totals('A5.1-supplies', 'male')).toEqual({ towel: 7, bathTowel: 5, cap: 0, robe: 1, slippers: 1 })
})

test('[D14] the base set is what both need: the men’s rows, for either gender', () => {
  const full = stepOf('A5.1-supplies')
  const base = stepOf('A9.4-base-set')
  if (full.kind !== 'supplies' || base.kind !== 'supplies') throw new Error('not supply lists')
  expect(base.items).toEqual(full.items.filter((item) => item.male > 0))
  expect(totals('A9.4-base-set', 'female')).toEqual(totals('A9.4-base-set', 'male'))
})

test('[A5.9] every predicate that the engine knows is used, also by what an option sets', () => {
  const used = [...structure.stages, ...steps, ...structure.rules].flatMap((one) => predicatesIn(one.when))
  const all: readonly PredicateName[] = [
    'winter',
    'gender',
    'hasCard',
    'trial',
    'selfBooked',
    'serious',
    'busy',
    'weak',
    'tired',
    'lowSugar',
    'organ',
    'continues',
    'supportSide',
  ]
  expect(all.filter((name) => !used.includes(name))).toEqual([])
  const sets = steps.flatMap((step) => (step.kind === 'choose' ? step.options : []))
  const facts = new Set(sets.flatMap((option) => Object.keys(option.sets ?? {})))
  expect([...facts].sort()).toEqual(
    ['busy', 'continues', 'lowSugar', 'organ', 'serious', 'supportSide', 'tired', 'weak'].sort(),
  )
})

test('[A7.3] supporting the left asks for the right foot first, supporting the right for the left', () => {
  expect(stepOf('A7.3-right-foot').when).toEqual({ is: 'supportSide', value: 'left' })
  expect(stepOf('A7.3-left-foot').when).toEqual({ is: 'supportSide', value: 'right' })
})

test('[A5.9] for every organ that can be chosen there is one place for the hands, and one for nobody’s', () => {
  const condition = stepOf('A4.2-condition')
  if (condition.kind !== 'choose') throw new Error('not a choice')
  const organs = condition.options.flatMap((option) =>
    option.sets?.organ ? [String(option.sets.organ)] : [],
  )
  const conditions = organs.map((value) => ({ is: 'organ', value }))
  expect(organs.map((organ) => stepOf(`A5.9-hands-${organ}`).when)).toEqual(conditions)
  expect(stepOf('A5.9-hands').when).toEqual({ not: { any: conditions } })
})

test('[D4] readings keep the same parts before and after, so that they can be compared', () => {
  const partsOf = (id: string) => {
    const step = stepOf(id)
    return step.kind === 'reading' ? step.parts : null
  }
  expect(partsOf('A10.1-bp')).toEqual(partsOf('A4.3-bp'))
  expect(partsOf('A10.1-cct')).toEqual(partsOf('A4.4-cct'))
})

test('[A4.3] a reading begins within what is usual, and usual within what is plausible', () => {
  for (const step of steps) {
    if (step.kind !== 'reading') continue
    for (const { id, plausible, usual = plausible, start } of step.parts) {
      const ordered = [plausible[0], usual[0], start, usual[1], plausible[1]]
      expect(ordered, `${step.id} ${id}`).toEqual([...ordered].sort((a, b) => a - b))
    }
  }
})

test('[A0.1] groups hold only what one tap can confirm, stay within a stage, and stand together', () => {
  const stageOfGroup = new Map<string, string>()
  for (const stage of structure.stages) {
    const order = stage.steps.map((step) => step.group)
    for (const step of stage.steps) {
      if (!step.group) continue
      expect(['do', 'say'], step.id).toContain(step.kind)
      expect(stageOfGroup.get(step.group) ?? stage.id).toBe(stage.id)
      stageOfGroup.set(step.group, stage.id)
      const places = order.flatMap((group, i) => (group === step.group ? [i] : []))
      expect((places.at(-1) ?? 0) - (places[0] ?? 0) + 1, step.group).toBe(places.length)
    }
  }
})

test('[A2.1] taps stay few: one for a group, one for each other step that is not optional', () => {
  const taps = (id: string) => {
    const stage = structure.stages.find((one) => one.id === id)
    const asked = (stage?.steps ?? []).filter((step) => !step.optional)
    return new Set(asked.map((step) => step.group ?? step.id)).size
  }
  expect([taps('A2'), taps('A3'), taps('A9'), taps('A12')]).toEqual([1, 2, 1, 4])
})

test('[AN4] target minutes add up to 80 without rest and showers', () => {
  const stages = structure.stages.filter(
    (s) => s.id !== 'A4R' && s.id !== 'A9R' && s.id !== 'A12' && s.id !== 'A13',
  )
  const sum = stages.reduce((min, s) => min + (typeof s.minutes === 'number' ? s.minutes : 0), 0)
  expect(sum).toBe(80)
  expect(stepOf('A7.6-rest')).toMatchObject({ minMin: 20, maxMin: 25 })
  expect(stepOf('A5.9-shower')).toMatchObject({ minMin: 3, maxMin: 5 })
})

test('[D16] the reasons that the engine and the screens know by name are there, and none twice', () => {
  const { stop, notDone, end } = structure.reasons
  const known = ['guestWish', 'dizzy', 'unwell', 'tooHot', 'emergency', 'awayTooLong', 'mistaken', 'other']
  expect(stop).toEqual(known)
  expect(notDone).toEqual(['guestDeclined', 'notPossible', 'noTime', 'notNeeded', 'other'])
  expect(end).toEqual(expect.arrayContaining(['unfit', 'guestWish', 'other']))
  for (const list of Object.values(structure.reasons)) {
    expect(list).toContain('other')
    expect(new Set(list).size).toBe(list.length)
  }
})
