/**
 * An old tab asks for a part of the app that a newer version has replaced: the part is gone for good, and reloading
 * brings the new app. Records are on disk, so nothing is lost by it. Once for each build: if a reload did not help, the
 * caller is told instead of the tablet reloading for ever.
 */
import { BUILD } from './build.ts'

const KEY = 'steamkeeper.lostPart'

/** Whether a reload may help: not if this same build has already been reloaded for it. Remembers that it was asked. */
export function mayReload(store: Pick<Storage, 'getItem' | 'setItem'>, running: string): boolean {
  if (store.getItem(KEY) === running) return false
  store.setItem(KEY, running)
  return true
}

/** Reloads when a lazily loaded part is missing; `onBroken` is called when that has been tried. */
export function reloadOnLostPart(onBroken: () => void): void {
  window.addEventListener('vite:preloadError', (event) => {
    event.preventDefault()
    if (mayReload(sessionStorage, BUILD)) location.reload()
    else onBroken()
  })
}
