/**
 * What the server decides about pushed change sets, purely: from what stands in its store to what must be written and
 * what is answered. Storage reads the state under the shop's lock, calls `admit`, writes the outcome and commits (S1).
 *
 *   offers ──▶ known? ── yes ─▶ same verdict, dup (CS3)
 *                └─ no ─▶ parked? (S2) ─▶ log, chain, attention
 *                         └─ applied ─▶ effective clock (HLC3) ─▶ merge (M1) ─▶ conflicts (M3) ─▶ log, chain
 */
import type { Json } from '../base/json.ts'
import type { ChangeSet, Op } from './change-set.ts'
import { effectiveClock, isBelievable } from './effective.ts'
import {
  type Claims,
  claimsOf,
  conflictId,
  type Erasure,
  emptiedRecord,
  erasedBy,
  isNobodys,
  type LateErasure,
  looseOps,
  markOf,
  personsOf,
  redactOffer,
} from './erase.ts'
import { type Forgetting, forgetIn } from './forget.ts'
import { type Digest, type Head, nextHead } from './head.ts'
import { packHlc, parseHlc } from './hlc.ts'
import { conflictOf, standingClaim } from './journal.ts'
import { atUrn, type Facts, type MayWrite, type ParkReason, reasonToPark, type UrnRules } from './judge.ts'
import { SHOP_RECORD } from './link.ts'
import { isForgotten, type Merged, mergeOp, NOTHING } from './merge.ts'
import { ERASURES, type Fields, keyOf, type RecordKey } from './record.ts'
import { type RoleEntry, type RoleHistory, roleEntriesOf } from './roles.ts'
import {
  ATTENTION,
  type AttentionFields,
  type Author,
  CONFLICTS,
  isServersOwn,
  type ServerRecord,
} from './server-record.ts'
import { noteOf, toldOf, touchedBy, type Waiting } from './waiting.ts'

/** `erased`: applied but for what it says of somebody who was erased, which is kept nowhere (S10). */
export type Verdict = 'applied' | 'parked' | 'erased'

/**
 * A set as it was offered: readable, or so broken that only its name is known. `eff` is the effective clock that an
 * earlier answer gave it, told when a set is offered again after a restore (S4).
 */
export type Offer = { readonly uid: string; readonly inc: string; readonly n: number } & (
  | { readonly set: ChangeSet; readonly eff?: string }
  | { readonly set: null; readonly raw: Json }
)

/** What the server knows of one incarnation. */
export type DeviceState = {
  readonly inc: string
  /** The highest n that arrived, with its set and its effective clock. */
  readonly topN: number
  readonly topUid: string
  readonly topEff: string
  readonly missing: readonly (readonly [number, number])[]
}

export type LogEntry = {
  readonly seq: number
  readonly uid: string
  readonly inc: string
  readonly n: number
  /** As the tablet wrote it; empty where it could not be read. */
  readonly hlc: string
  readonly eff: string
  readonly verdict: Verdict
  readonly reason: ParkReason | null
  readonly receivedAt: number
  readonly chain: string
  /** The set itself, or what arrived in its place. */
  readonly body: Json
  /** The records it names, for audit. */
  readonly keys: readonly RecordKey[]
}

