import { describe, expect, test } from 'vitest'
import {
  dialled,
  phonesFrom,
  phoneTyped,
  planPhones,
  USUAL_PHONES,
} from '../../../src/domain/emergency/phones.ts'
import { CARD_IDS, cardOf, cards } from '../../../src/domain/emergency/structure.ts'
import { withPhones } from '../../../src/domain/emergency/text.ts'
import { text as en } from '../../../src/domain/emergency/text-en.ts'
import { text as zhCn } from '../../../src/domain/emergency/text-zh-cn.ts'
import { text as zhHant } from '../../../src/domain/emergency/text-zh-hant.ts'
import type { SyncRecord } from '../../../src/sync/record.ts'

const LANGUAGES = [
  ['zh-CN', zhCn],
  ['zh-Hant', zhHant],
  ['en', en],
] as const
/** What fits a line or three at 24 px on the smallest tablet. */
const LONGEST = { 'zh-CN': 48, 'zh-Hant': 48, en: 140 } as const

describe.each(LANGUAGES)('the emergency cards in %s', (language, text) => {
  test.each(CARD_IDS)('%s has four to seven short steps, each with its words and no others', (id) => {
    const { steps } = cards[id]
    expect(steps.length).toBeGreaterThanOrEqual(4)
    expect(steps.length).toBeLessThanOrEqual(7)
    expect(new Set(steps).size).toBe(steps.length)
    expect(Object.keys(text.cards[id].steps).sort()).toEqual([...steps].sort())
    expect(text.cards[id].name).not.toBe('')
    for (const step of Object.values(text.cards[id].steps)) {
      expect(step.length).toBeGreaterThan(4)
      expect(step.length, step).toBeLessThanOrEqual(LONGEST[language])
    }
  })

  test.each(CARD_IDS)('%s writes no number of its own: they are the shop’s', (id) => {
    for (const step of Object.values(text.cards[id].steps)) {
      expect(step).not.toMatch(/\b1(?:20|19|10)\b/)
      expect(withPhones(step, USUAL_PHONES)).not.toMatch(/[{}]/)
    }
  })

  test.each(CARD_IDS)('%s shows every number that its steps name', (id) => {
    const named =
      Object.values(text.cards[id].steps)
        .join(' ')
        .match(/\{(\w+)\}/g) ?? []
    expect(cards[id].calls).toEqual(expect.arrayContaining(named.map((name) => name.slice(1, -1))))
  })

  test('says that these are the shop’s own rules, no medical advice and no diagnosis', () => {
    expect(text.rules).toMatch(/本店自己的|shop’s own rules/)
    expect(text.rules).toMatch(/不是医疗建议|不是醫療建議|not medical advice/)
    expect(text.rules).toMatch(/诊断|診斷|diagnosis/)
  })
})

test('the traditional text holds no character that is simplified', () => {
  expect(JSON.stringify(zhHant)).not.toMatch(/[关们说让马这两对时间医热凉垫脚头晕声门楼电话号顺转离边浅湿]/u)
})

test('every card has the manager’s number, and an unknown card is none', () => {
  for (const id of CARD_IDS) expect(cards[id].calls).toContain('manager')
  expect(cardOf('fainting')?.urns).toBe('own')
  expect(cardOf('flood')).toBeNull()
})

describe('the numbers', () => {
  const shop = (fields: SyncRecord['fields']): SyncRecord => ({
    table: 'shop',
    id: 'shop',
    rev: 1,
    clocks: {},
    fields,
  })

  test('are those of mainland China until the shop has its own', () => {
    expect(phonesFrom(null)).toEqual({ ambulance: '120', fire: '119', police: '110', manager: '' })
    expect(phonesFrom(shop({ phoneManager: '138 0000 0000', phoneFire: 7 }))).toMatchObject({
      manager: '138 0000 0000',
      fire: '119',
    })
    expect(phonesFrom(shop({ phoneFire: ' - ' })).fire).toBe('119')
  })

  test('are dialled without what groups them', () => {
    expect(dialled('+86 138-0000 (0000)')).toBe('+8613800000000')
    expect(dialled('120')).toBe('120')
    expect(dialled(' ')).toBe('')
    expect(phoneTyped('１３８ 0000；tel:x')).toBe('138 0000')
  })

  test('[M2] only what differs is written; an emptied one is the usual one again', () => {
    const record = shop({ phoneManager: '138', phoneAmbulance: '999' })
    expect(planPhones(record, phonesFrom(record))).toEqual({ changes: [] })
    expect(planPhones(record, { ...phonesFrom(record), ambulance: '', manager: ' 139 ' })).toEqual({
      changes: [{ table: 'shop', id: 'shop', fields: { phoneAmbulance: null, phoneManager: '139' } }],
    })
  })
})
