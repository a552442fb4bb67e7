/**
 * Rows put straight into the tablet's database, beside the app, for pictures of what an exchange would have left there; and
 * no exchange, so that they stay. Reload afterwards: nobody tells the app of such rows.
 */
import type { BrowserContext, Page } from '@playwright/test'

type Row = { readonly [name: string]: unknown }

/** Writes rows into one of the database's stores. */
export async function putRows(page: Page, store: 'view' | 'sync' | 'sent' | 'device', rows: readonly Row[]) {
  await page.evaluate(
    ([name, all]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('steamkeeper')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const database = opening.result
          const writing = database.transaction(name, 'readwrite', { durability: 'strict' })
          for (const row of all) writing.objectStore(name).put(row)
          writing.onabort = () => reject(writing.error)
          writing.oncomplete = () => {
            database.close()
            resolve()
          }
        }
      }),
    [store, rows] as const,
  )
}

/** Everything that waits counts as sent and taken, but for the first `parked` sets. */
export async function takeAll(page: Page, at: number, parked = 0): Promise<void> {
  await page.evaluate(
    ([when, left]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('steamkeeper')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const database = opening.result
          const writing = database.transaction(['outbox', 'sent'], 'readwrite')
          const reading = writing.objectStore('outbox').getAll()
          reading.onsuccess = () => {
            for (const [n, set] of reading.result.entries()) {
              const isParked = n >= reading.result.length - left
              writing.objectStore('sent').put({
                ...set,
                eff: set.hlc,
                verdict: isParked ? 'parked' : 'applied',
                reason: isParked ? 'limit' : null,
                ackedAt: when,
                at: { epoch: '5f0c5f0c', seq: n + 1 },
                over: 0,
                again: 0,
              })
            }
            writing.objectStore('outbox').clear()
          }
          writing.onabort = () => reject(writing.error)
          writing.oncomplete = () => {
            database.close()
            resolve()
          }
        }
      }),
    [at, parked] as const,
  )
}

const HEAD = { epoch: '5f0c5f0c', seq: 9, chain: '0'.repeat(32) }

/** The exchange's row: linked, complete and in touch, with what is said of it. */
export function syncRow(now: number, parts: Row = {}): Row {
  return {
    ...{ name: 'sync', rev: 1, shop: '0199a3f2-b4c1-7000-8000-000000000001', cursor: HEAD, seen: HEAD },
    ...{ reoffer: null, snapshot: null, joinable: null, trouble: null, offsetMs: 0, held: {} },
    ...{ lastContactAt: now, lastPullAt: now },
    ...parts,
  }
}

/** A record as the server writes it into the tablet. */
export function viewRow(
  table: string,
  id: string,
  fields: Row,
  more: Row = {},
): Row & { readonly table: string; readonly id: string; readonly fields: Row } {
  return { table, id, rev: 1, clocks: {}, fields, open: 0, keptAt: null, ...more }
}

/** From the next page on another tab seems to do the exchange (C8): what stands in the database stays as it is. */
export async function silence(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    void navigator.locks.request('steamkeeper.sync', () => new Promise(() => undefined))
  })
}