/** What `admit` must be told; everything that the offers name (`namedKeys`, `ownKeys`, `seenClocks`), by exactly these keys. */
export type AdmitState = {
  readonly head: Head
  readonly now: number
  /** uid → its entry, where the log has it. */
  readonly known: ReadonlyMap<string, Pick<LogEntry, 'seq' | 'eff' | 'verdict' | 'reason'>>
  /** `table/id` → the record, where there is one. */
  readonly records: ReadonlyMap<string, ServerRecord>
  readonly devices: ReadonlyMap<string, DeviceState>
  /** `inc/n` → the uid that has the place. */
  readonly places: ReadonlyMap<string, string>
  /** Clock as written → effective clock, for those that differ. */
  readonly clamped: ReadonlyMap<string, string>
  /** `table/id` of records whose creating set is parked. */
  readonly parkedCreates: ReadonlySet<string>
  /** What everybody was, and when. */
  readonly roles: RoleHistory
  /** The fields of the records in `procedures`, by id: rights depend on them. */
  readonly procedures: ReadonlyMap<string, Fields>
  /** Parked sets by the clocks under which their values may have been seen, as written and as effective (`seenClocks`). */
  readonly parkedAt: ReadonlyMap<string, ChangeSet>
  /** Parked sets that the offers may set free, in the order of seq (waiting.ts). */
  readonly waiting: readonly Waiting[]
  /**
   * Who was erased, of those whom the offers may be about, and `records` holds what says so; all of them where an offer has a
   * shape that cannot be read (S10).
   */
  readonly erased: ReadonlySet<string>
  /** What parked sets say of records that they would have begun; `records` holds those of whoever is to be erased. */
  readonly claims: Claims
  /** Whether a record of theirs keeps somebody from being erased now; `records` holds all of whoever is to be. */
  readonly isInVisit: (record: ServerRecord) => boolean
  readonly urns: UrnRules
  /** The tablet that offers was reported stolen. */
  readonly isStolen?: boolean
  /** It does not have the shop's key at hand, and the server knows by what it would show that (SEC20). */
  readonly isUnvouched?: boolean
}

export type SetResult = {
  readonly uid: string
  readonly status: Verdict
  readonly dup?: true
  readonly seq: number
  readonly eff: string
  readonly reason?: ParkReason
}

export type Admitted = {
  readonly results: readonly SetResult[]
  readonly head: Head
  readonly log: readonly LogEntry[]
  /** Each touched record once, as it stands after the batch. */
  readonly records: readonly ServerRecord[]
  readonly devices: readonly DeviceState[]
  readonly clamped: readonly { readonly hlc: string; readonly eff: string }[]
  readonly parkedCreates: readonly (RecordKey & { readonly uid: string })[]
  readonly roles: readonly RoleEntry[]
  /** Sets that wait for a manager, or wait for another reason than before. */
  readonly waiting: readonly Waiting[]
  /** Sets that were parked and are applied now: they and their creations wait no longer. */
  readonly freed: readonly string[]
  /** To be carried out on everything that stands once the batch is written, by `eraseFrom`. */
  readonly erasures: readonly Erasure[]
  /** So are these. */
  readonly late: readonly LateErasure[]
  /** And these, by `forgetFrom`. */
  readonly forgettings: readonly Forgetting[]
}

/** `inc/n`, the key of a place in a tablet's row of sets. */
export function placeOf({ inc, n }: { readonly inc: string; readonly n: number }): string {
  return `${inc}/${n}`
}

/** The clocks that the offers' authors saw: what `AdmitState.clamped` must be asked for. */
export function seenClocks(offers: readonly Pick<Offer, 'set'>[]): readonly string[] {
  const seen = offers.flatMap(({ set }) => (set?.ops ?? []).flatMap((op) => Object.values(op.fields)))
  return [...new Set(seen.flatMap(([, clock]) => (clock === null ? [] : [clock])))]
}

/** The records that the offers name, as far as they can be read: what `AdmitState.records` and `parkedCreates` must be asked for. */
export function namedKeys(offers: readonly Offer[]): readonly RecordKey[] {
  const keys = offers.flatMap((offer) =>
    (offer.set === null ? looseOps(offer.raw) : offer.set.ops).map(({ table, id }) => ({ table, id })),
  )
  return [...new Map(keys.map((key) => [keyOf(key), key])).values()]
}

/**
 * The records of its own that the server may write for the offers (M3, CS4, S2): `AdmitState.records` must hold these too,
 * because people may have added to them. After a restore "settled" can arrive before the conflict that it settles.
 */
export function ownKeys(offers: readonly Offer[]): readonly RecordKey[] {
  const notes = offers.flatMap(({ uid, inc }) => [noteOf(uid), `clone-${inc}`, `holes-${inc}`])
  const conflicts = offers.flatMap(({ uid, set }) =>
    (set?.ops ?? []).flatMap((op, opAt) =>
      Object.keys(op.fields).map((_field, fieldAt) => conflictId(uid, opAt, fieldAt)),
    ),
  )
  return [
    // Not written here, but rights depend on whether it is there.
    SHOP_RECORD,
    ...[...new Set(notes)].map((id) => ({ table: ATTENTION, id })),
    ...conflicts.map((id) => ({ table: CONFLICTS, id })),
  ]
}

