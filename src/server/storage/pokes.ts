/** Pokes within one process: a list of who listens to which shop. Behind the embedded database nobody else needs one. */
import type { Pokes } from './port.ts'

export function localPokes(): Pokes {
  const listeners = new Map<string, Set<(seq: number) => void>>()
  return {
    poke(shop, seq) {
      for (const tell of [...(listeners.get(shop) ?? [])]) tell(seq)
    },
    listen(shop, onPoke) {
      const told = listeners.get(shop) ?? new Set()
      listeners.set(shop, told)
      // A function of its own, so that one listener may listen twice.
      const tell = (seq: number) => onPoke(seq)
      told.add(tell)
      return () => {
        told.delete(tell)
        if (told.size === 0 && listeners.get(shop) === told) listeners.delete(shop)
      }
    },
  }
}
