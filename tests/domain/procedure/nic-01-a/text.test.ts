import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '../../../../src/domain/language.ts'
import { structure } from '../../../../src/domain/procedure/nic-01-a/structure.ts'
import { text as english } from '../../../../src/domain/procedure/nic-01-a/text-en.ts'
import { text as simplified } from '../../../../src/domain/procedure/nic-01-a/text-zh-cn.ts'
import { text as traditional } from '../../../../src/domain/procedure/nic-01-a/text-zh-hant.ts'
import { GATES, type Step } from '../../../../src/domain/procedure/structure.ts'
import type { ProcedureText } from '../../../../src/domain/procedure/text.ts'

const texts = { 'zh-CN': simplified, 'zh-Hant': traditional, en: english }
const steps = structure.stages.flatMap((stage) => stage.steps)

/** Every text by its path, e.g. `steps.A4.3-bp.missing`. */
function flat(value: unknown, path = ''): { [path: string]: string } {
  if (typeof value === 'string') return { [path]: value }
  const parts = Object.entries(value as object).map(([key, part]) =>
    flat(part, path ? `${path}/${key}` : key),
  )
  return Object.assign({}, ...parts)
}

function optionIds(step: Step): readonly string[] {
  if (step.id === structure.clock.start) return structure.clock.settings
  if (step.kind === 'choose' || step.kind === 'repeated') return (step.options ?? []).map((one) => one.id)
  if (step.kind === 'reading') return step.parts.map((one) => one.id)
  if (step.kind === 'supplies') return step.items.map((one) => one.id)
  return []
}

function unitIds(step: Step): readonly string[] {
  if (step.kind === 'count') return [step.unit]
  return step.kind === 'reading' ? step.parts.map((part) => part.unit) : []
}

const sorted = (ids: Iterable<string>) => [...new Set(ids)].sort()
const idsOf = (part: { readonly [id: string]: unknown }) => sorted(Object.keys(part))

describe.each(LANGUAGES)('in %s', (language) => {
  const text: ProcedureText = texts[language]
  const all = flat(text)

  test('[A0.1] every id of the structure has its text, and no text is left over', () => {
    expect(idsOf(text.stages)).toEqual(sorted(structure.stages.map((stage) => stage.id)))
    expect(idsOf(text.steps)).toEqual(sorted(steps.map((step) => step.id)))
    expect(idsOf(text.groups)).toEqual(sorted(steps.flatMap((step) => step.group ?? [])))
    expect(idsOf(text.gates)).toEqual(sorted(GATES))
    expect(idsOf(text.rules)).toEqual(sorted(structure.rules.map((rule) => rule.id)))
    expect(idsOf(text.reasons)).toEqual(sorted(Object.values(structure.reasons).flat()))
    expect(idsOf(text.units)).toEqual(sorted(steps.flatMap(unitIds)))
    expect(idsOf(text.kinds)).toEqual(sorted(['towel', 'bathTowel', 'cap', 'robe', 'slippers', 'other']))
    const forms = [...structure.stages.flatMap((stage) => stage.forms), ...steps.flatMap((s) => s.form ?? [])]
    expect(idsOf(text.forms)).toEqual(sorted(forms))
    for (const step of steps) {
      expect(idsOf(text.steps[step.id]?.options ?? {}), step.id).toEqual(sorted(optionIds(step)))
    }
  })

  test('[A0.1] no text is empty, padded or a bare id', () => {
    for (const [path, words] of Object.entries(all)) {
      expect(words.trim(), path).toBe(words)
      expect(words.length, path).toBeGreaterThan(0)
      expect(words, path).not.toMatch(/undefined|[「」]/)
      if (!path.startsWith('units/')) expect(words, path).not.toMatch(/^[a-z]+[A-Z]\w*$/)
      expect(words.replace(/\{(shop|guest)\}/g, ''), path).not.toMatch(/[{}]/)
    }
  })

  test('[A2.1] every sentence for the guest has its words, and every gate says what is missing', () => {
    for (const step of steps) {
      if (step.kind === 'say') expect(text.steps[step.id]?.say, step.id).toBeTruthy()
      if (step.gate) expect(text.steps[step.id]?.missing, step.id).toBeTruthy()
    }
    expect(text.steps['A2.1-greet']?.say).toContain('{shop}')
  })

  test('[A4.2] the guest reads what the consent is before they sign it, in a few short sentences', () => {
    const { title = '', lines = [] } = text.steps['A4.2-consent']?.reads ?? {}
    expect(title).toBeTruthy()
    expect(lines.length).toBeGreaterThan(3)
    expect(lines.length).toBeLessThan(8)
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(language === 'en' ? 120 : 40)
  })

  test('[A0.1] labels fit a row, options fit a button', () => {
    const wide = language === 'en' ? 2.4 : 1
    for (const step of steps) {
      const { label = '', options = {} } = text.steps[step.id] ?? {}
      expect(label.length, label).toBeLessThanOrEqual(26 * wide)
      if (step.kind === 'supplies') continue
      for (const option of Object.values(options))
        expect(option.length, option).toBeLessThanOrEqual(13 * wide)
    }
    for (const [id, stage] of Object.entries(text.stages)) {
      expect(stage.short.length, id).toBeLessThanOrEqual(6 * wide)
    }
    for (const [id, group] of Object.entries(text.groups)) {
      expect(group.length, id).toBeLessThanOrEqual(18 * wide)
    }
  })

  test('[A5.10] nothing speaks of diagnosis or cure', () => {
    for (const [path, words] of Object.entries(all)) {
      expect(words, path).not.toMatch(
        /诊断|診斷|治疗|治療|治愈|治癒|疗效|療效|排毒|diagnos|treat|cure|heal(?!th)|detox/i,
      )
    }
  })

  test('[D10] a serious case is named to nobody but staff reading the rules', () => {
    for (const [path, words] of Object.entries(all)) {
      if (!path.startsWith('rules/')) expect(words, path).not.toMatch(/重症|serious/i)
    }
  })
})

