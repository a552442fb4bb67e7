/** An emergency in one line: what, whose, where, since when. `晕倒 · 王女士 · 3 号房 · 10:32 起` */
import type { Incident } from '../../domain/emergency/incident.ts'
import { cardOf } from '../../domain/emergency/structure.ts'
import { clockTime } from '../state/times.ts'
import type { EmergencyStrings } from '../strings/zh-cn/emergency.ts'
import { type ShopFacts, whoAndWhere } from './use-facts.ts'

/** The card's name; a general word for a card of a newer version. */
export function cardName(what: string, words: EmergencyStrings): string {
  const card = cardOf(what)
  return card ? words.cards[card.id].name : words.unknown
}

/** `紧急：晕倒 · 3 号房`; the general word says it alone. */
export function emergencyTitle({ what }: Incident, where: string, words: EmergencyStrings): string {
  return cardOf(what)
    ? words.attention.title(cardName(what, words), where)
    : words.line.words([words.unknown, where].filter(Boolean))
}

/** Whom it is about; empty where that is not known. */
export function whoseWords({ visitId }: Incident, facts: Pick<ShopFacts, 'here'> | undefined): string {
  const guest = visitId && facts?.here.get(visitId)
  return guest ? whoAndWhere(guest) : ''
}

/** Where it is; empty where that is not known. For what may be read by anybody. */
export function roomWords({ visitId }: Incident, facts: Pick<ShopFacts, 'here'> | undefined): string {
  return (visitId && facts?.here.get(visitId)?.room) || ''
}

/** The whole line. */
export function incidentWords(
  incident: Incident,
  facts: Pick<ShopFacts, 'here' | 'timeZone'> | undefined,
  words: EmergencyStrings,
): string {
  const since = facts ? words.line.since(clockTime(incident.openedAt, facts.timeZone)) : ''
  const parts = [cardName(incident.what, words), whoseWords(incident, facts), since]
  return words.line.words(parts.filter(Boolean))
}
