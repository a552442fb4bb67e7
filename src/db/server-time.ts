/**
 * The tablet's time against the server's. `offsetMs` is what the last answer of the server told (HLC1), `correctionMs`
 * what the app's clock really goes by: the same, but where setting it back would give somebody in an urn more time
 * (D13). Kept, so that a restart goes on with it.
 */
import type { Clock } from '../base/clock.ts'
import { parseHlc } from '../sync/hlc.ts'
import type { SyncRecord } from '../sync/record.ts'
import { deviceSetting, setDeviceSetting } from './device-settings.ts'
import { incarnation, type Store } from './store.ts'
import { readSync } from './sync-state.ts'

const SETTING = 'correctionMs'

export type ServerTime = {
  readonly offsetMs: number
  readonly correctionMs: number
  /** How far the app's clock runs ahead of the server's, because it may not go back yet. */
  readonly aheadMs: number
}

/** As it is kept. */
export async function readServerTime(store: Store): Promise<ServerTime> {
  const [{ offsetMs }, kept] = await Promise.all([readSync(store), deviceSetting(store, SETTING)])
  const correctionMs = typeof kept === 'number' && Number.isFinite(kept) ? kept : 0
  return { offsetMs, correctionMs, aheadMs: Math.max(0, correctionMs - offsetMs) }
}

/** Keeps what the app's clock goes by from now on. */
export function keepCorrection(store: Store, correctionMs: number): Promise<void> {
  return setDeviceSetting(store, SETTING, correctionMs)
}

/** The tablet's own clock, as its user set it: what the exchange is dated by. */
export function tabletClock(store: Store): Clock {
  return store.options.clock
}

/** As domain/urn/dated.ts writes it. */
const DATED = 'dated:'

/** Whether this tablet wrote what stands in the field. */
export async function isOwnField(
  store: Store,
  clocks: SyncRecord['clocks'],
  field: string,
): Promise<boolean> {
  const inc = await incarnation(store)
  return parseHlc(clocks[field] ?? '')?.inc === inc
}

/** Until when each field of the record was written, in the time of a tablet that runs so far ahead (HLC3). */
export function writtenAt(
  { clocks, fields }: Pick<SyncRecord, 'clocks' | 'fields'>,
  aheadMs: number,
): { readonly [field: string]: number } {
  const written: { [field: string]: number } = {}
  for (const [field, clock] of Object.entries(clocks)) {
    const parts = parseHlc(clock)
    if (parts) written[field] = parts.ms + aheadMs
  }
  for (const [name, value] of Object.entries(fields)) {
    const at = name.startsWith(DATED) ? (value as { readonly at?: unknown } | null)?.at : undefined
    const field = name.slice(DATED.length)
    if (typeof at === 'number') written[field] = Math.min(written[field] ?? at + aheadMs, at + aheadMs)
  }
  return written
}
