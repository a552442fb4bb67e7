/** Puts an answer into words: `108/68 mmHg · 72`, `2 杯`, `10:14–10:20，6 分`. Used by rows, history and the guest panel. */
import type { Json } from '../../../base/json.ts'
import { isNotDone } from '../../../domain/procedure/answers.ts'
import { chosenIn } from '../../../domain/procedure/facts.ts'
import { isObject } from '../../../domain/procedure/refusal.ts'
import type { Step } from '../../../domain/procedure/structure.ts'
import type { ProcedureText } from '../../../domain/procedure/text.ts'
import { verdictIn } from '../../../domain/procedure/values.ts'
import { clockTime } from '../../state/times.ts'
import type { Strings } from '../../strings/strings.ts'
import { wholeMin } from '../format.ts'

export type Words = {
  readonly text: ProcedureText
  readonly strings: Strings
  readonly timeZone: string
}

/** A reason's words; one that somebody wrote stands as it is. */
export function reasonWords(text: ProcedureText, reason: string): string {
  return text.reasons[reason] ?? reason
}

/** The words of an option, a reading's part or an item. */
export function optionWords(text: ProcedureText, stepId: string, id: string): string {
  return text.steps[stepId]?.options?.[id] ?? id
}

/** A step's label. */
export function labelOf(text: ProcedureText, stepId: string): string {
  return text.steps[stepId]?.label ?? stepId
}

/** What is said of a step that is missing at a gate or at filing. */
export function missingOf(text: ProcedureText, stepId: string): string {
  return text.steps[stepId]?.missing ?? labelOf(text, stepId)
}

/** A unit's words. */
export function unitWords(text: ProcedureText, unit: string): string {
  return text.units[unit] ?? unit
}

function readingWords(step: Extract<Step, { kind: 'reading' }>, value: Json, text: ProcedureText): string {
  if (!isObject(value)) return ''
  const byUnit: { readonly unit: string; readonly numbers: string[] }[] = []
  for (const part of step.parts) {
    const given = value[part.id]
    if (typeof given !== 'number') continue
    const shown = given.toFixed(part.decimals ?? 0)
    const last = byUnit.at(-1)
    if (last?.unit === part.unit) last.numbers.push(shown)
    else byUnit.push({ unit: part.unit, numbers: [shown] })
  }
  return byUnit.map(({ unit, numbers }) => `${numbers.join('/')} ${unitWords(text, unit)}`).join(' · ')
}

function timedWords(value: Json, { strings, timeZone }: Words): string {
  if (!isObject(value) || typeof value.startedAt !== 'number') return ''
  const from = clockTime(value.startedAt, timeZone)
  if (typeof value.endedAt !== 'number') return `${from}–`
  const minutes = wholeMin(value.endedAt - value.startedAt)
  return `${from}–${clockTime(value.endedAt, timeZone)} · ${strings.visit.minutes(minutes)}`
}

/** How an urn's setting is called. */
export function settingWords(strings: Strings, setting: string): string {
  return strings.visit.steam.settingName(setting)
}

/** The urn's own steps keep other shapes: a plan, a yes or no, how it ended. */
function urnWords(value: Json, { strings, text }: Words): string | null {
  const { steam } = strings.visit
  if (typeof value === 'boolean') return value ? steam.answeredYes : steam.answeredNo
  if (!isObject(value)) return null
  if (typeof value.setting === 'string')
    return `${settingWords(strings, value.setting)} · ${steam.plannedMin(Number(value.plannedMin))}`
  if (value.how === 'stop') return reasonWords(text, String(value.reason))
  return value.how === 'off' ? steam.ended : null
}

/** The words of one value of a step; empty where the tick says it all. */
export function valueWords(step: Step, value: Json, words: Words): string {
  const { text, strings, timeZone: _timeZone } = words
  const { visit } = strings
  if (isNotDone(value)) return visit.notDone.words(reasonWords(text, value.notDone))
  const verdict = verdictIn(value)
  if (verdict) return visit.checked[verdict]
  const chosen = () =>
    chosenIn({ value })
      .map((id) => optionWords(text, step.id, id))
      .join(visit.and)
  switch (step.kind) {
    case 'do':
    case 'say':
      return value === true ? '' : (urnWords(value, words) ?? '')
    case 'choose':
      return chosen() || (urnWords(value, words) ?? '')
    case 'repeated':
      return chosen() || (urnWords(value, words) ?? '')
    case 'count':
      return typeof value === 'number' ? `${value} ${unitWords(text, step.unit)}` : ''
    case 'reading':
      return readingWords(step, value, text)
    case 'supplies':
      if (!isObject(value)) return visit.suppliesAll
      return visit.suppliesMissing(
        (Array.isArray(value.missing) ? value.missing : [])
          .map((id) => optionWords(text, step.id, String(id)))
          .join(visit.and),
      )
    case 'timed':
      return timedWords(value, words) || (urnWords(value, words) ?? '')
    case 'note':
      return typeof value === 'string' ? value : ''
    case 'photo':
      return ''
    case 'signature':
      if (isObject(value) && value.paper === true) return visit.signature.onPaper(String(value.where ?? ''))
      return visit.signature.saved
  }
}

/** Words for the guest with the shop's and the guest's names filled in. */
export function spoken(words: string, shop: string, guest: string): string {
  return words.replaceAll('{shop}', shop).replaceAll('{guest}', guest)
}
