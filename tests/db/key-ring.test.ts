/** The key of one page: begun, opened by a PIN, forgotten; wrong PINs; the code on paper. With cheap slots: what a real one costs is key-slot.test.ts's matter. */
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setDeviceSetting } from '../../src/db/device-settings.ts'
import { type KeyRing, makeKeyRing } from '../../src/db/key-ring.ts'
import { triesOf } from '../../src/db/pin-tries.ts'
import { readRecord } from '../../src/db/queries.ts'
import { type ShopSealer, shopSealer } from '../../src/db/shop-sealer.ts'
import type { Store } from '../../src/db/store.ts'
import { coverOf } from '../../src/domain/people/cover.ts'
import { closeTablets, type HandClock, handClock, inside, openTablet, put } from './tablet.ts'

const MIN = 60_000
const [CHEN, LIN] = ['chen', 'lin']
const [RIGHT, WRONG] = ['902713', '902714']
const GUEST = { table: 'guests', id: 'g1' }
let name = 0

type Opened = {
  readonly store: Store & { name: string }
  readonly sealer: ShopSealer
  readonly keys: KeyRing
  readonly clock: HandClock
}

/** The tablet as it is after a start: locked. */
async function start(of: string, clock = handClock()): Promise<Opened> {
  const sealer = shopSealer((table, field) => coverOf(table, field, new Map()))
  const store = await openTablet({ name: of, clock, sealer })
  return { store, sealer, keys: makeKeyRing(store, sealer), clock }
}

let of: Opened
let code: string

/** A shop with a manager and a consultant, each with a PIN, and one guest. */
beforeEach(async () => {
  name += 1
  of = await start(`ring-${name}`)
  const { keys, store } = of
  const grant = await keys.begin({ person: CHEN, pin: RIGHT })
  const recovery = await grant.recovery()
  code = recovery.code
  const slot = async (person: string) => grant.slotFor({ person, pin: RIGHT }, true)
  await put(
    store,
    { table: 'staff', id: CHEN, create: true, fields: { role: 'manager', slot: await slot(CHEN) } },
    { table: 'staff', id: LIN, create: true, fields: { role: 'consultant', slot: await slot(LIN) } },
    { table: 'shop', id: 'shop', create: true, fields: { name: '南门店', recovery: recovery.slot } },
  )
  await grant.unlock()
  await put(store, { ...GUEST, create: true, fields: { name: '王秀兰' } })
  grant.end()
  keys.lock()
})
afterEach(closeTablets)

const nameNow = async ({ store }: Opened) => (await readRecord(store, GUEST))?.fields.name
const tryWrong = ({ keys }: Opened, person = LIN, isManager = false) =>
  keys.unlock({ person, pin: WRONG }, isManager)

