/**
 * What the server keeps without having applied it (S2), as its note in `attention` tells it, and what a manager says to that: their
 * word is a field of the note, and the server acts on it. Accepted, it counts as it was made, under its own clock.
 * `parked-0199… { kind: 'parked', uid, actor: 'u17', intent: 'visit.answer', reason: 'withdrawn', about: […], accepted: { at, by, why } }`
 */
import type { Json } from '../../base/json.ts'
import type { Change } from '../../sync/change-set.ts'
import type { Fields, SyncRecord } from '../../sync/record.ts'
import { isObject } from '../procedure/refusal.ts'

export const NOTES = 'attention'
const ID = /^parked-/
/** They cannot be read or are too large: there is nothing that could be applied. */
const UNFIT: readonly string[] = ['shape', 'limit']
export const WHY_MAX = 200

/** One record that it wanted to write; without values where it was about several people, or too much. */
export type About = {
  readonly table: string
  readonly id: string
  readonly fields: Fields | null
  readonly names: readonly string[]
}
export type Word = 'accepted' | 'dismissed'
export type Parked = {
  /** Of the note. */
  readonly id: string
  /** Of the set. */
  readonly uid: string
  readonly actor: string
  readonly intent: string
  readonly reason: string
  /** When the server had it. */
  readonly at: number
  readonly about: readonly About[]
  /** `accepted`: said here, and the server has not acted on it yet. */
  readonly state: 'waiting' | 'accepted' | 'applied' | 'dismissed'
  readonly word: { readonly by: string; readonly at: number; readonly why: string } | null
  readonly isFit: boolean
  /** Applied at once, whoever wrote it: a guest may have been in the urn by it. */
  readonly isForUrn: boolean
}

/** Reads a note; null for what else stands in the table. */
export function parkedFrom({ id, fields }: Pick<SyncRecord, 'id' | 'fields'>): Parked | null {
  const { kind, uid, at, about } = fields
  if (!ID.test(id) || kind !== 'parked' || typeof uid !== 'string' || typeof at !== 'number') return null
  const accepted = wordFrom(fields.accepted)
  const dismissed = wordFrom(fields.dismissed)
  const isApplied = typeof fields.appliedAt === 'number'
  const isAccepted = accepted !== null && accepted.at >= (dismissed?.at ?? 0)
  const reason = String(fields.reason ?? '')
  return {
    ...{ id, uid, at, reason, actor: String(fields.actor ?? ''), intent: String(fields.intent ?? '') },
    about: Array.isArray(about) ? about.flatMap((one) => aboutFrom(one) ?? []) : [],
    state: isApplied ? 'applied' : isAccepted ? 'accepted' : dismissed ? 'dismissed' : 'waiting',
    // By themselves they may have become right, without anybody's word.
    word: isApplied || isAccepted ? accepted : dismissed,
    isFit: !UNFIT.includes(reason),
    isForUrn: isApplied && fields.urn === true,
  }
}

/** All of them, the latest first. */
export function parkedOf(records: readonly SyncRecord[]): readonly Parked[] {
  return records
    .flatMap((record) => parkedFrom(record) ?? [])
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
}

export type JudgeRefusal =
  /** It counts already, and what counts is corrected, not dismissed. */
  | 'applied'
  /** There is nothing in it that could be applied. */
  | 'unfit'
  | 'whyMissing'
  | 'gone'

/** A manager's word, with their reason; said again the other way until the server has applied it. */
export function planJudge(
  records: readonly SyncRecord[],
  of: {
    readonly id: string
    readonly word: Word
    readonly why: string
    readonly by: string
    readonly now: number
  },
): { readonly changes: readonly Change[] } | { readonly refused: JudgeRefusal } {
  const record = records.find(({ table, id }) => table === NOTES && id === of.id)
  const parked = record ? parkedFrom(record) : null
  const why = of.why.trim().slice(0, WHY_MAX)
  if (!parked) return { refused: 'gone' }
  if (parked.state === 'applied') return { refused: 'applied' }
  if (of.word === 'accepted' && !parked.isFit) return { refused: 'unfit' }
  if (why === '') return { refused: 'whyMissing' }
  const said = { at: Math.max(of.now, (parked.word?.at ?? 0) + 1), by: of.by, why }
  return { changes: [{ table: NOTES, id: of.id, fields: { [of.word]: said } }] }
}

/** Half of what one change set may hold (OPS_MAX). */
const TOGETHER_MAX = 100

/**
 * Those that wait and hold nothing that could be applied, by why: looked at one by one they tell a manager nothing, so they may be
 * put aside together. A single one is no pile.
 */
export function pilesOf(all: readonly Parked[]): readonly (readonly Parked[])[] {
  const piles = new Map<string, Parked[]>()
  for (const one of all)
    if (one.state === 'waiting' && !one.isFit)
      piles.set(one.reason, [...(piles.get(one.reason) ?? []), one].slice(0, TOGETHER_MAX))
  return [...piles.values()].filter((pile) => pile.length > 1)
}

/** One word for several, in one change set: all of them or none. */
export function planJudgeAll(
  records: readonly SyncRecord[],
  { ids, ...of }: Omit<Parameters<typeof planJudge>[1], 'id'> & { readonly ids: readonly string[] },
): ReturnType<typeof planJudge> {
  const changes: Change[] = []
  for (const id of ids) {
    const one = planJudge(records, { ...of, id })
    if ('refused' in one) return one
    changes.push(...one.changes)
  }
  return { changes }
}

function wordFrom(value: Json | undefined): Parked['word'] {
  if (!isObject(value) || typeof value.at !== 'number') return null
  return {
    at: value.at,
    by: String(value.by ?? ''),
    // On a locked tablet it does not open.
    why: typeof value.why === 'string' ? value.why : '',
  }
}

function aboutFrom(value: Json): About | null {
  if (!isObject(value) || typeof value.table !== 'string' || typeof value.id !== 'string') return null
  const { table, id, fields, names } = value
  if (isObject(fields)) return { table, id, fields: fields as Fields, names: Object.keys(fields) }
  return { table, id, fields: null, names: Array.isArray(names) ? names.map(String) : [] }
}
