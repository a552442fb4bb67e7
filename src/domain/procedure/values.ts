/**
 * Turns what a screen hands over into a value that may be stored, or says what is wrong with it. Every value is
 * rebuilt from its known parts, so nothing strange gets into a record:
 * `{ systolic: 108, diastolic: 68 }`, `{ missing: ['spare'] }`, `{ notDone: 'guestDeclined' }`.
 * An implausible number is asked again, never stored.
 */
import { MINUTE_MS } from '../../base/clock.ts'
import type { Json } from '../../base/json.ts'
import { chosenIn } from './facts.ts'
import { isObject, isText, refuse } from './refusal.ts'
import type { Refusal } from './run.ts'
import type { ChooseOption, ReadingPart, Step } from './structure.ts'

export type Parsed = { readonly value: Json } | Refusal
/** Instants in a value must lie between these. */
export type Times = { readonly earliest: number; readonly now: number }

export const NOTE_MAX = 2000
/**
 * Pictures travel in the change set (CS7). An answer holds at most 32 KB, one with a data address 24 KB; beside the
 * picture a note and a reason must fit, which in Chinese are three bytes a character: 8 KB, and 1.5 KB for who signed.
 */
export const SIGNATURE_MAX = 22 * 1024
/** A photo is scaled down to this as a data address. */
export const PHOTO_MAX = 16 * 1024

type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>
const BAD: Refusal = { refused: 'badValue' }

function parseIds(ids: unknown, known: readonly { readonly id: string }[]): readonly string[] | null {
  if (!Array.isArray(ids) || ids.length > known.length) return null
  const all = ids.every((id) => known.some((one) => one.id === id))
  return all && new Set(ids).size === ids.length ? [...(ids as readonly string[])] : null
}

function parseChoose(step: StepOf<'choose'>, value: unknown): Parsed {
  const ids = parseIds(Array.isArray(value) ? value : [value], step.options)
  if (!ids || ids.length === 0 || Array.isArray(value) !== (step.many === true)) return BAD
  return { value: step.many ? ids : (ids[0] ?? null) }
}

function parseCount(step: StepOf<'count'>, value: unknown): Parsed {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) return BAD
  return value > step.max ? refuse('implausible') : { value }
}

function parsePart(part: ReadingPart, value: unknown): Parsed {
  if (typeof value !== 'number' || !Number.isFinite(value)) return refuse('badValue', { detail: part.id })
  const [min, max] = part.plausible
  if (value < min || value > max) return refuse('implausible', { detail: part.id })
  const scaled = value * 10 ** (part.decimals ?? 0)
  if (Math.abs(scaled - Math.round(scaled)) > 1e-6) return refuse('badValue', { detail: part.id })
  return { value }
}

function parseReading(step: StepOf<'reading'>, value: unknown): Parsed {
  if (!isObject(value)) return BAD
  if (Object.keys(value).some((id) => !step.parts.some((part) => part.id === id))) return BAD
  const parts: { [id: string]: Json } = {}
  for (const part of step.parts) {
    const given = Object.hasOwn(value, part.id) ? value[part.id] : undefined
    if (part.optional && (given === undefined || given === null)) continue
    const parsed = parsePart(part, given)
    if ('refused' in parsed) return parsed
    parts[part.id] = parsed.value
  }
  const swapped = swappedPart(step, parts)
  if (swapped) return refuse('implausible', { detail: swapped.id })
  return Object.keys(parts).length > 0 ? { value: parts } : BAD
}

/** The part that is not larger than the one it must be above, e.g. systolic and diastolic the wrong way round. */
export function swappedPart(
  step: StepOf<'reading'>,
  numbers: { readonly [id: string]: Json },
): ReadingPart | null {
  const isSwapped = ({ id, above }: ReadingPart) => {
    const [n, lower] = [numbers[id], above === undefined ? undefined : numbers[above]]
    return typeof n === 'number' && typeof lower === 'number' && n <= lower
  }
  return step.parts.find(isSwapped) ?? null
}

function parseSupplies(step: StepOf<'supplies'>, value: unknown): Parsed {
  if (value === true) return { value: true }
  const missing = isObject(value) ? parseIds(value.missing, step.items) : null
  if (!missing) return BAD
  return { value: missing.length > 0 ? { missing } : true }
}

function parseTimed(value: unknown, times: Times): Parsed {
  if (!isObject(value)) return BAD
  const { startedAt, endedAt } = value
  if (typeof startedAt !== 'number' || !Number.isFinite(startedAt)) return BAD
  if (startedAt > times.now + MINUTE_MS) return refuse('inFuture')
  if (startedAt < times.earliest) return refuse('beforeStart')
  if (endedAt === undefined || endedAt === null) return { value: { startedAt } }
  if (typeof endedAt !== 'number' || !Number.isFinite(endedAt)) return BAD
  if (endedAt > times.now + MINUTE_MS) return refuse('inFuture')
  return endedAt < startedAt ? refuse('beforeStart') : { value: { startedAt, endedAt } }
}

