/**
 * Signing in and out of this page: `useSession.who` and the key come and go together. Locking takes the names off the screen at once; the key
 * follows as soon as what was being kept is kept, and what was being typed is sealed.
 */
import { commitsDone } from '../../db/commit.ts'
import { setDeviceSetting } from '../../db/device-settings.ts'
import type { Store } from '../../db/store.ts'
import type { StaffId } from '../../domain/ids.ts'
import type { App } from './app.tsx'
import { useOverlay } from './overlay.ts'
import { useSession } from './session.ts'

/** A commit that never answers must not keep the key. */
const KEPT_WITHIN_MS = 3_000

/** Counts the times somebody signed in: a lock that is still waiting must not take the key from whoever came after. */
let signedIn = 0
/** Counts the locks: one that comes while somebody is signing in wins. */
let locked = 0

/** What is typed. None of it rejects. */
type Drafts = {
  /** Before the key goes; what cannot be sealed is gone. */
  readonly seal: (store: Store) => Promise<void>
  /** With the key: nothing that was typed is left in the clear. */
  readonly drop: () => void
  /** Once the key is there, before the screens are. */
  readonly open: (store: Store, by: StaffId, now: number) => Promise<void>
}
/** Of drafts.ts, once there was a form. */
let drafts: Drafts | null = null

/** What is to outlast a lock. */
export function holdOverLock(of: Drafts): void {
  drafts = of
}

/** Whoever opened the key works here from now on; remembered to be offered first at the next time. */
export async function signIn(app: Pick<App, 'store' | 'clock'>, who: StaffId): Promise<void> {
  signedIn += 1
  const at = locked
  if (drafts) await drafts.open(app.store, who, app.clock.now())
  if (at !== locked) return
  useSession.setState({ who, last: who })
  // Only an offer: if it is not kept, the list stands as it is.
  setDeviceSetting(app.store, 'who', who).catch(() => undefined)
}

/** Takes the names off the screen and forgets the key. */
export async function lock({ store, keys }: Pick<App, 'store' | 'keys'>): Promise<void> {
  const at = signedIn
  locked += 1
  useSession.setState({ who: null, notice: null })
  const late = new Promise<void>((resolve) => setTimeout(resolve, KEPT_WITHIN_MS))
  await Promise.race([Promise.all([commitsDone(store), drafts?.seal(store)]), late])
  if (at !== signedIn) return
  keys.lock()
  drafts?.drop()
  useOverlay.setState({ entries: [] })
}
