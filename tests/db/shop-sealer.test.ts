import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { Json } from '../../src/base/json.ts'
import { openRecords, readRecord } from '../../src/db/queries.ts'
import { shopKeyFrom } from '../../src/db/shop-key.ts'
import { isSealed, type ShopSealer, shopSealer } from '../../src/db/shop-sealer.ts'
import type { Cover } from '../../src/domain/people/cover.ts'
import type { Fields, RecordKey } from '../../src/sync/record.ts'
import { closeTablets, inside, openTablet, put, tick, VISIT } from './tablet.ts'

afterEach(closeTablets)

const NAME = '王秀兰'
const KEY = new Uint8Array(32).fill(7)
const OTHER = new Uint8Array(32).fill(8)
const COVERS: { readonly [field: string]: Cover } = {
  place: 'clear',
  name: 'sealed',
  off: 'clock',
  away: 'break',
}
const coverOf = (_table: string, field: string): Cover => COVERS[field] ?? 'answer'

async function unlocked(raw = KEY): Promise<ShopSealer> {
  const sealer = shopSealer(coverOf)
  sealer.unlock(await shopKeyFrom(raw))
  return sealer
}
const ANSWER = {
  value: '头晕',
  at: 1_763_791_200_123,
  by: 'u17',
  enteredAt: 1_763_791_300_123,
  note: '说了两次',
}

const json: fc.Arbitrary<Json> = fc
  .jsonValue({ maxDepth: 3 })
  // As JSON carries it: it knows no −0.
  .map((value) => JSON.parse(JSON.stringify(value)) as Json)
const name = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
const record = fc.record({ table: name, id: name })
const answer = fc.record(
  { value: json, at: fc.integer(), by: name, note: name },
  { requiredKeys: ['value', 'at'] },
)
const fields = fc.dictionary(
  fc.oneof(name, fc.constantFrom(...Object.keys(COVERS))),
  fc.oneof(json, answer as fc.Arbitrary<Json>),
  { maxKeys: 6 },
)

describe('what is sealed', () => {
  test('opens to what it was, whatever it was', async () => {
    const sealer = await unlocked()
    await fc.assert(
      fc.asyncProperty(record, fields, async (key, given) => {
        const sealed = await sealer.seal(key, given)
        expect(await sealer.open(key, sealed)).toEqual(given)
        // Also by a tablet that has opened nothing before.
        expect(await (await unlocked()).open(key, sealed)).toEqual(given)
      }),
      { numRuns: 200 },
    )
  })

  test('[SEC1] says by its length no more than about how much it is: a yes is as long as a no, and one name as another', async () => {
    const sealer = await unlocked()
    const lengths = async (values: readonly Json[], field = 'name') => {
      const sealed = await Promise.all(
        values.map((value) => sealer.seal({ table: 'guests', id: 'g1' }, { [field]: value })),
      )
      return new Set(sealed.map((one) => JSON.stringify(one).length))
    }
    const answers = [['none'], ['pregnant'], ['heart', 'fever', 'alcohol']].map((value) => ({
      value,
      at: 1,
      by: 'u1',
    }))
    expect((await lengths([true, false, 'male', 'female', '王秀兰', [], 38.5])).size).toBe(1)
    expect((await lengths(answers, 'A4.2')).size).toBe(1)
    expect((await lengths(['长'.repeat(20), '长'.repeat(21)])).size).toBe(2)
  })

  test('[SEC1] of what the urn’s clock reads is what somebody typed; the rest is read and written while locked', async () => {
    const sealer = await unlocked()
    const key = { table: 'visits', id: 'v1' }
    const off = { value: 'asked', at: 5, by: 'u17', was: { value: 'due', at: 4 } }
    const typed = { ...off, note: NAME, why: NAME }
    const sealed = await sealer.seal(key, { off: typed })
    expect(JSON.stringify(sealed)).not.toContain(NAME)
    expect(sealed.off).toMatchObject(off)
    expect(isSealed(sealed.off)).toBe(false)
    expect(await sealer.open(key, sealed)).toEqual({ off: typed })
    expect(await sealer.open({ ...key, id: 'v2' }, sealed)).toEqual(sealed)
    sealer.lock()
    expect((await sealer.open(key, sealed)).off).toMatchObject(off)
    expect(await sealer.seal(key, { off })).toEqual({ off })
    await expect(sealer.seal(key, { off: typed })).rejects.toThrow('locked')
  })

  test('[SEC1] of a break the clock reads when the guest went and came back; how they felt is sealed', async () => {
    const sealer = await unlocked()
    const key = { table: 'visits', id: 'v1' }
    const out = { value: { outSupport: 'left' }, at: 5, by: 'u17' }
    expect(await sealer.seal(key, { away: out })).toEqual({ away: out })
    const ways = { outSupport: 'left', inSupport: 'right', backAt: 9, backBy: 'u17' }
    const back = { ...out, value: { ...ways, dizzy: true, water: true }, note: NAME, was: { dizzy: true } }
    const sealed = await sealer.seal(key, { away: back })
    expect(JSON.stringify(sealed)).not.toMatch(new RegExp(`dizzy|water|true|${NAME}`))
    expect(await sealer.open(key, sealed)).toEqual({ away: back })
    const redated = { away: { ...(sealed.away as object), at: 6 } as unknown as Json }
    expect((await sealer.open(key, redated)).away, 'dated anew').not.toMatchObject({ value: { dizzy: true } })
    const old = await sealer.open(key, { away: back })
    expect(old, 'kept by an older version').toEqual({ away: back })
    sealer.lock()
    const locked = await sealer.open(key, sealed)
    expect(locked.away).toMatchObject({ value: ways, at: 5, by: 'u17' })
    expect(await sealer.seal(key, { away: out })).toEqual({ away: out })
    await expect(sealer.seal(key, { away: back })).rejects.toThrow('locked')
    await expect(sealer.seal(key, locked)).rejects.toThrow('locked')
  })

  test('[SEC3] opens at its own table, record and field alone, and only unchanged', async () => {
    const sealer = await unlocked()
    const { name: sealed = null, 'A4.2-talk': talk = null } = await sealer.seal(VISIT, {
      name: NAME,
      'A4.2-talk': ANSWER,
    })
    const open = async (key: RecordKey, fields: Fields, by = sealer) =>
      JSON.stringify(await by.open(key, fields))
    expect(await open(VISIT, { name: sealed })).toContain(NAME)
    for (const [key, fields] of [
      [{ ...VISIT, id: 'v2' }, { name: sealed }],
      [{ ...VISIT, table: 'guests' }, { name: sealed }],
      [VISIT, { nick: sealed }],
    ] as const)
      expect(await open(key, fields)).not.toContain(NAME)
    expect(await open(VISIT, { name: sealed }, await unlocked(OTHER)), 'by another shop’s key').not.toContain(
      NAME,
    )
    const text = (sealed as { readonly $1: string }).$1
    for (let at = 0; at < text.length; at += 1) {
      const altered = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
      expect(await open(VISIT, { name: { $1: altered } }), `altered at ${at}`).not.toContain(NAME)
    }
    const redated = { ...(talk as object), at: ANSWER.at - 60_000 } as unknown as Json
    expect(await open(VISIT, { 'A4.2-talk': redated }), 'dated anew').not.toContain('头晕')
    const signed = { ...(talk as object), by: 'u18' } as unknown as Json
    expect(await open(VISIT, { 'A4.2-talk': signed }), 'signed anew').not.toContain('头晕')
  })

  test('[M3] equal values of one field are equal when sealed, and of no two fields or records', async () => {
    const [one, other] = [await unlocked(), await unlocked()]
    const given = { name: NAME, nick: NAME }
    const sealed = await one.seal(VISIT, given)
    expect(await other.seal(VISIT, given)).toEqual(sealed)
    expect(JSON.stringify(sealed.name)).not.toBe(JSON.stringify(sealed.nick))
    expect(await one.seal({ ...VISIT, id: 'v2' }, given)).not.toEqual(sealed)
    expect((await one.seal(VISIT, { name: '王秀蘭' })).name).not.toEqual(sealed.name)
  })

  test('of an answer it stays clear that it was given, when and by whom; cleared is clear', async () => {
    const sealer = await unlocked()
    const sealed = await sealer.seal(VISIT, { 'A4.2-talk': ANSWER, place: { roomId: 'r1' }, name: null })
    expect(sealed).toEqual({
      'A4.2-talk': {
        at: ANSWER.at,
        by: 'u17',
        enteredAt: ANSWER.enteredAt,
        value: { $1: expect.any(String) },
      },
      place: { roomId: 'r1' },
      name: null,
    })
    expect(JSON.stringify(sealed)).not.toMatch(/头晕|两次/)
  })
})

