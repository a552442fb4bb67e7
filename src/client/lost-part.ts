/**
 * An old tab asks for a part of the app that a newer version has replaced: the part is gone for good, and reloading
 * brings the new app. Records are on disk, so nothing is lost by it. Once for each build: if a reload did not help, the
 * caller is told instead of the tablet reloading for ever.
 */
import { BUILD } from './build.ts'

const KEY = 'steamkeeper.lostPart'

/** Whether a reload may help: not if this same build has already been reloaded for it, or if that cannot be remembered. */
export function mayReload(store: Pick<Storage, 'getItem' | 'setItem'>, running: string): boolean {
  try {
    if (store.getItem(KEY) === running) return false
    store.setItem(KEY, running)
    return true
  } catch {
    return false
  }
}

/** Blocked storage throws as soon as it is named, so it is named inside `mayReload`'s try. */
const session: Pick<Storage, 'getItem' | 'setItem'> = {
  getItem: (key) => sessionStorage.getItem(key),
  setItem: (key, value) => sessionStorage.setItem(key, value),
}

/** Reloads when a lazily loaded part is missing; `onBroken` is called when that has been tried. */
export function reloadOnLostPart(onBroken: () => void): void {
  window.addEventListener('vite:preloadError', (event) => {
    event.preventDefault()
    if (mayReload(session, BUILD)) location.reload()
    else onBroken()
  })
}
