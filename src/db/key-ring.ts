/**
 * The keys of one page: begins a shop's key, opens it with a person's PIN, forgets it (SEC2). The key itself is never kept: only what WebCrypto
 * makes of it lies in the sealer while somebody is signed in, and its bytes in a `Grant` for as long as new slots are made.
 * What does it (open-keys.ts) is fetched with the lock screen, not with the first one.
 *
 *   PIN ─┐
 *        ├─▶ slot of the person ─▶ key ─▶ sealer          locked: nothing of it is left
 *   device secret ─┘
 */
import type { KeySlot } from './key-slot.ts'
import type { RecoverySlot } from './recovery-code.ts'
import type { ShopSealer } from './shop-sealer.ts'
import type { Store } from './store.ts'

/** Who signs: a member of staff and what they typed. */
export type Signer = { readonly person: string; readonly pin: string }

/**
 * Why a PIN did not open: `wrong` (how many wrong ones so far), `wait` until then, `shut` after too many, `noSlot` nobody gave them
 * a PIN, `noSecret` this tablet was not joined as a tablet of the shop.
 */
export type Refusal =
  | { readonly kind: 'wrong'; readonly count: number; readonly untilAt: number | null }
  | { readonly kind: 'wait'; readonly count: number; readonly untilAt: number }
  | { readonly kind: 'shut' | 'noSlot' | 'noSecret' }

/** The bytes of the key for as long as slots are made of it; `end` wipes them, and what is asked of it afterwards throws. */
export type Grant = {
  /** `isPublic`: the PIN is no secret. */
  slotFor(signer: Signer, isPublic?: boolean): Promise<KeySlot>
  /** A new code, which takes the place of the one before once its slot is kept. */
  recovery(): Promise<{ readonly code: string; readonly slot: RecoverySlot }>
  /** Signs the page in. */
  unlock(): Promise<void>
  end(): void
}

export type KeyRing = {
  isLocked(): boolean
  /** Forgets the key at once. */
  lock(): void
  /** Opens the key with a PIN; null when it is open. `isManager`: never shut out for good. */
  unlock(signer: Signer, isManager: boolean): Promise<Refusal | null>
  /** The same for making slots; the page stays as it is. */
  grant(signer: Signer, isManager: boolean): Promise<Grant | Refusal>
  /** Draws the key of a new shop, or takes that of a set-up which was cut short and that this PIN opens. */
  begin(first: Signer): Promise<Grant>
  /** With the code on paper; the device secret comes with it. */
  recover(code: string): Promise<Grant | 'mistyped' | 'wrong'>
}

/** Both belong together: the sealer is the store's. */
export function makeKeyRing(store: Store, sealer: ShopSealer): KeyRing {
  const opening = () => import('./open-keys.ts').then((m) => m.openKeys(store, sealer))
  return {
    isLocked: sealer.isLocked,
    lock: sealer.lock,
    unlock: async (signer, isManager) => (await opening()).unlock(signer, isManager),
    grant: async (signer, isManager) => (await opening()).grant(signer, isManager),
    begin: async (first) => (await opening()).begin(first),
    recover: async (code) => (await opening()).recover(code),
  }
}
