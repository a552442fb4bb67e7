/**
 * A shop's server for the tests of the tablet's database: the real decisions (sync/admit.ts) over lists in memory, answering
 * what travels. It can be restored to what it was, by the tool (a new epoch) or by a folder that was copied back.
 */
import { createHash } from 'node:crypto'
import { isAtUrn } from '../../src/domain/open-record.ts'
import { isInVisit } from '../../src/domain/people/erasing.ts'
import { isFloorWork } from '../../src/domain/people/rights.ts'
import {
  type AdmitState,
  admit,
  type DeviceState,
  type LogEntry,
  type Offer,
  placeOf,
} from '../../src/sync/admit.ts'
import { claimsIn, type Erasure, eraseFrom, type LateErasure } from '../../src/sync/erase.ts'
import { type Forgetting, forgetFrom } from '../../src/sync/forget.ts'
import { firstHead, type Head, isSameHead, nextHead } from '../../src/sync/head.ts'
import { ERASURES, keyOf, type RecordKey } from '../../src/sync/record.ts'
import type { ServerRecord } from '../../src/sync/server-record.ts'
import type { WireRecord, WireResult } from '../../src/sync/wire.ts'
import { everybody } from '../contracts/storage/sets.ts'

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

type Kept = {
  readonly head: Head
  readonly log: readonly LogEntry[]
  readonly records: ReadonlyMap<string, ServerRecord>
  readonly devices: ReadonlyMap<string, DeviceState>
  readonly clamped: ReadonlyMap<string, string>
  readonly parkedCreates: ReadonlySet<string>
}
export type Pushed = { readonly results: readonly WireResult[]; readonly head: Head; readonly known: boolean }
export type Pulled = {
  readonly records: readonly WireRecord[]
  readonly cursor: Head
  readonly head: Head
  readonly more: boolean
}
export type SnapshotPage = {
  readonly records: readonly WireRecord[]
  readonly head: Head
  readonly next: string | null
  readonly total: number
}

