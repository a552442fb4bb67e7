/**
 * Opens what a tablet keeps sealed, outside of it, as somebody would who has its database and a PIN: by the app's own code, with the
 * slot of a member of staff and the device secret, both read from the database.
 */
import type { Page } from '@playwright/test'
import type { Json } from '../../../src/base/json.ts'
import { openSlot, slotFrom } from '../../../src/db/key-slot.ts'
import { shopKeyFrom } from '../../../src/db/shop-key.ts'
import { type ShopSealer, shopSealer } from '../../../src/db/shop-sealer.ts'
import { SAMPLE_PIN } from '../../../src/domain/people/pin.ts'
import { OWN_PIN } from './lock.ts'
import { rowsIn } from './rows.ts'

type Row = { readonly table: string; readonly id: string; readonly fields: { readonly [name: string]: Json } }
type Setting = { readonly name: string; readonly value: unknown }

const SECRET = 'deviceSecret'
async function secretOf(page: Page): Promise<Setting | undefined> {
  return (await rowsIn<Setting>(page, 'device')).find(({ name }) => name === SECRET)
}

/** By slot: opening one takes a second. */
const sealers = new Map<string, ShopSealer>()

/** What a profile folder must not hold, the key as it is, and what it does hold, the device secret in base64. */
export async function rawKeysOf(page: Page): Promise<{ readonly raw: Uint8Array; readonly secret: string }> {
  const secret = String((await secretOf(page))?.value)
  const deviceSecret = Uint8Array.from(Buffer.from(secret, 'base64'))
  for (const { table, id, fields } of await rowsIn<Row>(page, 'view')) {
    const slot = table === 'staff' ? slotFrom(fields.slot) : null
    const raw = slot && (await openSlot(slot, { pin: OWN_PIN, person: id, deviceSecret }))
    if (raw) return { raw, secret }
  }
  throw new Error('nobody has a PIN here')
}

async function sealerOf(page: Page): Promise<ShopSealer | null> {
  const secret = (await secretOf(page))?.value
  const staff = (await rowsIn<Row>(page, 'view')).filter(({ table }) => table === 'staff')
  for (const { id, fields } of staff) {
    const slot = slotFrom(fields.slot)
    if (!slot || typeof secret !== 'string') continue
    const known = sealers.get(slot.wrapped)
    if (known) return known
    const deviceSecret = Uint8Array.from(Buffer.from(secret, 'base64'))
    for (const pin of [OWN_PIN, SAMPLE_PIN]) {
      const raw = await openSlot(slot, { pin, person: id, deviceSecret })
      if (!raw) continue
      const sealer = shopSealer(() => 'sealed')
      sealer.unlock(await shopKeyFrom(raw))
      sealers.set(slot.wrapped, sealer)
      return sealer
    }
  }
  return null
}

/** By what an unlocked tablet of the shop vouches for its requests; null where the shop has no key. */
export async function vouchKeyOf(page: Page): Promise<string | null> {
  return (await sealerOf(page))?.vouchKey?.() ?? null
}

/** The same records with their fields opened; as they are where the shop has no key. */
export async function opened<
  R extends { readonly table: string; readonly id: string; readonly fields: object },
>(page: Page, records: readonly R[]): Promise<readonly R[]> {
  const sealer = await sealerOf(page)
  if (!sealer) return records
  return Promise.all(
    records.map(async (record) => ({
      ...record,
      fields: await sealer.open(record, record.fields as Row['fields']),
    })),
  )
}

/** Rows for the tablet's database with all their fields sealed, as it would have sealed them itself. */
export async function sealed<
  R extends { readonly table: string; readonly id: string; readonly fields: object },
>(page: Page, rows: readonly R[]): Promise<readonly R[]> {
  const sealer = await sealerOf(page)
  if (!sealer) throw new Error('the shop has no key')
  const made: R[] = []
  for (const row of rows) made.push({ ...row, fields: await sealer.seal(row, row.fields as Row['fields']) })
  return made
}