test('[A2.1] what must be said stands word for word', () => {
  expect(simplified.steps['A2.1-greet']?.say).toBe('您好，欢迎光临{shop}！')
  expect(simplified.steps['A11.3-farewell']?.say).toBe('谢谢，请慢走！欢迎下次再来')
})

test('[A2.1] no two languages share a longer text by accident', () => {
  const [cn, hant, en] = [flat(simplified), flat(traditional), flat(english)]
  for (const [path, words] of Object.entries(cn)) {
    if (words === 'mmHg') continue
    expect(words, path).not.toBe(en[path])
    // Short ones may well be written the same, e.g. 口罩、手套已戴好.
    if (words.length > 10) expect(words, path).not.toBe(hant[path])
  }
})

test('[A2.1] Chinese texts are Chinese and English ones are not', () => {
  for (const [path, words] of Object.entries(flat(english))) {
    expect(words, path).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/)
  }
  const latin = /^(mmHg|℃)$/
  for (const words of [...Object.values(flat(simplified)), ...Object.values(flat(traditional))]) {
    if (!latin.test(words)) expect(words).toMatch(/[\u4e00-\u9fff]/)
    // Half-width marks beside Chinese characters look like a slip.
    expect(words).not.toMatch(/[\u4e00-\u9fff][,.!?;:]|[,.!?;:][\u4e00-\u9fff]/)
    expect(words).not.toMatch(/你/)
  }
})

test('[A2.1] no simplified character slipped into the traditional text, nor the other way', () => {
  const pairs =
    '养養瓮甕务務进進迎迎记記录錄询詢检檢备備后後离離厅廳档檔开開预預约約号號问問时時间間请請贵貴宾賓' +
    '顾顧没沒还還签簽测測压壓脉脈总總热熱风風温溫准準确確无無异異汽汽铺鋪围圍头頭发發静靜换換腰腰肾腎' +
    '脚腳双雙轻輕松鬆烫燙渴渴晕暈马馬诉訴两兩种種钟鐘蒸蒸给給杯杯颜顏体體设設调調满滿关關边邊扶扶' +
    '邻鄰听聽湿濕话話说說谢謝欢歡临臨会會员員误誤乱亂动動则則让讓当當种種报報产產乐樂干乾净淨' +
    '际際实實盐鹽发發们們这這个個为為么麼样樣来來过過对對写寫带帶应應单單独獨东東齐齊归歸'
  const chars = [...pairs]
  const words = {
    cn: Object.values(flat(simplified)).join(''),
    hant: Object.values(flat(traditional)).join(''),
  }
  for (let i = 0; i < chars.length; i += 2) {
    const [cn = '', hant = ''] = [chars[i], chars[i + 1]]
    if (cn === hant) continue
    expect(words.hant.includes(cn), `${cn} in zh-Hant`).toBe(false)
    expect(words.cn.includes(hant), `${hant} in zh-CN`).toBe(false)
  }
})

test('[A2.1] the traditional text uses the words of Taiwan and Hong Kong', () => {
  const all = Object.values(flat({ ...traditional, forms: {} })).join('')
  const mainland = [
    '顧客',
    '前台',
    '前臺',
    '一次性',
    '儲物櫃',
    '高壓',
    '低壓',
    '檔位',
    '桑拿',
    '布草',
    '開卡',
    '視頻',
    '屏幕',
  ]
  expect(mainland.filter((word) => all.includes(word))).toEqual([])
})
