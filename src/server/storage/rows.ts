/** How log entries, records and devices stand in the tables, there and back; the one place that knows both shapes. */
import type { Json } from '../../base/json.ts'
import { type DeviceState, type LogEntry, namedKeys, type Offer } from '../../sync/admit.ts'
import type { ChangeSet } from '../../sync/change-set.ts'
import type { ServerRecord } from '../../sync/server-record.ts'
import type { WireRecord } from '../../sync/wire.ts'
import type { Tables } from './tables.ts'

/** An entry's row; the records it names have rows of their own. */
export function logRow(shop: string, entry: LogEntry): Tables['log'] {
  const { seq, uid, inc, n, hlc, eff, verdict, reason, receivedAt, chain, body } = entry
  return {
    ...{ shop, seq, uid, inc, n, hlc, eff, verdict, reason, chain },
    received_at: receivedAt,
    body: JSON.stringify(body),
  }
}

export function logEntryFrom(row: Tables['log']): LogEntry {
  const { seq, uid, inc, n, hlc, eff, chain } = row
  const body = JSON.parse(row.body) as Json
  // A set whose shape could not be read names no records.
  const set = row.reason === 'shape' ? null : (body as unknown as ChangeSet)
  return {
    ...{ seq, uid, inc, n, hlc, eff, chain, body },
    verdict: row.verdict as LogEntry['verdict'],
    reason: row.reason as LogEntry['reason'],
    receivedAt: row.received_at,
    keys: set === null ? [] : namedKeys([{ uid, inc, n, set } satisfies Offer]),
  }
}

export function logKeyRows(shop: string, { seq, keys }: LogEntry): readonly Tables['log_keys'][] {
  return keys.map(({ table, id }) => ({ shop, tbl: table, id, seq }))
}

export function recordRow(shop: string, record: ServerRecord): Tables['records'] {
  const fields = JSON.stringify(record.fields)
  const clocks = JSON.stringify(record.clocks)
  return {
    ...{ shop, tbl: record.table, id: record.id, seq: record.seq },
    size: fields.length + clocks.length,
    day: record.day ?? null,
    person: record.person === undefined ? null : personKey(record.person),
    ...{ fields, clocks },
    uids: JSON.stringify(record.uids),
    authors: JSON.stringify(record.authors),
  }
}

export function recordFrom(row: Omit<Tables['records'], 'shop' | 'size'>): ServerRecord {
  return {
    ...wireRecordFrom(row),
    uids: JSON.parse(row.uids),
    authors: JSON.parse(row.authors),
  } as ServerRecord
}

/** What a tablet gets of a record: who wrote it stays here. */
export function wireRecordFrom(
  row: Pick<Tables['records'], 'tbl' | 'id' | 'seq' | 'day' | 'person' | 'fields' | 'clocks'>,
): WireRecord {
  return {
    ...{ table: row.tbl, id: row.id, seq: row.seq },
    ...(row.day === null ? {} : { day: row.day }),
    ...(row.person === null ? {} : { person: JSON.parse(row.person) as string }),
    fields: JSON.parse(row.fields),
    clocks: JSON.parse(row.clocks),
  }
}

/** A person's name as it is stored and looked for. */
export function personKey(person: string): string {
  return JSON.stringify(person)
}

export function deviceRow(shop: string, device: DeviceState): Tables['devices'] {
  return {
    ...{ shop, inc: device.inc, top_n: device.topN, top_uid: device.topUid, top_eff: device.topEff },
    missing: JSON.stringify(device.missing),
  }
}

export function deviceFrom(row: Omit<Tables['devices'], 'shop'>): DeviceState {
  const { inc, top_n: topN, top_uid: topUid, top_eff: topEff } = row
  return { inc, topN, topUid, topEff, missing: JSON.parse(row.missing) }
}
