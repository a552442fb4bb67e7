import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ProcedureId } from '../../../src/domain/ids.ts'
import { LANGUAGES, type Language } from '../../../src/domain/language.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { text as english } from '../../../src/domain/procedure/nic-01-a/text-en.ts'
import { text as simplified } from '../../../src/domain/procedure/nic-01-a/text-zh-cn.ts'
import { text as traditional } from '../../../src/domain/procedure/nic-01-a/text-zh-hant.ts'
import { procedureFrom, publishProcedure, textFrom } from '../../../src/domain/procedure/publish.ts'
import type { ProcedureText, StepText } from '../../../src/domain/procedure/text.ts'
import type { Change } from '../../../src/sync/change-set.ts'
import { checkFields, jsonBytes, SET_MAX_BYTES } from '../../../src/sync/limits.ts'
import type { SyncRecord } from '../../../src/sync/record.ts'

const texts = { 'zh-CN': simplified, 'zh-Hant': traditional, en: english }
const change = publishProcedure(structure, texts)

/** As it comes back from a disk or a server: parsed from its JSON. */
function stored(from: Change): SyncRecord {
  return JSON.parse(JSON.stringify({ ...from, rev: 1, clocks: {} }))
}

function without(record: SyncRecord, field: string): SyncRecord {
  const { [field]: _, ...fields } = record.fields
  return { ...record, fields }
}

test('[CS6] a published procedure comes back exactly as it was written', () => {
  expect(change).toMatchObject({ table: 'procedures', id: 'NIC-01/A@3', create: true })
  const record = stored(change)
  expect(procedureFrom(record)).toStrictEqual(structure)
  for (const language of LANGUAGES) expect(textFrom(record, language)).toStrictEqual(texts[language])
})

test('[CS6] publishing the same procedure again gives the same change', () => {
  expect(JSON.stringify(publishProcedure(structure, texts))).toBe(JSON.stringify(change))
})

test('[CS7] every field of a published procedure is far below a value’s limit, and the whole below a set’s', () => {
  expect(checkFields(change)).toBeNull()
  // A third of room is left for what commit stamps and for a shop that writes longer steps.
  expect(jsonBytes(change)).toBeLessThan((SET_MAX_BYTES * 2) / 3)
})

test('[M7] a text whose step is in no stage is kept, not dropped', () => {
  const later: StepText = { label: 'Something of a later version' }
  const longer = { ...english, steps: { ...english.steps, 'A99.1-later': later } }
  const record = stored(publishProcedure(structure, { ...texts, en: longer }))
  expect(textFrom(record, 'en')).toStrictEqual(longer)
})

test('a record that is no procedure, or lacks a stage or a language, is read as null', () => {
  const record = stored(change)
  expect(procedureFrom(without(record, 'head'))).toBeNull()
  expect(procedureFrom(without(record, 'stage:A5R'))).toBeNull()
  expect(procedureFrom({ ...record, fields: { head: 'NIC-01/A' } })).toBeNull()
  expect(textFrom(without(record, 'text:en:words'), 'en')).toBeNull()
})

/**
 * What is published never changes under its id: visits are pinned to it. To change a step or a word of the written
 * procedure after its hash was released, give the structure the next version in `version` and `id`, and add the new
 * hash below; those before stay.
 */
const PUBLISHED: { readonly [id: string]: string } = {
  'NIC-01/A@1': '725b3ac0ea9f78400da011ef22a41509bef0916f45a1d6c59412cd3d90bc3ebc',
  'NIC-01/A@2': '8b5519a8c24700043340c9eb58a612dc0bce210df6e7044d02a18e1cb9dd654f',
  'NIC-01/A@3': '0ed1ca5562528925a592709e6bd7813db9828ea2938caac7f6f0119f54280123',
}

const hashOf = (fields: Change['fields']) => createHash('sha256').update(JSON.stringify(fields)).digest('hex')

test('[A0.1] what is published as this version is what it always was', () => {
  expect({ [change.id]: hashOf(change.fields) }).toEqual({ [change.id]: PUBLISHED[change.id] })
})

const second = { ...structure, id: 'NIC-01/A@2' as ProcedureId, version: 2 }
const HINTS: { readonly [language: string]: string } = {
  'zh-CN': '前八项禁止，请婉拒；其余慎用，请店长定',
  'zh-Hant': '前八項禁止，請婉拒；其餘慎用，請店長定',
  en: 'The first eight: never, decline kindly. The rest: with the manager’s approval',
}
/** Without what the third version has brought. */
function secondText(language: Language): ProcedureText {
  const { steps, ...rest } = texts[language]
  const { reads: _reads, ...consent } = steps['A4.2-consent'] as StepText
  const asked = { ...(steps['A4.2-contraindications'] as StepText), hint: HINTS[language] ?? '' }
  return { ...rest, steps: { ...steps, 'A4.2-consent': consent, 'A4.2-contraindications': asked } }
}
const inEach = (textOf: (language: Language) => ProcedureText) => ({
  'zh-CN': textOf('zh-CN'),
  'zh-Hant': textOf('zh-Hant'),
  en: textOf('en'),
})

test('[A4.2] the third version is the second, word for word, with what the guest signs and the two groups of the contraindications', () => {
  expect(hashOf(publishProcedure(second, inEach(secondText)).fields)).toBe(PUBLISHED['NIC-01/A@2'])
})

test('[A6.1] the second version is the first, word for word, with the breaks in mid-steam and the question before leaving', () => {
  const STEADY = 'A9.1-steady'
  const { away, awayMaxMin: _max, urn: _urn, ...clock } = second.clock
  const first = {
    ...second,
    id: 'NIC-01/A@1' as ProcedureId,
    version: 1,
    stages: structure.stages.map((stage) => ({
      ...stage,
      steps: stage.steps.filter(({ id }) => id !== away && id !== STEADY),
    })),
    clock,
    reasons: { ...structure.reasons, stop: structure.reasons.stop.filter((id) => id !== 'awayTooLong') },
  }
  const firstText = (text: ProcedureText): ProcedureText => {
    const { [away ?? '']: _away, [STEADY]: _steady, ...steps } = text.steps
    const { awayTooLong: _reason, ...reasons } = text.reasons
    return { ...text, steps, reasons }
  }
  const before = inEach((language) => firstText(secondText(language)))
  expect(hashOf(publishProcedure(first, before).fields)).toBe(PUBLISHED['NIC-01/A@1'])
})
