/**
 * The keys of one page: begins a shop's key, opens it with a person's PIN, forgets it (SEC2). The key itself is never kept: only what WebCrypto
 * makes of it lies in the sealer while somebody is signed in, and its bytes in a `Grant` for as long as new slots are made.
 *
 *   PIN ─┐
 *        ├─▶ slot of the person ─▶ key ─▶ sealer          locked: nothing of it is left
 *   device secret ─┘
 */
import { deviceSecret, keepDeviceSecret } from './device-secret.ts'
import type { KeySlot } from './key-slot.ts'
import { countTry, forgetTries, TRIES_MAX, triesOf } from './pin-tries.ts'
import { readRecord } from './queries.ts'
import type { RecoverySlot } from './recovery-code.ts'
import { SHOP_KEY_BYTES, shopKeyFrom } from './shop-key.ts'
import type { ShopSealer } from './shop-sealer.ts'
import type { Store } from './store.ts'

type Bytes = Uint8Array<ArrayBuffer>
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

/** The bytes of the key for as long as slots are made of it; `end` wipes them. */
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
  /** What stands in the way of a try now. */
  tries(person: string): Promise<{ readonly count: number; readonly untilAt: number | null } | null>
}

/** Fetched with the lock screen, not with the first one. */
const slots = () => import('./key-slot.ts')
const codes = () => import('./recovery-code.ts')

const draw = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))

/** Both belong together: the sealer is the store's. */
export function makeKeyRing(store: Store, sealer: ShopSealer): KeyRing {
  const slotOf = async (person: string): Promise<KeySlot | null> =>
    (await slots()).slotFrom((await readRecord(store, { table: 'staff', id: person }))?.fields.slot)

  const open = async (signer: Signer, isManager: boolean): Promise<Bytes | Refusal> => {
    const [slot, secret] = await Promise.all([slotOf(signer.person), deviceSecret(store)])
    if (slot === null) return { kind: 'noSlot' }
    if (secret === null) return { kind: 'noSecret' }
    const max = isManager ? Number.POSITIVE_INFINITY : TRIES_MAX
    const { isAllowed, count, untilAt } = await countTry(store, signer.person, slot.salt, max)
    if (!isAllowed) return untilAt === null ? { kind: 'shut' } : { kind: 'wait', count, untilAt }
    const raw = await (await slots()).openSlot(slot, { ...signer, deviceSecret: secret })
    if (raw === null) return count >= max ? { kind: 'shut' } : { kind: 'wrong', count, untilAt }
    await forgetTries(store, signer.person)
    return raw
  }

  const grantOf = (shopKey: Bytes, secret: Bytes): Grant => ({
    slotFor: async (signer, isPublic) =>
      (await slots()).makeSlot(shopKey, { ...signer, deviceSecret: secret, isPublic }, draw),
    recovery: async () => (await codes()).makeRecovery({ shopKey, deviceSecret: secret }, draw),
    unlock: async () => sealer.unlock(await shopKeyFrom(shopKey)),
    end: () => {
      shopKey.fill(0)
      secret.fill(0)
    },
  })

  return {
    isLocked: sealer.isLocked,
    lock: sealer.lock,
    unlock: async (signer, isManager) => {
      const raw = await open(signer, isManager)
      if (!(raw instanceof Uint8Array)) return raw
      sealer.unlock(await shopKeyFrom(raw))
      raw.fill(0)
      return null
    },
    grant: async (signer, isManager) => {
      const raw = await open(signer, isManager)
      if (!(raw instanceof Uint8Array)) return raw
      const secret = await deviceSecret(store)
      return secret === null ? { kind: 'noSecret' } : grantOf(raw, secret)
    },
    begin: async (first) => {
      const known = await deviceSecret(store)
      const secret = known ?? draw(SHOP_KEY_BYTES)
      if (known === null) await keepDeviceSecret(store, secret)
      const slot = await slotOf(first.person)
      const cutShort = slot && (await (await slots()).openSlot(slot, { ...first, deviceSecret: secret }))
      return grantOf(cutShort ?? draw(SHOP_KEY_BYTES), secret)
    },
    recover: async (code) => {
      const shop = await readRecord(store, { table: 'shop', id: 'shop' })
      const { openRecovery, recoverySlotFrom } = await codes()
      const slot = recoverySlotFrom(shop?.fields.recovery)
      const opened = slot && (await openRecovery(slot, code))
      if (opened === 'mistyped') return opened
      if (!opened) return 'wrong'
      await keepDeviceSecret(store, opened.deviceSecret)
      return grantOf(opened.shopKey, opened.deviceSecret)
    },
    // Within a live query, which follows reads of the store and nothing that is fetched between them.
    tries: async (person) => {
      const slot = (await readRecord(store, { table: 'staff', id: person }))?.fields.slot as Partial<KeySlot>
      return typeof slot?.salt === 'string' ? triesOf(store, person, slot.salt) : null
    },
  }
}
