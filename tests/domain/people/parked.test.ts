import { describe, expect, test } from 'vitest'
import { parkedFrom, parkedOf, planJudge } from '../../../src/domain/people/parked.ts'
import type { Fields, SyncRecord } from '../../../src/sync/record.ts'

const note = (more: Fields = {}, id = 'parked-0199'): SyncRecord => ({
  ...{ table: 'attention', id, rev: 1, clocks: {} },
  fields: {
    ...{ kind: 'parked', uid: id.slice(7), inc: 'aaaaaaaa', actor: 'u1', intent: 'visit.answer' },
    ...{ reason: 'withdrawn', at: 100 },
    about: [{ table: 'visits', id: 'v1', fields: { 'A5.5-media': { value: 'film', at: 1, by: 'u1' } } }],
    ...more,
  },
})
const word = (at: number, why = 'x') => ({ at, by: 'u-man', why })

describe('a note about what is parked', () => {
  test('[S2] says who, what, where and why', () => {
    expect(parkedFrom(note())).toMatchObject({
      ...{ uid: '0199', actor: 'u1', intent: 'visit.answer', reason: 'withdrawn', state: 'waiting' },
      about: [{ table: 'visits', id: 'v1', names: ['A5.5-media'] }],
      ...{ word: null, isFit: true },
    })
  })

  test.each([
    [{}, 'waiting'],
    [{ accepted: word(2) }, 'accepted'],
    [{ dismissed: word(2) }, 'dismissed'],
    [{ accepted: word(2), dismissed: word(3) }, 'dismissed'],
    [{ accepted: word(4), dismissed: word(3) }, 'accepted'],
    [{ accepted: word(2), dismissed: word(3), appliedAt: 5 }, 'applied'],
    [{ appliedAt: 5 }, 'applied'],
  ] as const)('[S2] with %j it is %s: the last word counts, and what is applied is', (fields, state) => {
    expect(parkedFrom(note(fields))?.state).toBe(state)
  })

  test('[M7] what a newer version wrote differently is no note, and nothing breaks', () => {
    expect(parkedFrom(note({ at: 'x' }))).toBeNull()
    expect(parkedFrom(note({}, 'clone-a'))).toBeNull()
    expect(
      parkedFrom(note({ about: [1, null, { table: 'visits' }, { table: 'a', id: 'b', names: [2] }] }))?.about,
    ).toEqual([{ table: 'a', id: 'b', fields: null, names: ['2'] }])
    expect(parkedOf([note({ at: 1 }, 'parked-a'), note({ at: 2 }, 'parked-b')]).map(({ id }) => id)).toEqual([
      ...['parked-b', 'parked-a'],
    ])
  })
})

describe('a manager’s word', () => {
  const judge = (record: SyncRecord, what: 'accepted' | 'dismissed', why = 'looked at it') =>
    planJudge([record], { id: record.id, word: what, why, by: 'u-man', now: 10 })

  test('[S2] [SEC7] is one field of the note with who, when and why', () => {
    expect(judge(note(), 'accepted', ' right ')).toEqual({
      changes: [
        {
          table: 'attention',
          id: 'parked-0199',
          fields: { accepted: { at: 10, by: 'u-man', why: 'right' } },
        },
      ],
    })
    expect(judge(note({ accepted: word(50) }), 'dismissed')).toMatchObject({
      changes: [{ fields: { dismissed: { at: 51 } } }],
    })
  })

  test('[S2] needs a reason, cannot be said of what counts already, nor accept what cannot be read', () => {
    expect(judge(note(), 'accepted', '  ')).toEqual({ refused: 'whyMissing' })
    expect(judge(note({ appliedAt: 5 }), 'dismissed')).toEqual({ refused: 'applied' })
    expect(judge(note({ reason: 'shape' }), 'accepted')).toEqual({ refused: 'unfit' })
    expect(judge(note({ reason: 'shape' }), 'dismissed')).toHaveProperty('changes')
    expect(planJudge([], { id: 'parked-0199', word: 'accepted', why: 'x', by: 'u', now: 1 })).toEqual({
      refused: 'gone',
    })
  })
})
