/** What a key ring does with a PIN or a code (key-ring.ts). The bytes of the key are in the variables of one call, and in a grant until it ends. */
import { DEVICE_SECRET_BYTES, deviceSecret, keepDeviceSecret } from './device-secret.ts'
import type { Grant, KeyRing, Refusal, Signer } from './key-ring.ts'
import { type KeySlot, makeSlot, openSlot, slotFrom } from './key-slot.ts'
import { countTry, forgetTries, TRIES_MAX, takeBackTry } from './pin-tries.ts'
import { readRecord } from './queries.ts'
import { makeRecovery, openRecovery, recoverySlotFrom, type Secrets } from './recovery-code.ts'
import { SHOP_KEY_BYTES, shopKeyFrom } from './shop-key.ts'
import { hasShopKey } from './shop-key-there.ts'
import type { ShopSealer } from './shop-sealer.ts'
import type { Store } from './store.ts'

type Bytes = Uint8Array<ArrayBuffer>

const draw = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))

/** Every try goes through the count of wrong ones. */
export function openKeys(store: Store, sealer: ShopSealer): Omit<KeyRing, 'isLocked' | 'lock'> {
  const slotOf = async (person: string): Promise<KeySlot | null> =>
    slotFrom((await readRecord(store, { table: 'staff', id: person }))?.fields.slot)

  const open = async (signer: Signer, isManager: boolean): Promise<Bytes | Refusal> => {
    const [slot, secret] = await Promise.all([slotOf(signer.person), deviceSecret(store)])
    if (slot === null) return { kind: 'noSlot' }
    if (secret === null) return { kind: 'noSecret' }
    const max = isManager ? Number.POSITIVE_INFINITY : TRIES_MAX
    const { isAllowed, count, untilAt } = await countTry(store, signer.person, slot.salt, max)
    if (!isAllowed) return untilAt === null ? { kind: 'shut' } : { kind: 'wait', count, untilAt }
    const raw = await openSlot(slot, { ...signer, deviceSecret: secret }).catch(async (error: unknown) => {
      // What could not be tried, for want of memory perhaps, was no wrong PIN.
      await takeBackTry(store, signer.person, slot.salt)
      throw error
    })
    if (raw === null) return count >= max ? { kind: 'shut' } : { kind: 'wrong', count, untilAt }
    await forgetTries(store, signer.person)
    return raw
  }

  const grantOf = (shopKey: Bytes, secret: Bytes): Grant => {
    let isEnded = false
    const mustStand = () => {
      if (isEnded) throw new Error('this grant has been ended')
    }
    /** On copies: a grant that is ended while it works would wrap zeros, which open as if they were the key. */
    const onCopies = async <T>(work: (own: Secrets) => Promise<T>): Promise<T> => {
      mustStand()
      const own = { shopKey: shopKey.slice(), deviceSecret: secret.slice() }
      try {
        return await work(own)
      } finally {
        own.shopKey.fill(0)
        own.deviceSecret.fill(0)
      }
    }
    return {
      slotFor: (signer, isPublic) =>
        onCopies(({ shopKey: own, deviceSecret }) =>
          makeSlot(own, { ...signer, deviceSecret, isPublic }, draw),
        ),
      recovery: () => onCopies((own) => makeRecovery(own, draw)),
      unlock: () =>
        onCopies(async (own) => {
          const key = await shopKeyFrom(own.shopKey)
          mustStand()
          sealer.unlock(key)
        }),
      end: () => {
        isEnded = true
        shopKey.fill(0)
        secret.fill(0)
      },
    }
  }

  return {
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
      const secret = known ?? draw(DEVICE_SECRET_BYTES)
      const slot = await slotOf(first.person)
      const cutShort = slot && (await openSlot(slot, { ...first, deviceSecret: secret }))
      if (cutShort === null && (await hasShopKey(store))) throw new Error('this shop has a key already')
      if (known === null) await keepDeviceSecret(store, secret)
      return grantOf(cutShort ?? draw(SHOP_KEY_BYTES), secret)
    },
    recover: async (code) => {
      const shop = await readRecord(store, { table: 'shop', id: 'shop' })
      const slot = recoverySlotFrom(shop?.fields.recovery)
      const opened = slot && (await openRecovery(slot, code))
      if (opened === 'mistyped') return opened
      if (!opened) return 'wrong'
      await keepDeviceSecret(store, opened.deviceSecret)
      return grantOf(opened.shopKey, opened.deviceSecret)
    },
  }
}
