/** Locking all tabs of a database: whoever locks the tablet by its button means every one of them. Idle ones lock themselves. */
import { useCallback } from 'react'
import { type App, useApp } from './app.tsx'
import { lock } from './lock.ts'

const CHANNEL = 'steamkeeper lock'

/** `lock` for a button. */
export function useLock(): () => void {
  const app = useApp()
  return useCallback(() => {
    const channel = openChannel()
    channel?.postMessage(app.store.database.name)
    channel?.close()
    void lock(app)
  }, [app])
}

/** Calls back when another tab of the same database is locked by a button; answers how to stop listening. */
export function onOtherLock(app: Pick<App, 'store'>, heard: () => void): () => void {
  const channel = openChannel()
  channel?.addEventListener('message', ({ data }) => (data === app.store.database.name ? heard() : undefined))
  return () => channel?.close()
}

function openChannel(): BroadcastChannel | null {
  return typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL)
}