describe('[SEC2] the shop’s key', () => {
  test('is stored nowhere but wrapped, and neither is the code; a PIN opens it, locking forgets it', async () => {
    expect(await nameNow(of)).toBeUndefined()
    expect(await of.keys.unlock({ person: CHEN, pin: RIGHT }, true)).toBeNull()
    expect(await nameNow(of)).toBe('王秀兰')
    of.keys.lock()
    expect(of.keys.isLocked()).toBe(true)
    expect(await nameNow(of)).toBeUndefined()
    const all = JSON.stringify([await inside(of.store), await of.store.database.device.toArray()])
    for (const secret of ['王秀兰', RIGHT, code, code.replaceAll('-', '')]) expect(all).not.toContain(secret)
  })

  test('opens offline on the next start for each who has a PIN, and for nobody else', async () => {
    of.store.close()
    const next = await start(of.store.name)
    expect(next.keys.isLocked()).toBe(true)
    expect(await next.keys.unlock({ person: 'nobody', pin: RIGHT }, false)).toEqual({ kind: 'noSlot' })
    expect(await next.keys.unlock({ person: LIN, pin: RIGHT }, false)).toBeNull()
    expect(await nameNow(next)).toBe('王秀兰')
  })

  test('does not open without the device secret that came with joining', async () => {
    await setDeviceSetting(of.store, 'deviceSecret', null)
    expect(await of.keys.unlock({ person: LIN, pin: RIGHT }, false)).toEqual({ kind: 'noSecret' })
  })

  test('a new PIN needs the signer’s own, and the one before opens nothing any more', async () => {
    expect(await of.keys.grant({ person: CHEN, pin: WRONG }, true)).toMatchObject({ kind: 'wrong' })
    const grant = await of.keys.grant({ person: CHEN, pin: RIGHT }, true)
    if ('kind' in grant) throw new Error(grant.kind)
    await put(of.store, {
      table: 'staff',
      id: LIN,
      fields: { slot: await grant.slotFor({ person: LIN, pin: '418205' }, true) },
    })
    grant.end()
    expect(of.keys.isLocked(), 'giving a PIN signs nobody in').toBe(true)
    expect(await of.keys.unlock({ person: LIN, pin: RIGHT }, false)).toMatchObject({ kind: 'wrong' })
    expect(await of.keys.unlock({ person: LIN, pin: '418205' }, false)).toBeNull()
    expect(await nameNow(of)).toBe('王秀兰')
  })

  test('is what a slot and a code hold whose making was under way when the grant was ended; afterwards it gives none', async () => {
    const grant = await of.keys.grant({ person: CHEN, pin: RIGHT }, true)
    if ('kind' in grant) throw new Error(grant.kind)
    const making = Promise.all([grant.slotFor({ person: LIN, pin: '418205' }, true), grant.recovery()])
    grant.end()
    const [slot, { code: written, slot: recovery }] = await making
    await put(
      of.store,
      { table: 'staff', id: LIN, fields: { slot } },
      { table: 'shop', id: 'shop', fields: { recovery } },
    )
    expect(await of.keys.unlock({ person: LIN, pin: '418205' }, false)).toBeNull()
    expect(await nameNow(of)).toBe('王秀兰')
    of.keys.lock()
    const recovered = await of.keys.recover(written)
    if (typeof recovered === 'string') throw new Error(recovered)
    await recovered.unlock()
    expect(await nameNow(of)).toBe('王秀兰')
    for (const ask of [
      () => grant.slotFor({ person: LIN, pin: '418205' }, true),
      () => grant.recovery(),
      () => grant.unlock(),
    ])
      await expect(ask()).rejects.toThrow('ended')
  })

  test('does not open the page by a grant that was ended meanwhile', async () => {
    const grant = await of.keys.grant({ person: CHEN, pin: RIGHT }, true)
    if ('kind' in grant) throw new Error(grant.kind)
    const opening = grant.unlock()
    grant.end()
    await expect(opening).rejects.toThrow('ended')
    expect(of.keys.isLocked()).toBe(true)
  })

  test('of a set-up that was cut short is taken again by the same PIN: what it sealed is not lost', async () => {
    const again = await of.keys.begin({ person: CHEN, pin: RIGHT })
    await again.unlock()
    expect(await nameNow(of)).toBe('王秀兰')
  })
})

describe('[SEC2] a second key', () => {
  test('is never drawn for a shop that has one, by whomever, and whatever became of its slots', async () => {
    const stranger = { person: 'x', pin: RIGHT }
    await expect(of.keys.begin(stranger)).rejects.toThrow('has a key')
    await expect(of.keys.begin({ person: CHEN, pin: WRONG })).rejects.toThrow('has a key')
    for (const id of [CHEN, LIN]) await put(of.store, { table: 'staff', id, fields: { slot: null } })
    await expect(of.keys.begin(stranger), 'the code opens it still').rejects.toThrow('has a key')
    await put(of.store, { table: 'shop', id: 'shop', fields: { recovery: null } })
    await expect(of.keys.begin(stranger), 'somebody had a PIN').rejects.toThrow('has a key')
  })
})

