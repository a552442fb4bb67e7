/**
 * What a tablet keeps, in maps: the same transactions as src/db makes (commit, acks, pages, snapshot, reset, missing), each
 * done as a whole, with the real decisions of src/sync. A crash leaves it as it is. Beside it stands `pulled`, what the server
 * has sent, kept by itself, so that the views can be checked against something that they were not made from.
 */
import { type Change, type ChangeSet, type Op, SCHEMA } from '../../src/sync/change-set.ts'
import {
  type AckedAt,
  afterMissing,
  afterPull,
  afterReset,
  afterSnapshotPage,
  covers,
  isStale,
  type SyncState,
  UNLINKED,
  withHead,
} from '../../src/sync/client-state.ts'
import { personsOf, redactSet } from '../../src/sync/erase.ts'
import { forgetIn, forgetsMore } from '../../src/sync/forget.ts'
import { type Head, isSameHead } from '../../src/sync/head.ts'
import { nextHlc, seenHlc } from '../../src/sync/hlc.ts'
import { shopMadeBy } from '../../src/sync/link.ts'
import { type Base, baseFrom, byRecord, fold, keysOf, type PendingSet } from '../../src/sync/pending.ts'
import { ERASED, ERASURES, isErased, keyFrom, keyOf, type RecordKey } from '../../src/sync/record.ts'
import type { WireRecord, WireResult } from '../../src/sync/wire.ts'

/** A safeguard of the tablet that is taken away, to prove that the simulation sees it missing. */
export type TabletWeakness =
  /** After a restore nothing is offered again. */
  | 'noReoffer'
  /** An acknowledged set no longer lies over the base, though that does not contain it yet. */
  | 'uncoversAtAck'
  /** The cursor after a snapshot is the head of the last page, whichever that is. */
  | 'trustsLastHead'
  /** Answers from before a restore acknowledge what is nowhere any more. */
  | 'believesStale'
  /** A second restore before the first new head goes unnoticed. */
  | 'forgetsMissingHead'
  /** An erasure that comes down leaves the sets that are kept as they are. */
  | 'keepsErased'
  /** What is forgotten stays in the sets that are kept. */
  | 'keepsForgotten'

export type Sent = {
  readonly set: ChangeSet
  readonly eff: string
  readonly verdict: 'applied' | 'parked' | 'erased'
  readonly at: AckedAt
  readonly over: boolean
  readonly again: boolean
}
export type Unsent = { readonly set: ChangeSet; readonly eff: string | null }
type Record = NonNullable<Base>

export class TabletStore {
  readonly inc: string
  readonly weakness: TabletWeakness | null
  sync: SyncState = UNLINKED
  /** uid → code of sets that could not even be offered. */
  held: { readonly [uid: string]: string } = {}
  offsetMs = 0
  n = 0
  hlc: string | null = null
  readonly view = new Map<string, Record>()
  readonly base = new Map<string, Base>()
  readonly outbox = new Map<string, ChangeSet>()
  readonly sent = new Map<string, Sent>()
  readonly pulled = new Map<string, Record>()
  /** Records whose view the last transaction has made anew. */
  touched: readonly RecordKey[] = []

  constructor(inc: string, weakness: TabletWeakness | null) {
    this.inc = inc
    this.weakness = weakness
  }

  /** A profile that was copied to another tablet, its name included (CS4). */
  copy(): TabletStore {
    const copy = new TabletStore(this.inc, this.weakness)
    const { sync, held, offsetMs, n, hlc } = this
    Object.assign(copy, { sync, held, offsetMs, n, hlc })
    for (const name of ['view', 'base', 'outbox', 'sent', 'pulled'] as const)
      for (const [key, value] of this[name]) (copy[name] as Map<string, unknown>).set(key, value)
    return copy
  }

