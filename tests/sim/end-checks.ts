/** What must hold once everything has come to rest. Each check answers the sentences that are not true. */
import type { LogEntry } from '../../src/sync/admit.ts'
import type { ChangeSet } from '../../src/sync/change-set.ts'
import { FUTURE_MS } from '../../src/sync/effective.ts'
import { firstHead, nextHead } from '../../src/sync/head.ts'
import { parseHlc } from '../../src/sync/hlc.ts'
import { isForgotten, type Merged, mergeOp, NOTHING } from '../../src/sync/merge.ts'
import { ERASURES, isErased, keyOf } from '../../src/sync/record.ts'
import { ATTENTION, CONFLICTS, type ConflictFields, NOTE_ID } from '../../src/sync/server-record.ts'
import { type MemoryShop, sha256, wireRecord } from './memory-shop.ts'
import { plantedFor } from './person.ts'
import { checkRights } from './right-checks.ts'
import type { SimTablet } from './sim-tablet.ts'
import { isSame } from './step-checks.ts'
import type { Truth } from './truth.ts'

export type Ended = {
  readonly shop: MemoryShop
  readonly tablets: readonly SimTablet[]
  /** Taken out of the shop, as they were before they were emptied. */
  readonly gone: readonly SimTablet[]
  /** Sets that came from a tablet after it was reported stolen. */
  readonly ofStolen: ReadonlySet<string>
  readonly truth: Truth
  /** Whether the log was restored, a tablet cloned, the server's clock set back: then some things cannot be told. */
  readonly wasRestored: boolean
  readonly wasCloned: boolean
  readonly wasSetBack: boolean
  readonly hasRights: boolean
}

export function checkEnd(ended: Ended): readonly string[] {
  return [
    ...checkLog(ended),
    ...checkNothingLost(ended),
    ...checkGone(ended),
    ...checkEverybodyEqual(ended),
    ...checkFold(ended),
    ...checkNotes(ended),
    ...checkErased(ended),
    ...checkForgotten(ended),
    ...(ended.hasRights ? checkRights(ended.shop) : []),
    ...(ended.wasRestored
      ? []
      : [...checkSeenBeforeWritten(ended), ...checkRows(ended), ...checkJournal(ended)]),
  ]
}

/** [S3] The chain holds from the first entry to the head, and no set is in the log twice. */
function checkLog({ shop, wasSetBack }: Ended): readonly string[] {
  const wrong: string[] = []
  let head = firstHead(shop.held?.head.epoch ?? '')
  const uids = new Set<string>()
  for (const entry of shop.log) {
    head = nextHead(head, entry, sha256)
    if (entry.seq !== head.seq || entry.chain !== head.chain) wrong.push(`the chain breaks at ${entry.seq}`)
    if (uids.has(entry.uid)) wrong.push(`${entry.uid} is in the log twice`)
    uids.add(entry.uid)
    const ms = parseHlc(entry.eff)?.ms ?? Number.POSITIVE_INFINITY
    if (!wasSetBack && ms > entry.receivedAt + FUTURE_MS + 1)
      wrong.push(`${entry.uid} counts from the future`)
  }
  if (head.chain !== (shop.held?.head.chain ?? head.chain)) wrong.push('the chain does not end at the head')
  return wrong
}

/** [C2] Every set that was ever kept is in the log once, or held where it was made; nothing waits, nothing lies over. */
function checkNothingLost({ shop, tablets, truth }: Ended): readonly string[] {
  const wrong: string[] = []
  for (const { name, store, expected, isForeign } of tablets) {
    for (const uid of expected) {
      const isLogged = shop.entry(uid) !== undefined
      const isHeld = Object.hasOwn(store.held, uid) && store.outbox.has(uid)
      if (isForeign ? isLogged || !store.outbox.has(uid) : isLogged === isHeld)
        wrong.push(
          `${uid} of ${name} is ${isLogged ? 'in the log' : 'not in the log'}, ${isHeld ? 'held' : 'not held'}`,
        )
    }
    for (const uid of store.outbox.keys())
      if (!isForeign && !Object.hasOwn(store.held, uid)) wrong.push(`${uid} still waits on ${name}`)
    for (const [uid, row] of store.sent) {
      if (row.again) wrong.push(`${uid} is still to be offered again by ${name}`)
      if (row.over) wrong.push(`${uid} still lies over the base of ${name}`)
    }
  }
  const strange = shop.log.filter(({ uid }) => !truth.kept.has(uid))
  return [...wrong, ...strange.map(({ uid }) => `${uid} is in the log and was never kept`)]
}

