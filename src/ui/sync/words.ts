/** Words for what travels: an intent, why it was not taken, who did it. What this version does not know gets a general word. */

import { NOBODY } from '../../domain/people/named.ts'
import type { Staff } from '../../domain/people/staff.ts'
import type { SyncStrings } from '../strings/zh-cn/sync.ts'

/** What somebody did: `服务：关瓮`, `改约`. */
export function intentWords(intent: string, { intents }: SyncStrings): string {
  const [of = '', deed = ''] = intent.split('.')
  const step = wordIn(intents.run, deed)
  if (of === 'visit' && step !== null) return intents.visit(step)
  if (of === 'turnover' && step !== null) return intents.turnover(step)
  return wordIn(intents.known, intent) ?? intents.other
}

/** Why the server has not taken something. */
export function reasonOf(code: string, { unapplied }: SyncStrings): string {
  return wordIn(unapplied.reason, code) ?? unapplied.other(code)
}

/** The name of who did it; a general word for somebody who is not on this tablet. */
export function actorName(actor: string, staff: readonly Staff[], words: SyncStrings): string {
  if (actor === NOBODY) return words.setUp
  return staff.find(({ id }) => id === actor)?.name ?? words.someone
}

/** The word of that name; null where there is none. */
export function wordIn(words: { readonly [name: string]: string }, name: string): string | null {
  return Object.hasOwn(words, name) ? (words[name] ?? null) : null
}
