import { describe, expect, test } from 'vitest'
import {
  type AsksAgain,
  actsOf,
  holdsNow,
  keepsOf,
  missingForVisit,
  PURPOSES,
  stateOfConsent,
} from '../../../src/domain/consent/consent.ts'
import { planConsent } from '../../../src/domain/consent/plan-consent.ts'
import { SIGNATURE_MAX } from '../../../src/domain/procedure/values.ts'
import type { Fields, SyncRecord } from '../../../src/sync/record.ts'
import { actOf } from './sample-acts.ts'

/** What is asked is checked, and not kept. */
const NOTHING = { record: false, readings: false, photos: false }
const ADULT = { isChild: false, isMinor: false, texts: [] }
const CHILD = { isChild: true, isMinor: true, texts: [] }
const YES = actOf('readings')
const NO = actOf('readings', { given: false, how: 'said', signature: undefined })
const fields = (more: object) => more as Fields

function recordOf(own: Fields): SyncRecord {
  return { table: 'consents', id: 'g1', rev: 1, clocks: {}, fields: own }
}

describe('what holds', () => {
  test('[SEC16] the act with the highest number holds, whatever its clock said', () => {
    const all = fields({
      'readings#10': { ...NO, at: 5 },
      'readings#2': { ...YES, at: 9 },
      'record#11': YES,
    })
    expect(holdsNow(all, 'readings')?.given).toBe(false)
    expect(actsOf(all, 'readings').map(({ n }) => n)).toEqual([2, 10])
    expect(holdsNow(all, 'photos')).toBeNull()
  })

  test('[M7] what is sealed or strange is no act, and stands in nobody’s way', () => {
    const all = fields({
      'readings#1': YES,
      'readings#2': 'sealed:…',
      'readings#3': { given: 'yes' },
      'readings#04': NO,
      'readings#5': { ...NO, language: 'xx' },
    })
    expect(holdsNow(all, 'readings')).toEqual(YES)
  })

  test.each([
    [{}, 'none'],
    [{ 'readings#1': YES }, 'given'],
    [{ 'readings#1': NO }, 'refused'],
    [{ 'readings#1': YES, 'readings#2': NO }, 'withdrawn'],
    [{ 'readings#1': YES, 'readings#2': NO, 'readings#3': YES }, 'given'],
    [{ 'readings#1': { ...YES, guardian: '王芳' } }, 'stale'],
  ])('[SEC16] %j stands as %s', (all, state) => {
    expect(stateOfConsent(fields(all), 'readings', ADULT)).toBe(state)
  })

  test('[SEC16] a text that says something else is asked again, only for its purposes and only once', () => {
    const texts: readonly AsksAgain[] = [
      { version: 1, asksAgain: [] },
      { version: 2, asksAgain: ['readings'] },
      { version: 3, asksAgain: [] },
    ]
    const all = fields({ 'readings#1': YES, 'record#1': YES })
    expect(missingForVisit(all, { ...ADULT, texts })).toEqual(['readings'])
    expect(
      missingForVisit(fields({ ...all, 'readings#2': { ...YES, version: 3 } }), { ...ADULT, texts }),
    ).toEqual([])
    // Until then the old yes holds for what it was about.
    expect(keepsOf(all, ADULT).readings).toBe(true)
  })
})

describe('what may be kept', () => {
  test('[SEC16] nothing without a yes, and nothing after it is taken back', () => {
    expect(keepsOf({}, ADULT)).toEqual(NOTHING)
    const all = Object.fromEntries(PURPOSES.map((purpose) => [`${purpose}#1`, YES]))
    expect(keepsOf(fields(all), ADULT)).toEqual({ record: true, readings: true, photos: true })
    expect(keepsOf(fields({ ...all, 'readings#2': NO }), ADULT)).toEqual({
      record: true,
      readings: false,
      photos: true,
    })
  })

  test('[SEC16] a child’s own yes does not count, a guardian’s does, and minors are not photographed', () => {
    const own = Object.fromEntries(PURPOSES.map((purpose) => [`${purpose}#1`, YES]))
    expect(keepsOf(fields(own), CHILD)).toEqual(NOTHING)
    expect(missingForVisit(fields(own), CHILD)).toEqual(['record', 'readings'])
    const guardians = Object.fromEntries(
      PURPOSES.map((purpose) => [`${purpose}#1`, { ...YES, guardian: '王芳' }]),
    )
    expect(keepsOf(fields(guardians), CHILD)).toEqual({ record: true, readings: true, photos: false })
    expect(missingForVisit(fields(guardians), CHILD)).toEqual([])
  })

  test('[SEC16] a no is a decision: nobody is asked twice at every visit', () => {
    expect(missingForVisit({}, ADULT)).toEqual(['record', 'readings'])
    expect(missingForVisit(fields({ 'record#1': NO, 'readings#1': NO }), ADULT)).toEqual([])
  })
})

describe('writing it down', () => {
  test('[M2] each decision is one field with the next number, the first makes the record', () => {
    const first = planConsent(
      'g1',
      [
        { purpose: 'readings', act: YES },
        { purpose: 'photos', act: NO },
      ],
      undefined,
      ADULT,
    )
    expect(first).toEqual({
      changes: [
        {
          table: 'consents',
          id: 'g1',
          create: true,
          person: 'g1',
          fields: { 'readings#1': YES, 'photos#1': NO },
        },
      ],
    })
    const next = planConsent(
      'g1',
      [{ purpose: 'readings', act: NO }],
      recordOf({ 'readings#1': YES as never }),
      ADULT,
    )
    expect(next).toEqual({ changes: [{ table: 'consents', id: 'g1', fields: { 'readings#2': NO } }] })
  })

  test.each([
    ['a yes that nobody signed', actOf('record', { signature: undefined }), ADULT, 'unsigned'],
    [
      'a yes on a paper that lies nowhere',
      actOf('record', { how: 'paper', signature: undefined }),
      ADULT,
      'unsigned',
    ],
    ['a yes that was only said', actOf('record', { how: 'said' }), ADULT, 'unsigned'],
    ['a child’s own yes', YES, CHILD, 'noGuardian'],
    ['a signature beyond CS7', actOf('record', { signature: 'M'.repeat(SIGNATURE_MAX + 1) }), ADULT, 'limit'],
  ])('[SEC16] %s is refused', (_, act, of, refused) => {
    expect(planConsent('g1', [{ purpose: 'record', act }], undefined, of)).toEqual({ refused })
  })

  test('[SEC16] a no needs no signature, and of a child no guardian', () => {
    expect(planConsent('g1', [{ purpose: 'record', act: NO }], undefined, CHILD)).toHaveProperty('changes')
    const paper = actOf('record', { how: 'paper', signature: undefined, paper: '前台抽屉' })
    expect(planConsent('g1', [{ purpose: 'record', act: paper }], undefined, ADULT)).toHaveProperty('changes')
  })
})
