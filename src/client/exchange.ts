/** Starts the exchange with the server in a page. Its parts are fetched beside the first screen: nothing waits for them. */
import type { Clock } from '../base/clock.ts'
import type { Store } from '../db/store.ts'
import { BUILD } from './build.ts'
import type { Sync } from './loop.ts'

const CHANNEL = 'steamkeeper.sync'
const WIPED_MARK = 'steamkeeper.wiped'
const KEPT_BESIDE = ['steamkeeper.language']

/** `now` asks for an exchange at once, also before the loop has arrived. */
export function startExchange(store: Store, clock: Clock): Pick<Sync, 'now'> {
  let started: Promise<Sync | null> | null = null
  const begin = () => {
    // A part that was lost is fetched again when somebody asks.
    started ??= start(store, clock).catch(() => {
      started = null
      return null
    })
    return started
  }
  void begin()
  return { now: () => void begin().then((sync) => sync?.now()) }
}

async function start(store: Store, clock: Clock): Promise<Sync> {
  const [{ startSync }, { httpTransport }, { tokensOf }] = await Promise.all([
    import('./loop.ts'),
    import('./transport.ts'),
    import('./tokens.ts'),
  ])
  return startSync({
    store,
    clock,
    transport: httpTransport(clock, tokensOf(store)),
    app: BUILD,
    page: { window, document },
    // Absent on plain http, where every tab does the work.
    locks: navigator.locks as LockManager | undefined,
    channel: () => new BroadcastChannel(CHANNEL),
    wipe: async () => {
      const { wipeStore } = await import('../db/wipe.ts')
      await wipeStore(store)
      forgetBeside()
      // The first page says what happened.
      window.location.replace('/')
    },
  })
}

/** What lies beside the database; the language stays, so that what happened is said in it. */
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

/** Whether this tablet was emptied because it was taken out of a shop, and belongs to none since. */
export function wasWiped(): boolean {
  try {
    return localStorage.getItem(WIPED_MARK) !== null
  } catch {
    return false
  }
}
