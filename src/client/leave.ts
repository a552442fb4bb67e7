/** The end of a tablet's time in a shop: everything of it goes, and the first page says what happened. Asked for by the loop alone. */
import type { Store } from '../db/store.ts'
import { wipeStore } from '../db/wipe.ts'

const WIPED_MARK = 'steamkeeper.wiped'
/** The language stays, so that what happened is said in it. */
const KEPT_BESIDE = ['steamkeeper.language']

/** Empties the tablet and begins anew. */
export async function leave(store: Store): Promise<void> {
  await wipeStore(store)
  forgetBeside()
  window.location.replace('/')
}

/** What lies beside the database. */
function forgetBeside(): void {
  try {
    const kept = KEPT_BESIDE.map((key) => [key, localStorage.getItem(key)] as const)
    localStorage.clear()
    sessionStorage.clear()
    for (const [key, value] of kept) if (value !== null) localStorage.setItem(key, value)
    localStorage.setItem(WIPED_MARK, 'yes')
  } catch {
    return
  }
}

/** Whether this tablet was emptied because it was taken out of a shop. */
export function wasWiped(): boolean {
  try {
    return localStorage.getItem(WIPED_MARK) !== null
  } catch {
    return false
  }
}
