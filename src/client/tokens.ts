/** What a tablet shows the server: its tokens, the one in use first; they lie in its own store. And what it vouches by while unlocked. */
import type { Store } from '../db/store.ts'
import { keepToken, readTokens } from '../db/tablet-keys.ts'

export type Tokens = {
  read(): Promise<readonly string[]>
  /** This one is used from now on. */
  keep(token: string): Promise<void>
  /** In hex; null while nobody is signed in. */
  vouchKey?(): string | null
}

/** Those of this tablet. Both throw StoreError. */
export function tokensOf(store: Store): Tokens {
  return {
    read: () => readTokens(store),
    keep: (token) => keepToken(store, token),
    vouchKey: () => store.options.sealer.vouchKey?.() ?? null,
  }
}
