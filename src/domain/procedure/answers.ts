/**
 * Reads the answers that stand in a record's fields: `A5.7-water` for a step done once, `A6.1-check#15` for one
 * done several times. What is not shaped like an answer counts as none, and is left alone (M7).
 */
import type { Json } from '../../base/json.ts'
import type { Fields } from '../../sync/record.ts'
import { isObject } from './refusal.ts'
import type { Answer, NotDone, Run, RunFields } from './run.ts'

export type NumberedAnswer = { readonly n: number; readonly answer: Answer }

/** The record's own fields beside the answers, by their names. */
export function fieldsOf(run: { readonly fields: Fields }): RunFields {
  return run.fields as unknown as RunFields
}

/** The field in which a step's answer stands; `n` for a repeated one. */
export function fieldOf(stepId: string, n?: number): string {
  return n === undefined ? stepId : `${stepId}#${n}`
}

/** Takes a field's name apart; null when the number is not one that `fieldOf` writes. */
export function parseField(field: string): { readonly stepId: string; readonly n?: number } | null {
  const hash = field.lastIndexOf('#')
  if (hash < 0) return { stepId: field }
  const n = Number(field.slice(hash + 1))
  const stepId = field.slice(0, hash)
  return Number.isInteger(n) && n > 0 && fieldOf(stepId, n) === field ? { stepId, n } : null
}

/** The answer in a field; null when cleared, absent or of an unknown shape. */
export function answerIn(fields: Fields, field: string): Answer | null {
  return answerFrom(Object.hasOwn(fields, field) ? fields[field] : null)
}

function answerFrom(found: unknown): Answer | null {
  if (!isObject(found) || typeof found.at !== 'number' || !('value' in found)) return null
  return found as unknown as Answer
}

/** What stands in `name#1`, `name#2`, … as far as it reads as one, by its number. */
export function numbered<T>(
  fields: Fields,
  name: string,
  read: (value: Json) => T | null,
): readonly { readonly n: number; readonly found: T }[] {
  const all = Object.entries(fields).flatMap(([field, value]) => {
    const n = field.startsWith(`${name}#`) ? parseField(field)?.n : undefined
    const found = n === undefined ? null : read(value)
    return n === undefined || found === null ? [] : [{ n, found }]
  })
  return all.sort((a, b) => a.n - b.n)
}

/** All answers of a repeated step, by their number. */
export function numberedAnswers(fields: Fields, stepId: string): readonly NumberedAnswer[] {
  return numbered(fields, stepId, answerFrom).map(({ n, found: answer }) => ({ n, answer }))
}

/** The number after the highest one ever used, cleared ones included, so that no number is used twice. */
export function nextNumber(fields: Fields, stepId: string): number {
  const used = Object.keys(fields)
    .filter((field) => field.startsWith(`${stepId}#`))
    .map((field) => parseField(field)?.n ?? 0)
  return Math.max(0, ...used) + 1
}

/** Whether the value says that the step was left out, and why. */
export function isNotDone(value: Json | undefined): value is NotDone {
  return isObject(value) && typeof value.notDone === 'string'
}

/** The run as it would be with these fields written. */
export function withFields(run: Run, fields: Fields): Run {
  const { writtenAt } = run
  const after = { ...run, fields: { ...run.fields, ...fields } }
  return writtenAt ? { ...after, writtenAt: without({ writtenAt }, Object.keys(fields)) } : after
}

/** When the other fields were written: these are about to be, and it is not known yet. */
export function without(
  { writtenAt }: Pick<Run, 'writtenAt'>,
  names: readonly string[],
): NonNullable<Run['writtenAt']> {
  const rest = { ...writtenAt }
  for (const name of names) delete rest[name]
  return rest
}