/** [C3] [SEC10] What a tablet sent before it was emptied is in the log; of a stolen one it is parked, and noted for the manager. */
function checkGone({ shop, gone, ofStolen, wasRestored }: Ended): readonly string[] {
  // What a restore has lost, nobody has any more once the tablet is empty.
  if (wasRestored) return []
  const lost = gone.flatMap(({ name, store, expected }) =>
    [...expected].flatMap((uid) =>
      shop.entry(uid) !== undefined || Object.hasOwn(store.held, uid) ? [] : [`${uid} went with ${name}`],
    ),
  )
  const counted = [...ofStolen].flatMap((uid) => {
    const entry = shop.entry(uid)
    if (entry === undefined || entry.verdict !== 'applied') return []
    return [`${uid} of a stolen tablet counts at once`]
  })
  return [...lost, ...counted]
}

/** All tablets show the server's records, field by field and clock by clock, and nothing else. */
function checkEverybodyEqual({ shop, tablets, wasRestored }: Ended): readonly string[] {
  return tablets
    .filter(({ isForeign }) => !isForeign)
    .flatMap(({ name, store }) => {
      const wrong = [...shop.records].flatMap(([word, record]) => {
        const held = [...store.outbox.values()].some((set) => set.ops.some((op) => keyOf(op) === word))
        const [own, shown] = [wireRecord(record) as unknown as Merged, store.view.get(word) ?? null]
        if (held || isSame(own, shown)) return []
        // A log that grew back to the very same chain is the same log, but for when the server had each set.
        if (wasRestored && isServersOwn(record) && isSame(timeless(own), shown && timeless(shown))) return []
        return [`${name} shows another ${word} than the server`]
      })
      const heldKeys = new Set([...store.outbox.values()].flatMap((set) => set.ops.map(keyOf)))
      const extra = [...store.view.keys()].filter((word) => !shop.records.has(word) && !heldKeys.has(word))
      return [...wrong, ...extra.map((word) => `${name} shows ${word}, which the server has not`)]
    })
}

function timeless<T extends Pick<Merged, 'fields'>>(note: T): T {
  const { at: _at, ...fields } = note.fields
  return { ...note, fields }
}

/** [M1] The records are the fold of the log's applied sets, from its end to its beginning as well. */
function checkFold({ shop }: Ended): readonly string[] {
  const folded = new Map<string, Merged>()
  for (const entry of [...shop.log].reverse()) {
    if (entry.verdict === 'parked' && !isFreed(shop, entry)) continue
    // What was taken from a set leaves the emptied record of whom it names; where it names nobody, it begins none.
    const { ops } = entry.body as unknown as ChangeSet
    for (const op of ops.filter(({ erased, person }) => erased !== true || person !== undefined))
      folded.set(keyOf(op), mergeOp(folded.get(keyOf(op)) ?? NOTHING, op, entry.eff, entry.uid))
  }
  return [...folded].flatMap(([word, merged]) => {
    const record = shop.records.get(word)
    // To the server's own records it adds fields that no set has.
    if (record !== undefined && (isServersOwn(record) || isErased(record))) return []
    return isSame(merged, record ?? null) ? [] : [`the server's ${word} is not the fold of its log`]
  })
}

/** [S2] [CS4] What is parked is noted, and what has not come is named. */
function checkNotes({ shop }: Ended): readonly string[] {
  const parked = shop.log.filter(({ verdict }) => verdict === 'parked')
  const unnoted = parked.filter(({ uid }) => shop.records.get(`${ATTENTION}/parked-${uid}`) === undefined)
  const places = new Map<string, Set<number>>()
  for (const { inc, n } of shop.log) places.set(inc, (places.get(inc) ?? new Set()).add(n))
  const wrongHoles = [...places].filter(([inc, come]) => {
    const note = shop.records.get(`${ATTENTION}/holes-${inc}`)?.fields.missing ?? []
    const named = (note as [number, number][]).flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, at) => from + at),
    )
    const open = Array.from({ length: Math.max(...come) }, (_, at) => at + 1).filter((n) => !come.has(n))
    return named.sort((a, b) => a - b).join() !== open.join()
  })
  return [
    ...unnoted.map(({ uid }) => `${uid} is parked and nobody is told`),
    ...wrongHoles.map(([inc]) => `the holes of ${inc} are not those that are noted`),
  ]
}

