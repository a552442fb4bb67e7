/**
 * The emergency cards as plain data: what happened, the large steps in their order, whom to call. The words stand in one file a
 * language, under the same ids. They are the shop's own rules for people without medical training, no medical
 * advice; every card says so. `{ id: 'burn', urn: 'one', calls: ['ambulance', 'manager'], steps: ['stop', 'cool', …] }`
 */
import type { PhoneId } from './phones.ts'

export const CARD_IDS = [
  'fainting',
  'chestPain',
  'heatStroke',
  'lowSugar',
  'burn',
  'bleeding',
  'fall',
  'fire',
  'powerCut',
] as const
export type CardId = (typeof CARD_IDS)[number]

export type Card = {
  readonly id: CardId
  /** Which urns it asks to stop: the guest's own, or all of the shop, in the order in which guests should leave. */
  readonly urns: 'own' | 'all'
  /** The numbers on the card, the likeliest first. */
  readonly calls: readonly PhoneId[]
  readonly steps: readonly string[]
}

/** The wording that an incident was opened under; counts up when a step's meaning changes. */
export const CARDS_VERSION = 1

export const cards: { readonly [Id in CardId]: Card } = {
  fainting: {
    id: 'fainting',
    urns: 'own',
    calls: ['ambulance', 'manager'],
    steps: ['stop', 'lay', 'breathe', 'call', 'nothingByMouth', 'stay'],
  },
  chestPain: {
    id: 'chestPain',
    urns: 'own',
    calls: ['ambulance', 'manager'],
    steps: ['stop', 'call', 'sit', 'ownMedicine', 'stay', 'meet'],
  },
  heatStroke: {
    id: 'heatStroke',
    urns: 'own',
    calls: ['ambulance', 'manager'],
    steps: ['stop', 'call', 'cool', 'lay', 'drink', 'stay'],
  },
  lowSugar: {
    id: 'lowSugar',
    urns: 'own',
    calls: ['ambulance', 'manager'],
    steps: ['stop', 'awake', 'sugar', 'notAwake', 'again', 'rest'],
  },
  burn: {
    id: 'burn',
    urns: 'own',
    calls: ['ambulance', 'manager'],
    steps: ['stop', 'cool', 'loosen', 'never', 'cover', 'call'],
  },
  bleeding: {
    id: 'bleeding',
    urns: 'own',
    calls: ['ambulance', 'manager'],
    steps: ['stop', 'press', 'raise', 'more', 'call', 'nose'],
  },
  fall: {
    id: 'fall',
    urns: 'own',
    calls: ['ambulance', 'manager'],
    steps: ['still', 'stop', 'neck', 'head', 'rise', 'cold'],
  },
  fire: {
    id: 'fire',
    urns: 'all',
    calls: ['fire', 'ambulance', 'manager', 'police'],
    steps: ['shout', 'call', 'out', 'way', 'small', 'count'],
  },
  powerCut: {
    id: 'powerCut',
    urns: 'all',
    calls: ['manager', 'fire'],
    steps: ['light', 'out', 'switches', 'others', 'warm', 'phone', 'back'],
  },
}

/** The card of that id; null for one that this version does not know. */
export function cardOf(id: string): Card | null {
  return CARD_IDS.some((one) => one === id) ? cards[id as CardId] : null
}