describe('a locked tablet', () => {
  test('[SEC2] keeps what is clear, keeps nothing that is sealed, and shows what it cannot open as such', async () => {
    const sealer = await unlocked()
    const sealed = await sealer.seal(VISIT, { name: NAME, 'A4.2-talk': ANSWER })
    await sealer.open(VISIT, sealed)
    sealer.lock()
    expect(sealer.isLocked()).toBe(true)
    const shown = await sealer.open(VISIT, sealed)
    expect(JSON.stringify(shown)).not.toMatch(/王秀兰|头晕/)
    expect(isSealed(shown.name)).toBe(true)
    expect(isSealed(shown['A4.2-talk'])).toBe(true)
    expect(isSealed(ANSWER)).toBe(false)
    expect(await sealer.seal(VISIT, { place: { roomId: 'r2' } })).toEqual({ place: { roomId: 'r2' } })
    await expect(sealer.seal(VISIT, { name: NAME })).rejects.toMatchObject({ code: 'locked' })
  })

  test('[SEC1] nothing of it lies in the database, and a commit without the key keeps nothing', async () => {
    const sealer = await unlocked()
    const store = await openTablet({ sealer, isOpen: ({ fields }) => fields.filed === undefined })
    await put(store, { ...VISIT, create: true, day: '2026-11-23', person: 'g1', fields: { name: NAME } })
    await put(store, tick({ 'A4.2-talk': ANSWER, place: { roomId: 'r1' } }))
    expect(JSON.stringify(await inside(store))).not.toMatch(/王秀兰|头晕|两次/)
    expect((await readRecord(store, VISIT))?.fields).toMatchObject({ name: NAME, 'A4.2-talk': ANSWER })
    sealer.lock()
    const before = JSON.stringify(await inside(store))
    await expect(put(store, tick({ name: '李梅' }))).rejects.toMatchObject({ code: 'locked' })
    expect(JSON.stringify(await inside(store))).toBe(before)
    await put(store, tick({ place: { roomId: 'r2' } }))
    expect((await openRecords(store, 'visits'))[0]?.fields).toMatchObject({ place: { roomId: 'r2' } })
    sealer.unlock(await shopKeyFrom(KEY))
    expect((await readRecord(store, VISIT))?.fields).toMatchObject({ name: NAME, 'A4.2-talk': ANSWER })
  })
})

test('[SEC2] the key that is kept while somebody is signed in cannot be taken out', async () => {
  const key = await shopKeyFrom(KEY)
  for (const one of [key.aes, key.nonce]) {
    expect(one.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', one)).rejects.toThrow()
  }
  await expect(shopKeyFrom(new Uint8Array(16))).rejects.toThrow(RangeError)
})
