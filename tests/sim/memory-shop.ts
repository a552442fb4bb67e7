/**
 * The server's storage in memory and without a promise, for the simulation: the same decisions as the twins make (the real
 * `admit`), in maps. A push computes first and writes last, so that a crash before its end leaves no trace. `copy` is a
 * backup, `become` a restore. A weakness takes one safeguard away, for the tests that prove the simulation sees it missing.
 */
import { createHash } from 'node:crypto'
import { isAtUrn } from '../../src/domain/open-record.ts'
import { isInVisit } from '../../src/domain/people/erasing.ts'
import { isFloorWork } from '../../src/domain/people/rights.ts'
import { erasedLines } from '../../src/server/storage/erasing.ts'
import type { Audited, Held, Page, PushAsk, PushDone, Top } from '../../src/server/storage/port.ts'
import { pageLength } from '../../src/server/storage/reads.ts'
import {
  type AdmitState,
  type Admitted,
  admit,
  type DeviceState,
  type LogEntry,
  type Offer,
  placeOf,
} from '../../src/sync/admit.ts'
import type { ChangeSet } from '../../src/sync/change-set.ts'
import { claimsIn, type Erasure, eraseFrom, type LateErasure } from '../../src/sync/erase.ts'
import { type Forgetting, forgetFrom } from '../../src/sync/forget.ts'
import { firstHead, type Head } from '../../src/sync/head.ts'
import { parseHlc } from '../../src/sync/hlc.ts'
import type { MayWrite } from '../../src/sync/judge.ts'
import { ERASURES, keyOf, type RecordKey } from '../../src/sync/record.ts'
import type { RoleEntry } from '../../src/sync/roles.ts'
import type { ServerRecord } from '../../src/sync/server-record.ts'
import type { Waiting } from '../../src/sync/waiting.ts'
import type { WireRecord } from '../../src/sync/wire.ts'

export type Weakness =
  /** Restores go unnoticed: no head that a tablet names is looked up but its cursor. */
  | 'ignoresSeen'
  /** The head of a snapshot is read with its last page. */
  | 'headAfterPages'
  /** A clock from the future is taken at its word. */
  | 'noClamp'
  /** Whoever writes, it is applied. */
  | 'noRights'
  /** The list of erasures is in the backup with all the rest. */
  | 'forgetsErased'
  /** What arrives after somebody was erased is taken as ever. */
  | 'takesLate'
  /** A tablet that was reported stolen is believed like any other. */
  | 'trustsStolen'
  /** What is forgotten stays in the log. */
  | 'keepsForgotten'

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

export class MemoryShop {
  held: Held | null = null
  readonly weakness: Weakness | null
  readonly #newEpoch: () => string
  #log: LogEntry[] = []
  #byUid = new Map<string, LogEntry>()
  #records = new Map<string, ServerRecord>()
  #devices = new Map<string, DeviceState>()
  #places = new Map<string, string>()
  #clamped = new Map<string, string>()
  #parkedCreates = new Set<string>()
  #roles = new Map<string, readonly RoleEntry[]>()
  #waiting = new Map<string, Waiting>()
  /** Parked sets that the last push has set free. */
  freed: readonly string[] = []
  readonly #mayWrite: MayWrite
  /** Erasures by their sets; no copy has it, and becoming another leaves it. */
  readonly #list = new Map<string, { readonly shop: string; readonly now: number; readonly offer: Offer }>()
  /** The records' keys in order, until another record comes. */
  #order: readonly ServerRecord[] | null = null

  constructor(newEpoch: () => string, weakness: Weakness | null = null, mayWrite: MayWrite = () => true) {
    this.#newEpoch = newEpoch
    this.weakness = weakness
    this.#mayWrite = weakness === 'noRights' ? () => true : mayWrite
  }

  get log(): readonly LogEntry[] {
    return this.#log
  }

  get records(): ReadonlyMap<string, ServerRecord> {
    return this.#records
  }

