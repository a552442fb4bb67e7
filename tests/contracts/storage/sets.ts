/** Change sets for tests of the server: a tablet that counts its n and hlc as the real one does, with no database under it. */
import type { Json } from '../../../src/base/json.ts'
import type { Storage } from '../../../src/server/storage/port.ts'
import type { Offer } from '../../../src/sync/admit.ts'
import type { ChangeSet, Op } from '../../../src/sync/change-set.ts'
import type { Head } from '../../../src/sync/head.ts'
import { nextHlc } from '../../../src/sync/hlc.ts'
import type { MayWrite } from '../../../src/sync/judge.ts'
import { parseOffers } from '../../../src/sync/offers.ts'
import type { RecordKey } from '../../../src/sync/record.ts'
import type { WireRecord } from '../../../src/sync/wire.ts'

/** The shop of the tests. */
export const SHOP = 'south-gate'
/** The rights of a test that is about something else: everybody may everything. */
export const everybody: MayWrite = () => true
/** The instant at which the tests begin. */
export const NOON = Date.UTC(2026, 10, 25, 12)

/** A uid whose parts are told apart at a glance: tablet and number. */
export function uidOf(inc: string, n: number): string {
  return `0199a3f2-b4c1-7e02-9a11-${inc.slice(-4)}${String(n).padStart(8, '0')}`
}

/** One op; each field is `[value, clock seen]`. */
export function op(table: string, id: string, fields: Op['fields'], more: Partial<Op> = {}): Op {
  return { table, id, fields, ...more }
}

/** A tablet that makes sets: `tablet('a').set([op(…)])`. Its clock stands at NOON unless it is moved. */
export function tablet(digit: string) {
  const inc = digit.repeat(8)
  let n = 0
  let last: string | null = null
  return {
    inc,
    /** Passes over a number, as if a set had been lost. */
    skip: () => void n++,
    set(
      ops: readonly Op[],
      of: { readonly at?: number; readonly n?: number; readonly uid?: string } = {},
    ): ChangeSet {
      n = of.n ?? n + 1
      last = nextHlc(last, of.at ?? NOON, inc)
      return {
        uid: of.uid ?? uidOf(inc, n),
        ...{ inc, n, hlc: last, actor: `u-${digit}`, session: 's', schema: 1, intent: 'test' },
        device: { wall: of.at ?? NOON, offset: 0 },
        ops,
      }
    },
  }
}

/** Reads sets as the server does when they arrive, after a trip as JSON. */
export function offersOf(
  sets: readonly (ChangeSet | Json)[],
  effs: { [uid: string]: string } = {},
): readonly Offer[] {
  const parsed = parseOffers(JSON.parse(JSON.stringify(sets)) as unknown[], effs)
  if ('namelessAt' in parsed) throw new Error(`Set ${parsed.namelessAt} has no name.`)
  return parsed.offers
}

/** Everything that was touched after a head, page by page. */
export async function allPulled(store: Storage, from: Head, limit: number): Promise<readonly WireRecord[]> {
  const records: WireRecord[] = []
  for (let cursor = from, more = true; more; ) {
    const page = await store.pull(SHOP, { cursor, seen: null, limit })
    if (page === 'reset') throw new Error('The cursor is not known.')
    records.push(...page.records)
    cursor = page.cursor
    more = page.more
  }
  return records
}

/** Every record, page by page. */
export async function allSnapped(store: Storage, limit = 100): Promise<readonly WireRecord[]> {
  const records: WireRecord[] = []
  let after: RecordKey | null = null
  do {
    const page: Awaited<ReturnType<Storage['snapshot']>> = await store.snapshot(SHOP, {
      ...{ head: null, seen: null, after, limit },
    })
    if (page === 'reset') throw new Error('The shop is not held.')
    records.push(...page.records)
    after = page.next
  } while (after !== null)
  return records
}