/** Decides a batch, in its order. Never throws for anything an offer may hold (S2). */
export function admit(
  state: AdmitState,
  offers: readonly Offer[],
  digest: Digest,
  mayWrite: MayWrite,
): Admitted {
  const desk = new Desk(state, digest, mayWrite)
  const results = offers.map((offer) => desk.take(offer))
  return { results, ...desk.outcome() }
}

/** The working copy of the state while a batch is decided; later sets of a batch see what the earlier ones did. */
class Desk {
  readonly #state: AdmitState
  readonly #digest: Digest
  #head: Head
  readonly #known = new Map<string, Pick<LogEntry, 'seq' | 'eff' | 'verdict' | 'reason'>>()
  readonly #log: LogEntry[] = []
  readonly #records = new Map<string, ServerRecord>()
  readonly #devices = new Map<string, DeviceState>()
  readonly #places = new Map<string, string>()
  readonly #clamped = new Map<string, string>()
  readonly #parkedCreates = new Map<string, RecordKey & { readonly uid: string }>()
  readonly #facts: Facts
  readonly #roles: Map<string, readonly RoleEntry[]>
  readonly #newRoles: RoleEntry[] = []
  readonly #waiting: Map<string, Waiting>
  readonly #nowWaiting = new Map<string, Waiting>()
  readonly #freed = new Set<string>()
  readonly #erased: Set<string>
  readonly #erasures: Erasure[] = []
  readonly #late = new Map<string, LateErasure>()
  /** By `table/id`: of many in one record the last one's marks hold for all. */
  readonly #forgettings = new Map<string, Forgetting>()
  readonly #claims: Map<string, readonly string[]>

