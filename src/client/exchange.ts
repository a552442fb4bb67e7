/** Starts the exchange with the server in a page. Its parts are fetched beside the first screen: nothing waits for them. */
import type { Clock } from '../base/clock.ts'
import type { Store } from '../db/store.ts'
import { BUILD } from './build.ts'
import type { Sync } from './loop.ts'

const CHANNEL = 'steamkeeper.sync'

/** `now` asks for an exchange at once, also before the loop has arrived. */
export function startExchange(
  store: Store,
  clock: Clock,
  mayHoldSomebody: () => Promise<boolean>,
): Pick<Sync, 'now'> {
  let started: Promise<Sync | null> | null = null
  const begin = () => {
    // A part that was lost is fetched again when somebody asks.
    started ??= start(store, clock, mayHoldSomebody).catch(() => {
      started = null
      return null
    })
    return started
  }
  void begin()
  return { now: () => void begin().then((sync) => sync?.now()) }
}

async function start(store: Store, clock: Clock, mayHoldSomebody: () => Promise<boolean>): Promise<Sync> {
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
    mayHoldSomebody,
    wipe: async () => (await import('./leave.ts')).leave(store),
  })
}
