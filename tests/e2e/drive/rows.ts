/** The rows of the tablet's own database, as they lie there: sealed where they are sealed. */
import type { Page } from '@playwright/test'

/** All rows of one of the database's stores. */
export function rowsIn<Row>(
  page: Page,
  store: 'view' | 'outbox' | 'base' | 'sent' | 'sync' | 'device',
): Promise<readonly Row[]> {
  return page.evaluate(
    (name) =>
      new Promise<Row[]>((resolve, reject) => {
        const opening = indexedDB.open('steamkeeper')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const database = opening.result
          const reading = database.transaction(name, 'readonly').objectStore(name).getAll()
          reading.onerror = () => reject(reading.error)
          reading.onsuccess = () => {
            database.close()
            resolve(reading.result as Row[])
          }
        }
      }),
    store,
  )
}
