/**
 * What the server has noted for the shop (CS4, S2), read from its records in `attention`: sets that have not arrived, two
 * tablets with one number, sets that it keeps without applying. Tablets' own records stand in that table too.
 */
import type { SyncRecord } from '../../db/queries.ts'
import type { SyncStrings } from '../strings/zh-cn/sync.ts'
import { intentWords } from './words.ts'

export type Note = { readonly id: string; readonly at: number; readonly inc: string } & (
  | { readonly kind: 'holes'; readonly count: number }
  | { readonly kind: 'clone' }
  | { readonly kind: 'parked'; readonly actor: string; readonly intent: string }
)

const IDS = /^(parked|clone|holes)-/

/** The notes that still say something, the latest first; `own` are the sets that the tablet lists by itself. */
export function notesOf(records: readonly SyncRecord[], own: ReadonlySet<string>): readonly Note[] {
  return records
    .filter(({ id, fields }) => IDS.test(id) && !own.has(String(fields.uid)))
    .flatMap((record) => noteFrom(record) ?? [])
    .sort((a, b) => b.at - a.at)
}

function noteFrom({ id, fields }: SyncRecord): Note | null {
  const { kind, inc, at, missing } = fields
  if (typeof inc !== 'string' || typeof at !== 'number') return null
  const common = { id, at, inc }
  if (kind === 'clone') return { ...common, kind }
  // What was applied after all is no news any more.
  if (kind === 'parked' && fields.appliedAt !== undefined) return null
  if (kind === 'parked')
    return { ...common, kind, actor: String(fields.actor ?? ''), intent: String(fields.intent ?? '') }
  if (kind !== 'holes' || !Array.isArray(missing)) return null
  const count = missing.reduce((sum, range) => sum + lengthOf(range), 0)
  return count === 0 ? null : { ...common, kind, count }
}

function lengthOf(range: unknown): number {
  if (!Array.isArray(range)) return 0
  const [first, last] = range.map(Number)
  return first !== undefined && last !== undefined && last >= first ? last - first + 1 : 0
}

/** A tablet's label is long; its first four digits tell the few of a shop apart. */
const SHOWN_DIGITS = 4

/** The note in a sentence; `name` puts an author into words. */
export function noteWords(note: Note, words: SyncStrings, name: (actor: string) => string): string {
  const { notes } = words
  const device = notes.device(note.inc.slice(0, SHOWN_DIGITS))
  switch (note.kind) {
    case 'clone':
      return notes.clone(device)
    case 'holes':
      return notes.holes(device, note.count)
    case 'parked':
      return notes.parked(device, intentWords(note.intent, words), name(note.actor))
  }
}
