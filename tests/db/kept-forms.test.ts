import { expect, test } from 'vitest'
import { openSlot, slotFrom } from '../../src/db/key-slot.ts'
import { openRecovery, recoverySlotFrom } from '../../src/db/recovery-code.ts'
import { shopKeyFrom } from '../../src/db/shop-key.ts'
import { shopSealer } from '../../src/db/shop-sealer.ts'

const shopKey = Uint8Array.from({ length: 32 }, (_, at) => at)
const deviceSecret = new Uint8Array(32).fill(3)
const SEALED = { $1: 'xNJ2o19NYVlzWT7tPIXuYcyRWPFyyrQAJ02ery3AtpLPZOaMqPys' }
const FILLED = {
  $1: 'AsaPUoEB4d8mF+swHMV8VdFrefklw+DAepgupjOZ7kiCgOpthSTQljyVoLpcyb2pHviS/G4sqeiNVVVS6BVwZ1fjireRS7R4+yiXyhaXnTz0wfDJfucSqmWpD+g=',
}
const SALT_AND_IV = { v: 1, salt: 'EBESExQVFhcYGRobHB0eHw==', iv: 'DA0ODxAREhMUFRYX' }

test('[SEC3] what was sealed in an earlier form opens; the newest is what it was', async () => {
  const sealer = shopSealer(() => 'sealed')
  sealer.unlock(await shopKeyFrom(shopKey))
  const of = { table: 'guests', id: 'g1' }
  expect(await sealer.open(of, { name: SEALED })).toEqual({ name: '王秀兰' })
  expect(await sealer.open(of, { name: FILLED })).toEqual({ name: '王秀兰' })
  expect(await sealer.seal(of, { name: '王秀兰' })).toEqual({ name: FILLED })
})

test('[SEC2] a slot of the first form opens with its PIN', async () => {
  const slot = slotFrom({
    ...{ ...SALT_AND_IV, m: 8192, t: 1 },
    wrapped: 'pkOa9xeYdnmScetFsZ0eLCAMkhale+pK0lzKjLdh58x9tReeECKqfaurGtRrweDs',
  })
  expect(slot && (await openSlot(slot, { pin: '482913', person: 'u1', deviceSecret }))).toEqual(shopKey)
})

test('[SEC2] a recovery code that was written down for the first form opens the shop', async () => {
  const slot = recoverySlotFrom({
    ...SALT_AND_IV,
    wrapped:
      'Xs36IyI4ArZUfIgrhfdhPwjKXDQUpuFfiEl0YXZcKlFoYgksTFxa9C1fRcLFsDp6e0V7P1GDe/hG1WCGCgMrV+j5WFuGgfFs8tmQKyfLrbM=',
  })
  const secrets = { shopKey, deviceSecret }
  expect(slot && (await openRecovery(slot, '208H-44RM-2MB1-E60S-38DH-R78Y-3WWE'))).toEqual(secrets)
})
