/**
 * Signing in and out of this page: `useSession.who` and the key come and go together. Locking takes the names off the screen at once; the key
 * follows as soon as what was being kept is kept.
 */
import { commitsDone } from '../../db/commit.ts'
import { setDeviceSetting } from '../../db/device-settings.ts'
import type { StaffId } from '../../domain/ids.ts'
import type { App } from './app.tsx'
import { useOverlay } from './overlay.ts'
import { useSession } from './session.ts'

/** A commit that never answers must not keep the key. */
const KEPT_WITHIN_MS = 3_000

/** Counts the times somebody signed in: a lock that is still waiting must not take the key from whoever came after. */
let signedIn = 0

/** Whoever opened the key works here from now on; remembered to be offered first at the next time. */
export function signIn(app: Pick<App, 'store'>, who: StaffId): void {
  signedIn += 1
  useSession.setState({ who, last: who })
  // Only an offer: if it is not kept, the list stands as it is.
  setDeviceSetting(app.store, 'who', who).catch(() => undefined)
}

/** Takes the names off the screen and forgets the key. */
export async function lock({ store, keys }: Pick<App, 'store' | 'keys'>): Promise<void> {
  const at = signedIn
  useSession.setState({ who: null, notice: null })
  const late = new Promise<void>((resolve) => setTimeout(resolve, KEPT_WITHIN_MS))
  await Promise.race([commitsDone(store), late])
  if (at !== signedIn) return
  keys.lock()
  useOverlay.setState({ entries: [] })
}