describe('[SEC5] wrong PINs', () => {
  test('five are free, then each waits twice as long, and a right one ends it', async () => {
    const { clock } = of
    for (let count = 1; count <= 4; count += 1)
      expect(await tryWrong(of)).toEqual({ kind: 'wrong', count, untilAt: null })
    for (const [count, minutes] of [
      [5, 1],
      [6, 2],
      [7, 4],
    ] as const) {
      const untilAt = clock.at + minutes * MIN
      expect(await tryWrong(of)).toEqual({ kind: 'wrong', count, untilAt })
      clock.at = untilAt - 1
      expect(await of.keys.unlock({ person: LIN, pin: RIGHT }, false), 'not even the right one').toEqual({
        kind: 'wait',
        count,
        untilAt,
      })
      clock.at = untilAt
    }
    expect(await of.keys.unlock({ person: LIN, pin: RIGHT }, false)).toBeNull()
    expect(await triesOf(of.store, LIN)).toEqual({ count: 0, untilAt: null })
  })

  test('a restart gives none back, and a clock that is set back does not end the wait', async () => {
    for (let n = 0; n < 5; n += 1) await tryWrong(of)
    const at = of.clock.at
    of.store.close()
    const back = await start(of.store.name, handClock(at - 60 * MIN))
    expect(await back.keys.unlock({ person: LIN, pin: RIGHT }, false)).toMatchObject({ kind: 'wait' })
    const profile = (await inside(back.store)).profile
    expect(profile.knownAt, 'the floor of the clock at the next start').toBe(at)
    // Where that time is not believed, the wait begins anew and is no longer than it was.
    expect((await triesOf(back.store, LIN))?.untilAt).toBe(at - 59 * MIN)
    back.clock.at = at - 59 * MIN
    expect(await back.keys.unlock({ person: LIN, pin: RIGHT }, false)).toBeNull()
  })

  test('a try is counted before it is made: ending the app in the middle gives none back', async () => {
    const trying = tryWrong(of)
    await expect.poll(async () => (await triesOf(of.store, LIN))?.count).toBe(1)
    await trying
    expect((await triesOf(of.store, LIN))?.count).toBe(1)
  })

  test('ten shut a person out until a manager gives a new PIN; a manager only waits, an hour at most', async () => {
    for (let n = 0; n < 10; n += 1) {
      await tryWrong(of)
      of.clock.at += 61 * MIN
    }
    expect(await of.keys.unlock({ person: LIN, pin: RIGHT }, false)).toEqual({ kind: 'shut' })
    const grant = await of.keys.grant({ person: CHEN, pin: RIGHT }, true)
    if ('kind' in grant) throw new Error(grant.kind)
    const slot = await grant.slotFor({ person: LIN, pin: '418205' }, true)
    await put(of.store, { table: 'staff', id: LIN, fields: { slot } })
    expect(await of.keys.unlock({ person: LIN, pin: '418205' }, false)).toBeNull()

    for (let n = 0; n < 12; n += 1) {
      await tryWrong(of, CHEN, true)
      of.clock.at += 60 * MIN
    }
    expect(await of.keys.unlock({ person: CHEN, pin: RIGHT }, true)).toBeNull()
  }, 60_000)

  test('are not those that could not be tried', async () => {
    await tryWrong(of)
    const derive = crypto.subtle.deriveKey
    crypto.subtle.deriveKey = () => Promise.reject(new Error('out of memory'))
    try {
      for (let n = 0; n < 6; n += 1) await expect(tryWrong(of)).rejects.toThrow('out of memory')
    } finally {
      crypto.subtle.deriveKey = derive
    }
    expect((await triesOf(of.store, LIN))?.count).toBe(1)
    expect(await of.keys.unlock({ person: LIN, pin: RIGHT }, false)).toBeNull()
  })

  test('of one person keep nobody else out', async () => {
    for (let n = 0; n < 6; n += 1) await tryWrong(of)
    expect(await of.keys.unlock({ person: CHEN, pin: RIGHT }, true)).toBeNull()
  })
})

describe('[SEC2] the recovery code', () => {
  test('opens the shop on a tablet that lost its device secret, and gives a manager a new PIN', async () => {
    await setDeviceSetting(of.store, 'deviceSecret', null)
    const grant = await of.keys.recover(code.toLowerCase().replaceAll('-', ' '))
    if (typeof grant === 'string') throw new Error(grant)
    const slot = await grant.slotFor({ person: CHEN, pin: '418205' })
    await put(of.store, { table: 'staff', id: CHEN, fields: { slot } })
    expect(await of.keys.unlock({ person: CHEN, pin: '418205' }, true)).toBeNull()
    expect(await nameNow(of)).toBe('王秀兰')
  })

  test('a slip of the pen is told from a code that is wrong', async () => {
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/)
    const slipped = code.replace(/.$/, (last) => (last === '7' ? '8' : '7'))
    expect(await of.keys.recover(slipped)).toBe('mistyped')
    expect(await of.keys.recover(code.slice(1))).toBe('mistyped')
    const another = await start(`ring-${name}-another`)
    const other = await (await another.keys.begin({ person: 'x', pin: RIGHT })).recovery()
    expect(await of.keys.recover(other.code)).toBe('wrong')
  })
})