function parseRepeated(options: readonly ChooseOption[], value: unknown): Parsed {
  if (value === true) return { value: true }
  if (typeof value === 'string') return parseIds([value], options) ? { value } : BAD
  const found = parseIds(isObject(value) ? value.found : value, options)
  return found ? { value: { found } } : BAD
}

function parseSignature(value: unknown): Parsed {
  if (!isObject(value)) return BAD
  if (value.paper === true) {
    return isText(value.where) ? { value: { paper: true, where: value.where } } : refuse('needsReason')
  }
  if (typeof value.strokes !== 'string' || value.strokes.trim() === '') return BAD
  if (value.strokes.length > SIGNATURE_MAX) return refuse('limit')
  if (value.signer === undefined || value.signer === null) return { value: { strokes: value.strokes } }
  return isText(value.signer) ? { value: { strokes: value.strokes, signer: value.signer } } : BAD
}

/** Either the picture itself, small, or where it is kept. */
function parsePhoto(value: unknown): Parsed {
  if (!isObject(value)) return BAD
  if (isText(value.ref)) return { value: { ref: value.ref } }
  if (typeof value.jpeg !== 'string' || !value.jpeg.startsWith('data:image/jpeg;base64,')) return BAD
  return value.jpeg.length > PHOTO_MAX ? refuse('limit') : { value: { jpeg: value.jpeg } }
}

function parseNote(value: unknown): Parsed {
  if (typeof value !== 'string' || value.trim() === '') return BAD
  return value.length > NOTE_MAX ? refuse('limit') : { value }
}

/** Checks a value against its step. */
export function parseValue(step: Step, value: unknown, times: Times): Parsed {
  if (isObject(value) && 'notDone' in value) {
    return isText(value.notDone) ? { value: { notDone: value.notDone } } : refuse('needsReason')
  }
  switch (step.kind) {
    case 'do':
    case 'say':
      return value === true ? { value } : BAD
    case 'choose':
      return parseChoose(step, value)
    case 'count':
      return parseCount(step, value)
    case 'reading':
      return parseReading(step, value)
    case 'supplies':
      return parseSupplies(step, value)
    case 'timed':
      return parseTimed(value, times)
    case 'repeated':
      return parseRepeated(step.options ?? [], value)
    case 'note':
      return parseNote(value)
    case 'photo':
      return parsePhoto(value)
    case 'signature':
      return parseSignature(value)
  }
}

function verdictsOf(step: Step, value: Json): readonly ChooseOption['verdict'][] {
  if (step.kind !== 'choose') return []
  const ids = chosenIn({ value })
  return step.options.filter((option) => ids.includes(option.id)).map((option) => option.verdict)
}

/** What is left of a value that was checked and not kept: whether it lets pass, wants approval, or never does. */
export type Verdict = 'pass' | 'outside' | 'block'
const VERDICTS: readonly Verdict[] = ['pass', 'outside', 'block']

/** The verdict of a value that was not kept; null for one that was. */
export function verdictIn(value: Json | undefined): Verdict | null {
  return (isObject(value) && VERDICTS.find((verdict) => verdict === value.checked)) || null
}

/** A value with nothing left but its verdict. */
export function checkedValue(step: Step, value: Json): { readonly checked: Verdict } {
  if (isBlocking(step, value)) return { checked: 'block' }
  const isOutside = isUnusual(step, value) || wantsApproval(step, value)
  return { checked: isOutside ? 'outside' : 'pass' }
}

/** Whether an option was chosen that keeps the gate closed for good. */
export function isBlocking(step: Step, value: Json): boolean {
  return verdictIn(value) === 'block' || verdictsOf(step, value).includes('block')
}

/** Whether a reading lies outside what the shop calls usual; no medical judgement, only the shop's own limits. */
export function isUnusual(step: Step, value: Json | undefined): boolean {
  if (step.kind !== 'reading' || !isObject(value)) return false
  if (verdictIn(value) === 'outside') return true
  return step.parts.some(({ id, usual }) => {
    const given = value[id]
    return usual !== undefined && typeof given === 'number' && (given < usual[0] || given > usual[1])
  })
}

/** Whether the value counts only with somebody's approval: such an option, or an unusual reading at a gate. */
export function wantsApproval(step: Step, value: Json): boolean {
  if (step.kind === 'reading') return step.gate !== undefined && isUnusual(step, value)
  return verdictIn(value) === 'outside' || verdictsOf(step, value).includes('approve')
}

/** Whether nothing is left to do about an answer: a timed one that was started has also ended. */
export function isComplete(value: Json): boolean {
  return !isObject(value) || !('startedAt' in value) || typeof value.endedAt === 'number'
}
