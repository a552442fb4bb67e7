import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  firstHead,
  formatHead,
  furthest,
  type Head,
  hasFallenBehind,
  isSameHead,
  nextHead,
  parseHead,
} from '../../src/sync/head.ts'

const EPOCH = '5f0c11aa22bb33cc'
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const entry = (uid: string, eff = '0199a3f2b4c1-0000-9f31c07a', verdict = 'applied') => ({
  uid,
  eff,
  verdict,
})

/** The heads of a log with these entries, the empty one first. */
function logOf(entries: readonly ReturnType<typeof entry>[], epoch = EPOCH): readonly Head[] {
  const heads = [firstHead(epoch)]
  for (const one of entries) heads.push(nextHead(heads.at(-1) as Head, one, sha256))
  return heads
}
const abc = logOf([entry('a'), entry('b'), entry('c')])
const at = (seq: number) => abc[seq] as Head

const hex = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: min, maxLength: max })
const anyHead: fc.Arbitrary<Head> = fc.record({
  epoch: hex(8, 32),
  seq: fc.integer({ min: 0, max: 1e15 - 1 }),
  chain: hex(32, 32),
})

test('[S3] a head is written as one word and read back', () => {
  expect(formatHead(at(0))).toBe(`${EPOCH}.0.${'0'.repeat(32)}`)
  fc.assert(
    fc.property(anyHead, (head) => {
      expect(parseHead(formatHead(head))).toEqual(head)
    }),
  )
})

test.each([
  '',
  'nonsense',
  `${EPOCH}.0`,
  `${EPOCH}.0.${'0'.repeat(31)}`,
  `${EPOCH}.0.${'0'.repeat(33)}`,
  `${EPOCH}.-1.${'0'.repeat(32)}`,
  `${EPOCH}.1.5.${'0'.repeat(32)}`,
  `${EPOCH}.0.${'G'.repeat(32)}`,
  `${EPOCH.toUpperCase()}.0.${'0'.repeat(32)}`,
  `${EPOCH}.1234567890123456.${'0'.repeat(32)}`,
  `${EPOCH}.0.${'0'.repeat(32)}\n`,
])('[S3] what is no head is not read as one: %j', (text) => {
  expect(parseHead(text)).toBeNull()
})

test('[S3] each entry counts on and chains to the one before: H(chain, uid, effective clock, verdict)', () => {
  const first = nextHead(firstHead(EPOCH), entry('a'), sha256)
  const text = ['0'.repeat(32), 'a', '0199a3f2b4c1-0000-9f31c07a', 'applied'].join('\n')
  expect(first).toEqual({ epoch: EPOCH, seq: 1, chain: sha256(text).slice(0, 32) })
  expect(abc.map(({ seq }) => seq)).toEqual([0, 1, 2, 3])
  expect(abc.every(({ epoch }) => epoch === EPOCH)).toBe(true)
})

test.each([
  { what: 'another set', entries: [entry('a'), entry('x'), entry('c')] },
  { what: 'another order', entries: [entry('b'), entry('a'), entry('c')] },
  { what: 'another clock', entries: [entry('a', '0199a3f2b4c2-0000-9f31c07a'), entry('b'), entry('c')] },
  { what: 'another verdict', entries: [entry('a', undefined, 'parked'), entry('b'), entry('c')] },
])('[S3] $what anywhere before gives another chain', ({ entries }) => {
  expect(logOf(entries).at(-1)?.chain).not.toBe(at(3).chain)
})

test('[S3] the epoch is no part of the chain, so a restored log goes on from where it stood', () => {
  const other = logOf([entry('a'), entry('b'), entry('c')], 'ffff0000ffff0000')
  expect(other.at(-1)).toEqual({ ...at(3), epoch: 'ffff0000ffff0000' })
})

test('[S3] two heads are the same place only by epoch, seq and chain together', () => {
  expect(isSameHead(at(2), { ...at(2) })).toBe(true)
  for (const other of [{ epoch: 'ffff0000' }, { seq: 3 }, { chain: at(3).chain }])
    expect(isSameHead(at(2), { ...at(2), ...other })).toBe(false)
})

test('[S4] a server that answers an earlier head, another chain or another epoch has lost what it had', () => {
  expect(hasFallenBehind(at(2), at(1))).toBe(true)
  expect(hasFallenBehind(at(2), { ...at(2), chain: at(3).chain })).toBe(true)
  expect(hasFallenBehind(at(2), { ...at(3), epoch: 'ffff0000ffff0000' })).toBe(true)
})

test('[S4] the same head, a later one, or the first of all shows no loss', () => {
  expect(hasFallenBehind(at(2), at(2))).toBe(false)
  expect(hasFallenBehind(at(2), at(3))).toBe(false)
  expect(hasFallenBehind(null, at(0))).toBe(false)
})

test('[S4] the furthest head of one log is remembered, in whatever order the answers come', () => {
  const heads = fc.shuffledSubarray([...abc], { minLength: 1 })
  fc.assert(
    fc.property(heads, (answered) => {
      const seen = answered.reduce<Head | null>((before, head) => furthest(before, head), null)
      expect(seen?.seq).toBe(Math.max(...answered.map(({ seq }) => seq)))
    }),
  )
})

test('[S4] of another epoch the newest is remembered, wherever it stands', () => {
  const other = { ...at(1), epoch: 'ffff0000ffff0000' }
  expect(furthest(at(3), other)).toEqual(other)
})