export class ShopServer {
  #epochs = 1
  #kept: Kept = {
    ...{ head: firstHead('0'.repeat(7).concat('1')), log: [], records: new Map(), devices: new Map() },
    ...{ clamped: new Map(), parkedCreates: new Set() },
  }

  get head(): Head {
    return this.#kept.head
  }

  /** Whether a head is in the log; null counts as known. */
  knows(head: Head | null): boolean {
    if (head === null || (head.epoch === this.head.epoch && head.seq === 0)) return true
    const entry = this.#kept.log[head.seq - 1]
    return entry !== undefined && isSameHead({ ...head, chain: entry.chain }, head) && this.#isEpoch(head)
  }

  push(offers: readonly Offer[], seen: Head | null, now: number): Pushed {
    const kept = this.#kept
    const known = this.knows(seen)
    const state: AdmitState = {
      ...{ head: kept.head, now, records: kept.records, devices: kept.devices, clamped: kept.clamped },
      known: new Map(kept.log.map((entry) => [entry.uid, entry])),
      places: new Map(kept.log.map((entry) => [placeOf(entry), entry.uid])),
      parkedCreates: kept.parkedCreates,
      ...{ roles: new Map(), procedures: new Map(), waiting: [], parkedAt: new Map() },
      claims: claimsIn(kept.log),
      erased: this.#erased(),
      isInVisit,
      urns: { isOn: isAtUrn, isOf: isFloorWork },
    }
    const done = admit(state, structuredClone(offers), digest, everybody)
    this.#kept = {
      head: done.head,
      log: [...kept.log, ...done.log],
      records: new Map([...kept.records, ...done.records.map((one) => [keyOf(one), one] as const)]),
      devices: new Map([...kept.devices, ...done.devices.map((one) => [one.inc, one] as const)]),
      clamped: new Map([...kept.clamped, ...done.clamped.map(({ hlc, eff }) => [hlc, eff] as const)]),
      parkedCreates: new Set([...kept.parkedCreates, ...done.parkedCreates.map(keyOf)]),
    }
    for (const forgetting of done.forgettings) this.#forget(forgetting)
    for (const erasure of [...done.erasures, ...done.late]) this.#erase(erasure)
    return { results: done.results, head: this.head, known }
  }

  pull(cursor: Head, seen: Head | null, limit: number): Pulled | 'reset' {
    if (!this.knows(cursor) || !this.knows(seen)) return 'reset'
    const news = this.records().filter(({ seq }) => seq > cursor.seq)
    news.sort((a, b) => a.seq - b.seq)
    const last = news[limit - 1]?.seq ?? this.head.seq
    const records = news.filter(({ seq }) => seq <= last)
    const more = records.length < news.length
    return { records, cursor: more ? this.#headAt(last) : this.head, head: this.head, more }
  }

  snapshot(
    after: RecordKey | null,
    head: Head | null,
    seen: Head | null,
    limit: number,
  ): SnapshotPage | 'reset' {
    if (!this.knows(head) || !this.knows(seen)) return 'reset'
    const all = this.records()
    const rest = after === null ? all : all.filter((record) => isAbove(record, after))
    const records = rest.slice(0, limit)
    const last = records.at(-1)
    const next = records.length < rest.length && last !== undefined ? keyOf(last) : null
    return { records, head: head ?? this.head, next, total: all.length }
  }

  missing(uids: readonly string[]): readonly string[] {
    const known = new Set(this.#kept.log.map(({ uid }) => uid))
    return uids.filter((uid) => !known.has(uid))
  }

  /** All records as they travel, by key. */
  records(): WireRecord[] {
    return [...this.#kept.records.values()].map(onWire).sort((a, b) => (isAbove(a, b) ? 1 : -1))
  }

  verdictOf(uid: string): string | null {
    return this.#kept.log.find((entry) => entry.uid === uid)?.verdict ?? null
  }

  /** What a backup holds. */
  copy(): Kept {
    return this.#kept
  }

  /** Goes back to a backup: under a new epoch, or as a copied folder under the old one. */
  restore(kept: Kept, isByTool: boolean): void {
    this.#kept = kept
    if (!isByTool) return
    this.#epochs += 1
    const epoch = String(this.#epochs).padStart(8, '0')
    this.#kept = { ...kept, head: { ...kept.head, epoch } }
  }

  #erased(): ReadonlySet<string> {
    const erased = [...this.#kept.records.values()].filter(({ table }) => table === ERASURES)
    return new Set(erased.map(({ id }) => id))
  }

  #erase(erasure: Erasure | LateErasure): void {
    const { records, log } = this.#kept
    this.#rewrite(eraseFrom(erasure, { records: [...records.values()], log }))
  }

  #forget(forgetting: Forgetting): void {
    const { records, log } = this.#kept
    const record = records.get(keyOf(forgetting))
    if (record !== undefined)
      this.#rewrite(forgetFrom([{ forgetting, record }], { records: [...records.values()], log }))
  }

  #rewrite(done: ReturnType<typeof eraseFrom>): void {
    const { records, log } = this.#kept
    const entries = new Map(done.log.map((entry) => [entry.seq, entry]))
    this.#kept = {
      ...this.#kept,
      log: log.map((entry) => entries.get(entry.seq) ?? entry),
      records: new Map([...records, ...done.records.map((one) => [keyOf(one), one] as const)]),
    }
  }

  #isEpoch({ epoch }: Head): boolean {
    return epoch === this.head.epoch
  }

  #headAt(seq: number): Head {
    const chain = this.#kept.log[seq - 1]?.chain
    if (chain === undefined) throw new Error(`no entry ${seq}`)
    return { epoch: this.head.epoch, seq, chain }
  }
}

/** A head that a log could have, for tests that write answers by hand. */
export function headAt(seq: number, epoch = '0000000a'): Head {
  let head = firstHead(epoch)
  for (let at = 0; at < seq; at += 1)
    head = nextHead(head, { uid: `${at}`, eff: '', verdict: 'applied' }, digest)
  return head
}

function isAbove(one: RecordKey, other: RecordKey): boolean {
  return one.table === other.table ? one.id > other.id : one.table > other.table
}

function onWire({ table, id, seq, day, person, fields, clocks }: ServerRecord): WireRecord {
  return structuredClone({
    ...{ table, id, seq, fields: fields as WireRecord['fields'], clocks: clocks as WireRecord['clocks'] },
    ...(day === undefined ? {} : { day }),
    ...(person === undefined ? {} : { person }),
  })
}
