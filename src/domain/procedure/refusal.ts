/** Says no in a form that screens put into words: `{ refused: 'gate', gate: 'water', stepId: 'A5.7-water' }`. */
import type { Refusal, RefusalCode } from './run.ts'

/** Makes a refusal; `more` names the gate, the step or the part that it is about. */
export function refuse(code: RefusalCode, more?: Omit<Refusal, 'refused'>): Refusal {
  return { refused: code, ...more }
}

/** Tells a refusal from any other outcome. */
export function isRefusal(result: object | null): result is Refusal {
  return result !== null && 'refused' in result
}

/** Whether the value is text that somebody really wrote, within the limit of characters. */
export function isText(value: unknown, max = 500): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= max
}

/** Whether the value is a plain JSON object: neither null nor a list. */
export function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
