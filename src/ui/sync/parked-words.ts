/** What a parked set wanted to write, in the words of the floor: one line a record, each entry with its value. */

import type { Fields } from '../../db/queries.ts'
import { isSealed } from '../../db/shop-sealer.ts'
import { fieldWords, recordWords, sideWords } from './conflict-words.ts'
import type { ParkedPart } from './use-parked.ts'

/** So many entries say what it was about. */
const ENTRIES_MAX = 6

/** `王女士 10:05 的服务：放什么，产品短片；体温，36.5`; without values where the note has none. */
export function partWords({ about, around }: ParkedPart): string {
  const { parked } = around.sync
  const { strings } = around
  const record = recordWords(about, around)
  const entries = about.names.map((name) => entryWords(name, about.fields, around))
  const told = [...new Set(entries)]
  const shown = told.slice(0, ENTRIES_MAX).join(parked.between)
  const rest = told.length > ENTRIES_MAX ? parked.more(told.length) : ''
  return parked.part(record, [shown, rest].filter(Boolean).join(strings.today.comma))
}

function entryWords(name: string, fields: Fields | null, around: ParkedPart['around']): string {
  const { parked } = around.sync
  const label = fieldWords(name, around)
  if (fields === null) return label
  const value = fields[name] ?? null
  return parked.entry(label, isSealed(value) ? parked.sealed : sideWords(name, value, around))
}