/** [S10] Nothing that was ever written about somebody who was erased is anywhere: not in records, log or journal, on no tablet. */
function checkErased({ shop, tablets, gone, truth }: Ended): readonly string[] {
  // What a restore has lost of a tablet that is empty by then, nobody has: of a record that began with it nobody can say whose it is.
  const lost = gone.flatMap(({ expected }) => [...expected].filter((uid) => shop.entry(uid) === undefined))
  const unknown = new Set(
    lost.flatMap((uid) => (truth.kept.get(uid)?.set.ops ?? []).map(({ person }) => person)),
  )
  const erased = erasedIn(shop).filter((person) => !unknown.has(person))
  return holders({ shop, tablets }).flatMap(([name, holds]) => {
    const text = JSON.stringify(holds)
    return erased.flatMap((person) =>
      text.includes(plantedFor(person)) ? [`${name} still knows something of ${person}, who was erased`] : [],
    )
  })
}

/** Whoever of the shop keeps anything, with all of it. */
function holders({
  shop,
  tablets,
}: Pick<Ended, 'shop' | 'tablets'>): readonly (readonly [name: string, holds: unknown])[] {
  return [
    ['the server', [[...shop.records.values()], shop.log]],
    ...tablets
      .filter(({ isForeign }) => !isForeign)
      .map(({ name, store }) => {
        const { view, base, outbox, sent, pulled } = store
        return [name, [view, base, outbox, sent, pulled].map((of) => [...of.values()])] as const
      }),
  ]
}

/** [S11] What was put out of a record's fields to be forgotten is nowhere: not in records, log or journal, on no tablet. */
function checkForgotten({ shop, tablets, truth }: Ended): readonly string[] {
  const texts = shop.log.flatMap(({ uid, eff }) =>
    (truth.kept.get(uid)?.set.ops ?? []).flatMap((op) => {
      const record = shop.records.get(keyOf(op))
      return Object.entries(op.fields).flatMap(([name, [value]]) => {
        const isUnique = value !== null && !/^"(same|pass|n\d)/.test(JSON.stringify(value))
        return record && isUnique && isForgotten(record, name, eff)
          ? [{ uid, text: JSON.stringify(value) }]
          : []
      })
    }),
  )
  return holders({ shop, tablets }).flatMap(([name, holds]) => {
    const whole = JSON.stringify(holds)
    return texts
      .filter(({ text }) => whole.includes(text))
      .map(({ uid, text }) => `${name} still has ${text} of ${uid}, which is forgotten`)
  })
}

function erasedIn(shop: MemoryShop): readonly string[] {
  return [...shop.records.values()].flatMap(({ table, id }) => (table === ERASURES ? [id] : []))
}

/** [HLC4] Whoever saw a value and wrote another counts above it. */
function checkSeenBeforeWritten({ shop, truth, wasCloned }: Ended): readonly string[] {
  if (wasCloned) return []
  return applied(shop).flatMap(({ uid, eff }) =>
    [...(truth.kept.get(uid)?.over ?? [])].flatMap(([field, over]) => {
      const seen = over === null ? undefined : shop.entry(over)
      if (seen === undefined || seen.verdict === 'parked' || seen.eff < eff) return []
      // Of whoever was erased nothing has an order any more.
      const record = shop.records.get(field.slice(0, field.lastIndexOf('#')))
      if (record !== undefined && isErased(record)) return []
      return [`${uid} saw the value of ${over} in ${field} and counts below it`]
    }),
  )
}

/** [HLC3] The effective clocks of one tablet's row never fall. */
function checkRows({ shop, wasCloned, wasSetBack }: Ended): readonly string[] {
  if (wasCloned || wasSetBack) return []
  const last = new Map<string, LogEntry>()
  const wrong: string[] = []
  for (const entry of shop.log) {
    const before = last.get(entry.inc)
    if (entry.reason === 'shape') continue
    if (before !== undefined && before.n < entry.n && before.eff >= entry.eff)
      wrong.push(`${entry.uid} counts below ${before.uid}, which the same tablet wrote before`)
    last.set(entry.inc, entry)
  }
  return wrong
}