  copy(): MemoryShop {
    const copy = new MemoryShop(this.#newEpoch, this.weakness, this.#mayWrite)
    copy.become(this)
    return copy
  }

  /** Stands from now on where another one stood; with an epoch of its own when the tool restored it. */
  become(other: MemoryShop, epoch?: string): void {
    this.held = other.held
    if (this.held !== null && epoch !== undefined)
      this.held = { ...this.held, head: { ...this.held.head, epoch } }
    this.#log = [...other.#log]
    this.#byUid = new Map(other.#byUid)
    this.#records = new Map(other.#records)
    this.#devices = new Map(other.#devices)
    this.#places = new Map(other.#places)
    this.#clamped = new Map(other.#clamped)
    this.#parkedCreates = new Set(other.#parkedCreates)
    this.#roles = new Map(other.#roles)
    this.#waiting = new Map(other.#waiting)
    this.#order = null
    this.#eraseAgain()
  }

  top(shop: string, inc: string): Top {
    const device = this.held?.shop === shop ? this.#devices.get(inc) : undefined
    return device === undefined ? null : { n: device.topN, uid: device.topUid }
  }

  knows(shop: string, heads: readonly (Head | null)[]): boolean {
    return heads.every((head) => head === null || (this.held?.shop === shop && this.#isKnown(head)))
  }

  push({ shop, inc, seen, offers, now, isStolen = false }: PushAsk, isAgain = false): PushDone | 'otherShop' {
    const held = this.held ?? { shop, head: firstHead(this.#newEpoch()) }
    if (held.shop !== shop) return 'otherShop'
    this.held = held
    const known = this.weakness === 'ignoresSeen' || seen === null || this.#isKnown(seen)
    const admitted = this.#admit(offers, held.head, Math.floor(now), { isAgain, isStolen })
    this.#write(admitted)
    for (const forgetting of this.weakness === 'keepsForgotten' ? [] : admitted.forgettings)
      this.#forget(forgetting)
    for (const erasure of [...admitted.erasures, ...admitted.late]) this.#erase(erasure)
    for (const { set, eff } of erasedLines(shop, admitted))
      this.#list.set(set.uid, { shop, now, offer: { uid: set.uid, inc: set.inc, n: set.n, set, eff } })
    this.held = { shop, head: admitted.head }
    return { results: admitted.results, head: admitted.head, top: this.top(shop, inc), known }
  }

  missing(shop: string, uids: readonly string[]): readonly string[] {
    return this.held?.shop === shop ? uids.filter((uid) => !this.#byUid.has(uid)) : uids
  }

  pull(
    shop: string,
    { cursor, seen, limit }: { readonly cursor: Head; readonly seen: Head | null; readonly limit: number },
  ): (Page & { readonly cursor: Head; readonly more: boolean }) | 'reset' {
    const head = this.#knowingHead(shop, [cursor, this.weakness === 'ignoresSeen' ? null : seen])
    if (head === null) return 'reset'
    const since = [...this.#records.values()]
      .filter(({ seq }) => seq > cursor.seq)
      .sort((a, b) => a.seq - b.seq || byKey(a, b))
    const upTo = since[lengthOf(since, limit) - 1]?.seq ?? head.seq
    const page = since.filter(({ seq }) => seq <= upTo)
    const more = page.length < since.length
    const at = more ? { ...head, seq: upTo, chain: this.#chainAt(upTo) ?? '' } : head
    return { records: page.map(wireRecord), cursor: at, more, head }
  }

  snapshot(
    shop: string,
    ask: {
      readonly head: Head | null
      readonly seen: Head | null
      readonly after: RecordKey | null
      readonly limit: number
    },
  ): (Page & { readonly next: RecordKey | null; readonly total: number }) | 'reset' {
    const at = this.#knowingHead(shop, [ask.head, this.weakness === 'ignoresSeen' ? null : ask.seen])
    if (at === null) return 'reset'
    this.#order ??= [...this.#records.values()].sort(byKey)
    const { after } = ask
    const rest = after === null ? this.#order : this.#order.filter((record) => byKey(record, after) > 0)
    const page = rest.slice(0, lengthOf(rest, ask.limit))
    const last = page.length < rest.length ? page.at(-1) : undefined
    return {
      records: page.map(wireRecord),
      head: this.weakness === 'headAfterPages' ? at : (ask.head ?? at),
      next: last === undefined ? null : { table: last.table, id: last.id },
      total: this.#order.length,
    }
  }

  find(
    shop: string,
    ask: {
      readonly table: string
      readonly id?: string
      readonly day?: string
      readonly person?: string
      readonly after: string | null
      readonly limit: number
    },
  ): { readonly records: readonly WireRecord[]; readonly next: string | null } {
    if (this.held?.shop !== shop) return { records: [], next: null }
    const found = [...this.#records.values()]
      .filter(({ table, id, day, person }) => {
        const isAsked = table === ask.table && (ask.id ?? id) === id && (ask.after === null || id > ask.after)
        return isAsked && (ask.day ?? day) === day && (ask.person ?? person) === person
      })
      .sort(byKey)
    const page = found.slice(0, lengthOf(found, ask.limit))
    return {
      records: page.map(wireRecord),
      next: page.length < found.length ? (page.at(-1)?.id ?? null) : null,
    }
  }

  audit(
    shop: string,
    { key, after, limit }: { readonly key: RecordKey; readonly after: number; readonly limit: number },
  ): Audited {
    if (this.held?.shop !== shop) return { entries: [], next: null }
    const found = this.#log.filter(
      ({ seq, keys }) => seq > after && keys.some(({ table, id }) => table === key.table && id === key.id),
    )
    const entries = found.slice(0, limit)
    return { entries, next: found.length > limit ? (entries.at(-1)?.seq ?? null) : null }
  }

  /** What the log has of a uid. */
  entry(uid: string): LogEntry | undefined {
    return this.#byUid.get(uid)
  }

  #erased(): ReadonlySet<string> {
    const erased = [...this.#records.values()].filter(({ table }) => table === ERASURES)
    return new Set(erased.map(({ id }) => id))
  }

  #erase(erasure: Erasure | LateErasure): void {
    this.#rewrite(eraseFrom(erasure, { records: [...this.#records.values()], log: this.#log }))
  }

  #forget(forgetting: Forgetting): void {
    const record = this.#records.get(keyOf(forgetting))
    if (record !== undefined)
      this.#rewrite(
        forgetFrom([{ forgetting, record }], { records: [...this.#records.values()], log: this.#log }),
      )
  }

  #rewrite(done: ReturnType<typeof eraseFrom>): void {
    for (const entry of done.log) {
      this.#log[entry.seq - 1] = entry
      this.#byUid.set(entry.uid, entry)
      const waits = this.#waiting.get(entry.uid)
      if (waits !== undefined)
        this.#waiting.set(entry.uid, { ...waits, set: entry.body as unknown as ChangeSet })
    }
    for (const record of done.records) this.#records.set(keyOf(record), record)
    this.#order = null
  }

  /** By the list that no restore rolls back; as the server does when it starts, and the tool when it restores (S10). */
  #eraseAgain(): void {
    const { held } = this
    if (held === null || this.weakness === 'forgetsErased') return
    for (const { shop, offer, now } of this.#list.values())
      if (shop === held.shop) this.push({ shop, inc: offer.inc, seen: null, offers: [offer], now }, true)
  }

  #admit(
    offers: readonly Offer[],
    head: Head,
    now: number,
    { isAgain, isStolen }: { readonly isAgain: boolean; readonly isStolen: boolean },
  ): Admitted {
    const state: AdmitState = {
      head,
      now,
      known: this.#byUid,
      records: this.#records,
      devices: this.#devices,
      places: this.#places,
      clamped: this.#clamped,
      parkedCreates: this.#parkedCreates,
      roles: this.#roles,
      procedures: new Map(
        [...this.#records.values()]
          .filter(({ table }) => table === 'procedures')
          .map(({ id, fields }) => [id, fields]),
      ),
      waiting: [...this.#waiting.values()],
      claims: claimsIn(this.#log),
      erased: this.weakness === 'takesLate' ? new Set() : this.#erased(),
      isInVisit: (record) => !isAgain && isInVisit(record),
      urns: { isOn: isAtUrn, isOf: isFloorWork },
      isStolen: isStolen && this.weakness !== 'trustsStolen',
      parkedAt: new Map(
        [...this.#waiting.values()].flatMap(({ eff, set }) => [
          [set.hlc, set],
          [eff, set],
        ]),
      ),
    }
    const mayWrite: MayWrite = isAgain ? () => true : this.#mayWrite
    if (this.weakness !== 'noClamp') return admit(state, offers, sha256, mayWrite)
    const latest = Math.max(now, ...offers.map(({ set }) => parseHlc(set?.hlc ?? '')?.ms ?? now))
    const admitted = admit({ ...state, now: latest }, offers, sha256, mayWrite)
    return { ...admitted, log: admitted.log.map((entry) => ({ ...entry, receivedAt: now })) }
  }

  #write({ log, records, devices, clamped, parkedCreates, roles, waiting, freed }: Admitted): void {
    for (const entry of log) {
      this.#log.push(entry)
      this.#byUid.set(entry.uid, entry)
      const place = placeOf(entry)
      if (!this.#places.has(place)) this.#places.set(place, entry.uid)
    }
    for (const record of records) this.#records.set(keyOf(record), record)
    for (const device of devices) this.#devices.set(device.inc, device)
    for (const { hlc, eff } of clamped) this.#clamped.set(hlc, eff)
    for (const key of parkedCreates) this.#parkedCreates.add(keyOf(key))
    for (const entry of roles)
      this.#roles.set(entry.person, [...(this.#roles.get(entry.person) ?? []), entry])
    for (const one of waiting) this.#waiting.set(one.uid, one)
    this.freed = freed
    for (const uid of freed) this.#waiting.delete(uid)
    if (records.length > 0) this.#order = null
  }

  #isKnown(head: Head): boolean {
    const at = this.held?.head
    if (at === undefined || head.epoch !== at.epoch || head.seq > at.seq) return false
    return this.#chainAt(head.seq) === head.chain
  }

  /** The log has no gaps, so an entry stands at its seq. */
  #chainAt(seq: number): string | undefined {
    return seq === 0 ? firstHead('').chain : this.#log[seq - 1]?.chain
  }

  #knowingHead(shop: string, heads: readonly (Head | null)[]): Head | null {
    if (this.held?.shop !== shop) return null
    return heads.every((head) => head === null || this.#isKnown(head)) ? this.held.head : null
  }
}

/** What a tablet gets of a record: who wrote it stays here. */
export function wireRecord({ table, id, seq, day, person, fields, clocks }: ServerRecord): WireRecord {
  return {
    ...{ table, id, seq },
    ...(day === undefined ? {} : { day }),
    ...(person === undefined ? {} : { person }),
    fields: { ...fields } as WireRecord['fields'],
    clocks: { ...clocks },
  }
}

/** Records do not change, so each is measured once. */
const sizes = new WeakMap<ServerRecord, number>()

function lengthOf(records: readonly ServerRecord[], limit: number): number {
  const measured = records.slice(0, Math.max(limit, 1)).map((record) => {
    const size = sizes.get(record) ?? JSON.stringify([record.fields, record.clocks]).length
    sizes.set(record, size)
    return { size }
  })
  return pageLength(measured, limit)
}

function byKey(a: RecordKey, b: RecordKey): number {
  if (a.table !== b.table) return a.table < b.table ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}
