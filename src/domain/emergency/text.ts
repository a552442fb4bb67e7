/** The words of the emergency cards in one language. Every id of structure.ts has its entry; a test walks both. */
import type { Phones } from './phones.ts'
import type { CardId } from './structure.ts'

export type CardText = {
  /** Read from across a room. */
  readonly name: string
  /** One deed each, as one says it to a colleague. `{ambulance}`, `{fire}` and `{police}` are the shop's numbers. */
  readonly steps: { readonly [step: string]: string }
}

export type EmergencyText = {
  /** Stands on every card. */
  readonly rules: string
  readonly cards: { readonly [Id in CardId]: CardText }
}

/** A step with the shop's numbers in it. */
export function withPhones(step: string, phones: Phones): string {
  return step
    .replaceAll('{ambulance}', phones.ambulance)
    .replaceAll('{fire}', phones.fire)
    .replaceAll('{police}', phones.police)
}