/** [M3] Every value stands, was knowingly put aside by one that is accounted for, is equal to one, or is in the journal. */
function checkJournal({ shop, truth, tablets, gone, wasCloned, wasSetBack }: Ended): readonly string[] {
  // A tablet whose sets are lifted above its own clock may show an older value of its own for a while, and write over that.
  if (wasCloned || wasSetBack) return []
  const ledger = new Ledger(truth)
  for (const [word, record] of shop.records)
    for (const [field, uid] of Object.entries(record.uids)) ledger.account(`${word}#${field}`, uid)
  for (const { table, fields } of shop.records.values()) {
    if (table !== CONFLICTS || !('of' in fields)) continue
    const { of, won, lost } = fields as unknown as ConflictFields
    for (const { uid } of [won, lost]) ledger.account(`${of.table}/${of.id}#${of.field}`, uid)
  }
  let open = applied(shop).flatMap(({ uid, body }) =>
    (body as unknown as ChangeSet).ops
      .filter((op) => !isServersOwn(op) && op.table !== ERASURES && op.erased !== true)
      .flatMap((op) => fieldsOf([op]).map((field) => ({ uid, field }))),
  )
  for (let before = -1; before !== open.length; ) {
    before = open.length
    open = open.filter(({ uid, field }) => !ledger.has(field, uid))
    // Whoever wrote the same value as somebody else was in no conflict with them.
    for (const { uid, field } of open) if (ledger.hasValueOf(field, uid)) ledger.account(field, uid)
  }
  // What could not be offered lies over later values of its own tablet while its clock is ahead, and may be written over (C3).
  const held = new Set(
    [...tablets, ...gone].flatMap(({ store }) =>
      [...store.outbox.values()].flatMap(({ ops }) => fieldsOf(ops)),
    ),
  )
  return open
    .filter(({ field, uid }) => !held.has(field) && !isToForget(shop, field, uid))
    .map(({ uid, field }) => `what ${uid} wrote to ${field} is gone without a trace`)
}

function isToForget(shop: MemoryShop, field: string, uid: string): boolean {
  const at = field.lastIndexOf('#')
  const record = shop.records.get(field.slice(0, at))
  return record !== undefined && isForgotten(record, field.slice(at + 1), shop.entry(uid)?.eff ?? '')
}

function fieldsOf(ops: ChangeSet['ops']): readonly string[] {
  return ops.flatMap((op) => Object.keys(op.fields).map((name) => `${keyOf(op)}#${name}`))
}

/** Which values of a field are accounted for: with each of them those that it was knowingly put in place of. */
class Ledger {
  readonly #truth: Truth
  readonly #accounted = new Map<string, Set<string>>()

  constructor(truth: Truth) {
    this.#truth = truth
  }

  account(field: string, uid: string): void {
    const known = this.#accounted.get(field) ?? new Set()
    this.#accounted.set(field, known)
    const { kept } = this.#truth
    for (
      let put: string | null = uid;
      put !== null && !known.has(put);
      put = kept.get(put)?.over.get(field) ?? null
    )
      known.add(put)
  }

  has(field: string, uid: string): boolean {
    return this.#accounted.get(field)?.has(uid) === true
  }

  hasValueOf(field: string, uid: string): boolean {
    const value = valueIn(this.#truth, uid, field)
    return [...(this.#accounted.get(field) ?? [])].some((one) => valueIn(this.#truth, one, field) === value)
  }
}

function valueIn(truth: Truth, uid: string, field: string): string | undefined {
  for (const op of truth.kept.get(uid)?.set.ops ?? [])
    for (const [name, [value]] of Object.entries(op.fields))
      if (`${keyOf(op)}#${name}` === field) return JSON.stringify(value)
  return undefined
}

/** Parked first, and applied since. */
export function isFreed(shop: MemoryShop, { uid }: LogEntry): boolean {
  return shop.records.get(`${ATTENTION}/parked-${uid}`)?.fields.appliedAt !== undefined
}

function applied(shop: MemoryShop): readonly LogEntry[] {
  return shop.log.filter(({ verdict }) => verdict !== 'parked')
}

function isServersOwn({ table, id }: { readonly table: string; readonly id: string }): boolean {
  return table === CONFLICTS || (table === ATTENTION && NOTE_ID.test(id))
}