  /** One intent, kept: n, hlc, outbox, base and view (db/commit.ts). `twist` breaks the set for the server, not for the view. */
  commit(uid: string, changes: readonly Change[], wall: number, twist: Partial<ChangeSet> = {}): ChangeSet {
    const before = changes.map((change) => this.view.get(keyOf(change)))
    const standing = before.flatMap((record) => Object.values(record?.clocks ?? {}))
    this.hlc = nextHlc(seenHlc(this.hlc, standing), wall + this.offsetMs, this.inc)
    this.n += 1
    const ops = changes.map(({ fields, ...envelope }, at): Op => {
      const saw = (name: string) => before[at]?.clocks[name] ?? null
      return {
        ...envelope,
        fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value, saw(name)]])),
      }
    })
    const set: ChangeSet = {
      ...{
        uid,
        inc: this.inc,
        n: this.n,
        hlc: this.hlc,
        actor: `u-${this.inc}`,
        session: 's',
        schema: SCHEMA,
      },
      intent: 'test',
      device: { wall, offset: this.offsetMs },
      ops,
      ...twist,
    }
    this.outbox.set(set.uid, set)
    this.#refold(keysOf([set]))
    return set
  }

  applyAcks(answer: {
    readonly results: readonly WireResult[]
    readonly head: Head
    readonly known: boolean
    readonly offsetMs: number
  }): void {
    const { results, head, known } = answer
    this.offsetMs = answer.offsetMs
    this.touched = []
    if (this.weakness !== 'believesStale' && (!known || isStale(this.sync, head))) return
    const moved: ChangeSet[] = []
    for (const { uid, status, eff, seq } of results) {
      const row = this.sent.get(uid)
      const set = this.outbox.get(uid) ?? (row?.again === true ? row.set : undefined)
      if (set === undefined || status === 'later') continue
      this.outbox.delete(uid)
      const at = { epoch: head.epoch, seq: seq ?? head.seq }
      // Parked ones too: until a pull tells what the server made of it, the screen shows what was tapped.
      const over = this.weakness !== 'uncoversAtAck'
      this.sent.set(uid, { set, eff: eff ?? set.hlc, verdict: status, at, over, again: false })
      moved.push(set)
    }
    if (known) this.sync = withHead(this.sync, head)
    this.#refold(keysOf(moved))
  }

  applyPage(page: {
    readonly from: Head
    readonly records: readonly WireRecord[]
    readonly cursor: Head
    readonly head: Head
  }): boolean {
    const { from, records, cursor, head } = page
    const state = afterPull(this.sync, from, cursor)
    this.touched = []
    if (state === null) return false
    const isAtHead = isSameHead(cursor, head) && !isStale(this.sync, head)
    const uncovered = isAtHead ? this.#uncover(cursor, false) : []
    this.sync = withHead(state, head)
    const forgetful = this.#forget(records, uncovered)
    this.#take(records, [], [...uncovered, ...forgetful, ...this.#redact(records, uncovered)])
    return true
  }

  applySnapshotPage(page: {
    readonly after: string | null
    readonly records: readonly WireRecord[]
    readonly head: Head
    readonly next: string | null
    readonly total: number
  }): boolean {
    const { after, records, next, total } = page
    const isTrusting = this.weakness === 'trustsLastHead'
    const head = isTrusting ? (this.sync.snapshot?.head ?? page.head) : page.head
    const state = afterSnapshotPage(this.sync, { after, head, next, total, count: records.length })
    this.touched = []
    if (state === null) return false
    const uncovered = next === null ? this.#uncover(head, true) : []
    this.sync = withHead(state, head)
    if (isTrusting && next === null) this.sync = { ...this.sync, cursor: page.head }
    const redacted = [...this.#forget(records, uncovered), ...this.#redact(records, uncovered)]
    this.#take(records, this.#keysBetween(after, next), [...uncovered, ...redacted])
    return true
  }

  applyReset(): void {
    for (const [uid, row] of this.sent) if (row.over) this.sent.set(uid, { ...row, at: null })
    this.sync = afterReset(this.sync)
    if (this.weakness === 'noReoffer') this.sync = { ...this.sync, reoffer: null }
    this.touched = []
  }

  applyMissing(page: {
    readonly asked: readonly string[]
    readonly missing: readonly string[]
    readonly last: string | null
    readonly head: Head | null
  }): void {
    const { asked, missing, last, head } = page
    this.touched = []
    if (this.sync.reoffer === null) return
    const now = this.sentUids(this.sync.reoffer.after, asked.length + (last === null ? 1 : 0))
    if (now.join() !== asked.join()) return
    const moved: ChangeSet[] = []
    for (const uid of missing) {
      const row = this.sent.get(uid)
      if (row === undefined) continue
      this.sent.set(uid, { ...row, again: true, over: row.verdict === 'parked' ? row.over : true, at: null })
      moved.push(row.set)
    }
    this.sync = afterMissing(this.sync, last, this.weakness === 'forgetsMissingHead' ? null : head)
    this.#refold(keysOf(moved))
  }

  hold(uid: string, code: string): void {
    this.held = { ...this.held, [uid]: code }
  }

  holdsNothing(): boolean {
    return [this.base, this.view, this.outbox, this.sent].every(({ size }) => size === 0)
  }

  unsent(limit: number): readonly Unsent[] {
    const again = [...this.sent.values()].filter((row) => row.again)
    return [
      ...[...this.outbox.values()].map((set) => ({ set, eff: null })),
      ...again.map(({ set, eff }) => ({ set, eff })),
    ]
      .filter(({ set }) => !Object.hasOwn(this.held, set.uid))
      .sort((a, b) => (a.set.inc === b.set.inc ? a.set.n - b.set.n : a.set.inc < b.set.inc ? -1 : 1))
      .slice(0, limit)
  }

  sentUids(after: string, limit: number): readonly string[] {
    return [...this.sent.keys()]
      .filter((uid) => uid > after)
      .sort()
      .slice(0, limit)
  }

  shopMade(): string | null {
    return shopMadeBy(this.unsent(Number.POSITIVE_INFINITY).map(({ set }) => set))
  }

  /** Every set that lies over the base. */
  pending(): readonly PendingSet[] {
    const lying = [...this.sent.values()].filter(({ over }) => over)
    return [
      ...[...this.outbox.values()].map((set) => ({ set, eff: null })),
      ...lying.map(({ set, eff, again }) => ({ set, eff, isAgain: again })),
    ]
  }

  #uncover(head: Head, isSnapshot: boolean): readonly ChangeSet[] {
    const covered = [...this.sent].filter(
      ([, row]) => row.over && !row.again && covers(head, row.at, isSnapshot),
    )
    for (const [uid, row] of covered) this.sent.set(uid, { ...row, over: false })
    return covered.map(([, { set }]) => set)
  }

  /** What is forgotten leaves the sets that are kept (db/redact.ts); answers those that it changed. */
  #forget(records: readonly WireRecord[], uncovered: readonly ChangeSet[]): readonly ChangeSet[] {
    if (this.weakness === 'keepsForgotten') return []
    const isNew = records.some((one) => forgetsMore(one, this.pulled.get(keyOf(one))))
    const now = new Map(records.map((one) => [keyOf(one), one] as const))
    const recordOf = (key: RecordKey) => now.get(keyOf(key)) ?? this.pulled.get(keyOf(key))
    const changed: ChangeSet[] = []
    for (const [uid, set] of isNew ? this.outbox : []) {
      const left = forgetIn(set, set.hlc, recordOf)
      if (left === set) continue
      this.outbox.set(uid, left)
      changed.push(left)
    }
    const told = new Set(uncovered.map(({ uid }) => uid))
    for (const [uid, row] of this.sent) {
      if (!isNew && !told.has(uid)) continue
      const left = forgetIn(row.set, row.eff, recordOf)
      if (left === row.set) continue
      this.sent.set(uid, { ...row, set: left })
      changed.push(left)
    }
    return changed
  }

  /** What an erasure takes from the sets that are kept (db/redact.ts); answers those that it changed. */
  #redact(records: readonly WireRecord[], uncovered: readonly ChangeSet[]): readonly ChangeSet[] {
    const before = this.pulled
    if (this.weakness === 'keepsErased') return []
    const known = (person: string) => before.has(keyOf({ table: ERASURES, id: person }))
    const news = new Set(records.flatMap(({ table, id }) => (table === ERASURES && !known(id) ? [id] : [])))
    const isNew =
      news.size > 0 ||
      records.some((one) => {
        const shown = this.view.get(keyOf(one))
        return Object.hasOwn(one.fields, ERASED) && shown !== undefined && !isErased(shown)
      })
    const holders = new Map([...this.view, ...records.map((one) => [keyOf(one), one] as const)])
    const isOf = (op: Op, holder: string | undefined) =>
      personsOf(op, holder).some((person) => known(person) || news.has(person))
    const isAbout = (op: Op) => isOf(op, holders.get(keyOf(op))?.person)
    const isAboutNow = (op: Op) => {
      const holder = holders.get(keyOf(op))
      return holder === undefined
        ? isOf(op, undefined)
        : isOf({ table: op.table, id: op.id, fields: {} }, holder.person)
    }
    const told = new Set(uncovered.map(({ uid }) => uid))
    const changed: ChangeSet[] = []
    for (const [uid, set] of isNew ? this.outbox : []) {
      const redacted = redactSet(set, isAbout)
      if (redacted === set) continue
      this.outbox.set(uid, redacted)
      changed.push(redacted)
    }
    for (const [uid, row] of this.sent) {
      const isLate = row.verdict === 'parked' || (told.has(uid) && row.verdict === 'erased')
      if (!isNew && !isLate) continue
      const redacted = redactSet(row.set, row.verdict === 'applied' ? isAboutNow : isAbout)
      if (redacted === row.set) continue
      this.sent.set(uid, { ...row, set: redacted })
      changed.push(redacted)
    }
    return changed
  }

  /** What the server has of these records from now on; `local` are those that it has not, unless they come with it. */
  #take(records: readonly WireRecord[], local: readonly RecordKey[], moved: readonly ChangeSet[]): void {
    const given = new Map<string, Base>(local.map((key) => [keyOf(key), null]))
    for (const record of records) given.set(keyOf(record), baseFrom(record))
    for (const [name, base] of given) {
      if (base === null) this.pulled.delete(name)
      else this.pulled.set(name, base)
    }
    this.#refold([...local, ...records, ...keysOf(moved)], given)
  }

  /** View and base of the records as refold.ts makes them: from the base that is kept, or what stands where none is. */
  #refold(keys: readonly RecordKey[], given: ReadonlyMap<string, Base> = new Map()): void {
    const over = byRecord(this.pending())
    for (const key of keys) {
      const name = keyOf(key)
      const kept = this.base.has(name) ? this.base.get(name) : this.view.get(name)
      const standing = given.has(name) ? given.get(name) : kept
      const { base, view } = fold(key, standing ?? null, over.get(name) ?? [])
      if (base === undefined) this.base.delete(name)
      else this.base.set(name, base)
      if (view === null) this.view.delete(name)
      else this.view.set(name, view)
    }
    this.touched = keys
  }

  #keysBetween(after: string | null, next: string | null): readonly RecordKey[] {
    const from = after === null ? null : keyFrom(after)
    const to = next === null ? null : keyFrom(next)
    return [...this.view.keys()]
      .map((name) => keyFrom(name))
      .filter((key) => key !== null)
      .filter((key) => (from === null || compare(key, from) > 0) && (to === null || compare(key, to) <= 0))
  }
}

function compare(a: RecordKey, b: RecordKey): number {
  if (a.table !== b.table) return a.table < b.table ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}