  constructor(state: AdmitState, digest: Digest, mayWrite: MayWrite) {
    this.#state = state
    this.#digest = digest
    this.#head = state.head
    this.#roles = new Map(state.roles)
    this.#waiting = new Map(state.waiting.map((one) => [one.uid, one]))
    this.#erased = new Set(state.erased)
    this.#claims = new Map(state.claims)
    this.#facts = {
      ...{ mayWrite, urns: state.urns, isInVisit: state.isInVisit },
      ...{ roles: this.#roles, waiting: this.#waiting, claims: this.#claims },
      record: (key) => this.#record(key),
      records: () => new Map([...state.records, ...this.#records]).values(),
      procedures: () => this.#procedures(),
      isParkedCreate: (key) => this.#parkedCreates.has(keyOf(key)) || state.parkedCreates.has(keyOf(key)),
    }
  }

  take(arrived: Offer): SetResult {
    const known = this.#known.get(arrived.uid) ?? this.#state.known.get(arrived.uid)
    if (known !== undefined) return { ...resultOf(arrived.uid, known), dup: true }
    const eff = this.#effective(arrived)
    const { isStolen = false, isUnvouched = false } = this.#state
    const offer = this.#left(arrived, eff)
    const wrong = reasonToPark(offer, { eff, isStolen, isVouched: !isUnvouched }, this.#facts)
    const before = wrong === null ? null : atUrn(offer, { eff, wrong }, this.#facts)
    const reason = before === null ? wrong : null
    const entry = this.#enter(offer, eff, reason)
    for (const one of before ?? []) this.#free(one, entry, { urn: true })
    if (before !== null && wrong !== null)
      this.#noteParked(offer, wrong, entry, { appliedAt: this.#state.now, urn: true })
    if (offer.set !== null && reason === null) this.#apply(offer.set, entry, this.#historyOf(offer))
    if (reason !== null) this.#park(offer, reason, entry)
    if (reason !== null) this.#keepParkedAway(arrived, offer, entry)
    this.#mindPlace(offer, eff, entry)
    this.#known.set(offer.uid, entry)
    for (const { set, eff } of before ?? []) this.#follow(set, entry, eff)
    if (offer.set !== null && reason === null) this.#follow(offer.set, entry)
    return resultOf(offer.uid, entry)
  }

  outcome(): Omit<Admitted, 'results'> {
    return {
      head: this.#head,
      log: this.#log,
      records: [...this.#records.values()],
      devices: [...this.#devices.values()],
      clamped: [...this.#clamped].map(([hlc, eff]) => ({ hlc, eff })),
      parkedCreates: [...this.#parkedCreates.values()].filter(({ uid }) => !this.#freed.has(uid)),
      roles: this.#newRoles,
      waiting: [...this.#nowWaiting.values()],
      freed: [...this.#freed],
      ...{
        erasures: this.#erasures,
        late: [...this.#late.values()],
        forgettings: [...this.#forgettings.values()],
      },
    }
  }

  #procedures(): readonly Fields[] {
    const written = [...this.#records.values()].filter(({ table }) => table === 'procedures')
    const own = new Map(written.map(({ id, fields }) => [id, fields]))
    return [...new Map([...this.#state.procedures, ...own]).values()]
  }

  #redacted<O extends Offer>(offer: O): O {
    return redactOffer(offer, (key) => this.#record(key)?.person, this.#erased)
  }

  /** Without what is forgotten of the records that it writes to, and what is said of people who are erased. */
  #left<O extends Offer>(offer: O, eff: string): O {
    const set = offer.set && forgetIn(offer.set, eff, (key) => this.#record(key))
    return this.#redacted(set === offer.set ? offer : { ...offer, set })
  }

  /** What follows from an applied set: roles, and parked sets that are free now, which may free others in turn. */
  #follow(applied: ChangeSet, { seq, eff, uid }: LogEntry, own = eff): void {
    const stamp = { eff, uid, seq }
    for (let next: readonly Waiting[] = this.#touched(applied, own); next.length > 0; ) {
      const [one, ...rest] = next
      if (one === undefined) return
      next = rest
      if (this.#freed.has(one.uid)) continue
      const reason = reasonToPark(
        one,
        { eff: one.eff, isStolen: false, isVouched: one.reason !== 'unvouched' },
        this.#facts,
      )
      if (reason === null) {
        this.#free(one, stamp)
        next = [...rest, ...this.#touched(one.set, one.eff)]
      } else if (reason !== one.reason) this.#wait({ ...one, reason }, stamp)
    }
  }

  /** Notes the roles that a set gives, and finds what may no longer have to wait, the first first. */
  #touched(set: ChangeSet, eff: string): readonly Waiting[] {
    const entries = roleEntriesOf(set, eff)
    for (const entry of entries) {
      this.#roles.set(entry.person, [...(this.#roles.get(entry.person) ?? []), entry])
      this.#newRoles.push(entry)
    }
    return [...this.#waiting.values()].filter(touchedBy(set, entries))
  }

  #free(one: Waiting, stamp: Stamp, why: { readonly urn?: true } = {}): void {
    this.#freed.add(one.uid)
    this.#waiting.delete(one.uid)
    this.#nowWaiting.delete(one.uid)
    const isNoted = this.#record({ table: ATTENTION, id: `clone-${one.inc}` }) !== null
    this.#apply(
      this.#left(one, one.eff).set,
      { eff: one.eff, seq: stamp.seq },
      { isAgain: false, isCloned: isNoted },
    )
    this.#write(ATTENTION, noteOf(one.uid), { appliedAt: this.#state.now, ...why }, stamp)
  }

  #wait(one: Waiting, stamp: Stamp): void {
    this.#waiting.set(one.uid, one)
    this.#nowWaiting.set(one.uid, one)
    this.#write(ATTENTION, noteOf(one.uid), { reason: one.reason }, stamp)
  }

  #effective(offer: Offer): string {
    const { set, inc, n } = offer
    if (set === null) return packHlc({ ms: this.#state.now, counter: 0, inc })
    if (offer.eff !== undefined && isBelievable(offer.eff, inc, this.#state.now)) return offer.eff
    const device = this.#device(inc)
    return effectiveClock(set, {
      now: this.#state.now,
      // A set that fills a hole belongs before those that came earlier, so it is not lifted above them.
      floor: device !== null && n > device.topN ? device.topEff : null,
      resolve: (clock) => this.#resolve(clock, inc),
      standing: (key) => this.#record(key)?.clocks ?? {},
    })
  }

  /** The effective clock of one that a tablet saw. Only its own has it seen as it was written, before the answer came. */
  #resolve(clock: string, inc: string): string {
    if (parseHlc(clock)?.inc !== inc) return clock
    return this.#clamped.get(clock) ?? this.#state.clamped.get(clock) ?? clock
  }

  /**
   * The clock of the value that its author saw. One that was parked stood on its own tablet's screen alone: what its author had
   * seen counts, for whatever else stood there has been seen by nobody (M3).
   */
  #saw({ inc }: ChangeSet, op: Op, field: string): string | null {
    let seen = Object.hasOwn(op.fields, field) ? (op.fields[field]?.[1] ?? null) : null
    for (let parked = this.#parkedAt(seen); parked !== null; parked = this.#parkedAt(seen)) {
      const before = parked.ops.find((one) => keyOf(one) === keyOf(op) && Object.hasOwn(one.fields, field))
      const next: string | null = before?.fields[field]?.[1] ?? null
      // A value was there before it was seen; anything else is no tablet's doing, and would go round for ever.
      if (parked.inc !== inc || before === undefined || (next !== null && next >= parked.hlc)) break
      seen = next
    }
    return seen === null ? null : this.#resolve(seen, inc)
  }

  #parkedAt(clock: string | null): ChangeSet | null {
    if (clock === null) return null
    const here = [...this.#nowWaiting.values()].find(({ eff, set }) => eff === clock || set.hlc === clock)
    const parked = here?.set ?? this.#state.parkedAt.get(clock) ?? null
    return parked === null || this.#freed.has(parked.uid) ? null : parked
  }

  #enter(offer: Offer, eff: string, reason: ParkReason | null): LogEntry {
    const { uid, inc, n, set } = offer
    const isRedacted = set?.ops.some((op) => op.erased === true) === true
    const verdict: Verdict = reason !== null ? 'parked' : isRedacted ? 'erased' : 'applied'
    this.#head = nextHead(this.#head, { uid, eff, verdict }, this.#digest)
    const entry: LogEntry = {
      ...{ seq: this.#head.seq, uid, inc, n, hlc: set?.hlc ?? '', eff, verdict, reason },
      receivedAt: this.#state.now,
      chain: this.#head.chain,
      body: set === null ? offer.raw : (set as unknown as Json),
      keys: set === null ? [] : namedKeys([offer]),
    }
    this.#log.push(entry)
    if (set !== null && set.hlc !== eff) this.#clamped.set(set.hlc, eff)
    return entry
  }

  #apply(set: ChangeSet, { eff, seq }: Pick<LogEntry, 'eff' | 'seq'>, history: History): void {
    for (const [at, op] of set.ops.entries()) {
      if (op.erased === true) {
        this.#keepAway(op, set, { eff, seq }, { isParked: false })
        continue
      }
      const before = this.#record(op)
      const merged = mergeOp(before ?? NOTHING, op, eff, set.uid)
      if (before !== null && !isServersOwn(op))
        this.#journal(set, at, { before, merged }, { eff, seq, history })
      if (before !== null && merged === before) continue
      const won = Object.keys(op.fields).filter((name) => merged.uids[name] === set.uid)
      const authors = won.map((name): [string, Author] => [
        name,
        { actor: set.actor, saw: this.#saw(set, op, name) },
      ])
      this.#put({
        ...merged,
        table: op.table,
        id: op.id,
        seq,
        authors: { ...before?.authors, ...Object.fromEntries(authors) },
      })
      if (op.forgets !== undefined)
        this.#forgettings.set(keyOf(op), { table: op.table, id: op.id, set, eff, seq, at: this.#state.now })
    }
    for (const person of erasedBy(set)) this.#erase(person, set, { eff, seq })
  }

  #erase(person: string, set: ChangeSet, of: Pick<Erasure, 'eff' | 'seq'>): void {
    const mark = markOf(this.#record({ table: ERASURES, id: person }))
    this.#erased.add(person)
    this.#erasures.push({ ...of, person, set, mark })
  }

  /**
   * What is parked begins no record. Of somebody who was erased it leaves the empty one, by which the sets after it are known; of
   * anybody else, what it says is all that is known of a record that others write to.
   */
  #keepParkedAway(arrived: Offer, offer: Offer, stamp: Pick<Erasure, 'eff' | 'seq'>): void {
    const ops = arrived.set === null ? looseOps(arrived.raw) : arrived.set.ops
    for (const [key, persons] of claimsOf(ops))
      this.#claims.set(key, [...(this.#claims.get(key) ?? []), ...persons])
    const { uid } = offer
    const actor = offer.set?.actor ?? ''
    const told = offer.set === null ? ops : offer.set.ops.filter(({ erased }) => erased === true)
    for (const op of told) this.#keepAway(op, { uid, actor }, stamp, { isParked: true })
  }

  /**
   * A record that comes to be after its person was erased is an emptied one, so that what is written to it later is known. Where
   * something came before, from somebody who did not say whose it is, that goes as well; but no visit that is under way (D13).
   */
  #keepAway(
    op: RecordKey & Pick<Op, 'person' | 'create'>,
    set: Pick<ChangeSet, 'uid' | 'actor'>,
    { eff, seq }: Pick<Erasure, 'eff' | 'seq'>,
    { isParked }: { readonly isParked: boolean },
  ): void {
    const person = personsOf(op, undefined).find((one) => this.#erased.has(one))
    const before = this.#record(op)
    if (person === undefined || (before !== null && !isNobodys(before))) return
    if (before !== null && (this.#facts.isInVisit(before) || (isParked && op.create !== true))) return
    const mark = markOf(this.#record({ table: ERASURES, id: person }))
    const { table, id } = op
    if (before === null || !isParked) this.#put(emptiedRecord(op, { eff, seq, person, set, mark }))
    const only = [...(this.#late.get(person)?.only ?? []), { table, id }]
    this.#late.set(person, { person, mark, set, eff, seq, only })
  }

  /** Two authors of one field who did not know of each other: the loser is kept, with both (M3). */
  #journal(
    set: ChangeSet,
    opAt: number,
    { before, merged }: { readonly before: ServerRecord; readonly merged: Merged },
    { eff, seq, history }: { readonly eff: string; readonly seq: number; readonly history: History },
  ): void {
    const op = set.ops[opAt]
    if (op === undefined) return
    const { uid, actor } = set
    const { day, person } = merged
    for (const [fieldAt, [field, change]] of Object.entries(op.fields).entries()) {
      const standing = standingClaim(before, field)
      if (standing === null) continue
      // What is forgotten is no side of anything.
      if ([standing.clock, eff].some((clock) => isForgotten(merged, field, clock))) continue
      const own = { value: change[0], clock: eff, uid, actor, saw: this.#saw(set, op, field) }
      const fields = conflictOf({ table: op.table, id: op.id, field }, own, standing, history)
      if (fields === null) continue
      this.#write(CONFLICTS, conflictId(uid, opAt, fieldAt), fields, { eff, uid, seq, day, person })
    }
  }

  #historyOf({ inc, n, ...offer }: Offer): History {
    const isAgain = offer.set !== null && offer.eff !== undefined
    const isNoted = this.#record({ table: ATTENTION, id: `clone-${inc}` }) !== null
    return { isAgain, isCloned: isNoted || this.#isTaken({ inc, n }) }
  }

  #isTaken(place: { readonly inc: string; readonly n: number }): boolean {
    return this.#places.has(placeOf(place)) || this.#state.places.has(placeOf(place))
  }

  #park(offer: Offer, reason: ParkReason, { eff, seq }: LogEntry): void {
    const { uid, inc, set } = offer
    for (const op of set?.ops ?? []) {
      if (op.create === true) this.#parkedCreates.set(keyOf(op), { table: op.table, id: op.id, uid })
    }
    this.#noteParked(offer, reason, { eff, seq })
    if (set === null) return
    const one = { uid, inc, n: offer.n, seq, eff, actor: set.actor, reason, set }
    this.#waiting.set(uid, one)
    this.#nowWaiting.set(uid, one)
  }

  #noteParked(
    { uid, inc, set }: Offer,
    reason: ParkReason,
    { eff, seq }: Pick<LogEntry, 'eff' | 'seq'>,
    more: { readonly appliedAt?: number; readonly urn?: true } = {},
  ): void {
    const actor = set?.actor ?? ''
    const people = new Set((set?.ops ?? []).flatMap((op) => op.person ?? this.#record(op)?.person ?? []))
    const [person] = people
    const told = set === null || reason === 'limit' ? {} : { about: toldOf(set, people.size <= 1) }
    this.#note(
      noteOf(uid),
      { eff, uid, seq, ...(people.size === 1 ? { person } : {}) },
      {
        ...{ kind: 'parked', uid, inc, actor, intent: set?.intent ?? '', reason },
        ...{ at: this.#state.now, ...told, ...more },
      },
    )
  }

  /** Keeps the tablet's row of n, and notes a place taken twice and places left out (CS4). It stops nothing. */
  #mindPlace({ uid, inc, n, set }: Offer, eff: string, { seq }: LogEntry): void {
    const stamp = { eff, uid, seq }
    if (!this.#isTaken({ inc, n })) this.#places.set(placeOf({ inc, n }), uid)
    else this.#note(`clone-${inc}`, stamp, { kind: 'clone', inc, n, at: this.#state.now })
    const device = this.#device(inc) ?? { inc, topN: 0, topUid: '', topEff: '', missing: [] }
    const missing =
      n > device.topN ? withHole(device.missing, device.topN + 1, n - 1) : without(device.missing, n)
    // A set that cannot be read counts as now, which says nothing of the clocks before and after it in the row.
    const topEff = set === null ? device.topEff : eff
    const top = n > device.topN ? { topN: n, topUid: uid, topEff } : {}
    this.#devices.set(inc, { ...device, ...top, missing })
    if (missing.length !== device.missing.length || missing.some((range, at) => range !== device.missing[at]))
      this.#note(`holes-${inc}`, stamp, { kind: 'holes', inc, missing, at: this.#state.now })
  }

  #note(id: string, stamp: Stamp, fields: AttentionFields): void {
    this.#write(ATTENTION, id, fields, stamp)
  }

  /** Writes a record of the server's own; what people have added to it stays. */
  #write(table: string, id: string, fields: object, { eff, uid, seq, day, person }: Stamp): void {
    const before = this.#record({ table, id })
    const entries = Object.entries(fields)
    const each = <T>(value: T) => Object.fromEntries(entries.map(([name]) => [name, value]))
    this.#put({
      ...{ table, id, seq },
      ...(day === undefined ? {} : { day }),
      ...(person === undefined ? {} : { person }),
      fields: { ...before?.fields, ...Object.fromEntries(entries) },
      clocks: { ...before?.clocks, ...each(eff) },
      uids: { ...before?.uids, ...each(uid) },
      authors: { ...before?.authors, ...each({ actor: '', saw: null }) },
    })
  }

  #record(key: RecordKey): ServerRecord | null {
    return this.#records.get(keyOf(key)) ?? this.#state.records.get(keyOf(key)) ?? null
  }

  #put(record: ServerRecord): void {
    this.#records.set(keyOf(record), record)
  }

  #device(inc: string): DeviceState | null {
    return this.#devices.get(inc) ?? this.#state.devices.get(inc) ?? null
  }
}

type Stamp = {
  readonly eff: string
  readonly uid: string
  readonly seq: number
  readonly day?: string | undefined
  readonly person?: string | undefined
}
type History = Parameters<typeof conflictOf>[3]

function resultOf(
  uid: string,
  { seq, eff, verdict, reason }: Pick<LogEntry, 'seq' | 'eff' | 'verdict' | 'reason'>,
): SetResult {
  return { uid, status: verdict, seq, eff, ...(reason === null ? {} : { reason }) }
}

type Ranges = DeviceState['missing']

function withHole(missing: Ranges, from: number, to: number): Ranges {
  return from > to ? missing : [...missing, [from, to]]
}

function without(missing: Ranges, n: number): Ranges {
  if (!missing.some(([from, to]) => n >= from && n <= to)) return missing
  return missing.flatMap(([from, to]) => {
    if (n < from || n > to) return [[from, to] as const]
    return [...(n > from ? [[from, n - 1] as const] : []), ...(n < to ? [[n + 1, to] as const] : [])]
  })
}
