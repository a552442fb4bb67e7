/** Pins the protocol: whoever changes what travels is told here, before a shop's tablets are. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { API_ERRORS } from '../../src/sync/errors.ts'
import { firstHead, formatHead } from '../../src/sync/head.ts'
import {
  changeSetShape,
  errorAnswer,
  helloAsk,
  PAGE_MAX,
  PATHS,
  PUSH_MAX_BYTES,
  pushAnswer,
  SETS_MAX,
  SHOP_HEADER,
  UIDS_MAX,
  WIRE,
  WIRE_HEADER,
  WIRE_HISTORY,
  WIRE_MIN,
  WIRE_VERSION,
} from '../../src/sync/wire.ts'
import { TABLET_PATHS, TABLET_WIRE, TOKEN_SCHEME } from '../../src/sync/wire-tablets.ts'

/** Version → the hash of everything that both sides must agree on. */
const PINNED: { readonly [version: number]: string } = {
  1: '7fe9d75f9109057c33b4ebdf22eb5e2367b4051b9610ad4a74041b66c8369822',
}

function wireHash(): string {
  const shapes = Object.entries({ ...WIRE, ...TABLET_WIRE }).map(([name, shape]) => [
    name,
    z.toJSONSchema(shape),
  ])
  const rest = {
    ...{ PATHS, TABLET_PATHS, WIRE_HEADER, SHOP_HEADER, TOKEN_SCHEME, API_ERRORS },
    limits: { SETS_MAX, PUSH_MAX_BYTES, UIDS_MAX, PAGE_MAX },
  }
  return createHash('sha256')
    .update(JSON.stringify([shapes, rest]))
    .digest('hex')
}

test('the wire is the one that its version promises', () => {
  const hash = wireHash()
  const advice = [
    `What travels between tablet and server has changed: its hash is now ${hash}.`,
    `Is it out with a release? Then raise WIRE_VERSION, add an entry to WIRE_HISTORY that says what it brought, keep`,
    `WIRE_MIN at the oldest version that is still answered, and pin the new hash here beside the old ones.`,
    `If version ${WIRE_VERSION} is not out yet, put the new hash in its place.`,
  ].join('\n')
  expect(PINNED[WIRE_VERSION] === hash ? '' : advice).toBe('')
})

test('every version has one entry in the history and one pinned hash, from 1 on', () => {
  const versions = Array.from({ length: WIRE_VERSION }, (_, at) => at + 1)
  expect(WIRE_HISTORY.map(({ version }) => version)).toEqual(versions)
  expect(Object.keys(PINNED).map(Number)).toEqual(versions)
  expect(WIRE_MIN).toBeGreaterThanOrEqual(1)
  expect(WIRE_MIN).toBeLessThanOrEqual(WIRE_VERSION)
})

describe('the pin holds what a shape demands', () => {
  const schemaOf = (shape: z.ZodMiniType) => JSON.stringify(z.toJSONSchema(shape))

  test('patterns, lengths and bounds, not only names', () => {
    const text = schemaOf(changeSetShape)
    expect(text).toContain('[0-9a-f]{12}')
    expect(text).toContain('"maxLength":200')
    expect(text).toContain('"minimum":1')
    expect(schemaOf(helloAsk)).toContain('[0-9a-f]{32}')
  })

  test('whether more is let pass', () => {
    expect(schemaOf(z.looseObject({ a: z.string() }))).not.toBe(schemaOf(z.object({ a: z.string() })))
  })
})

describe('[M7] what a newer version adds is passed over, never refused', () => {
  const head = formatHead(firstHead('e'.repeat(16)))

  test('in an answer', () => {
    const answer = { serverTime: 1, results: [], top: null, head, known: true, weather: 'rain' }
    expect(pushAnswer.parse(answer)).toEqual(answer)
  })

  test('in a request', () => {
    const ask = { inc: '9f31c07a', top: null, cursor: head, seen: null, pending: 0, app: '9', schema: 99 }
    expect(helloAsk.parse({ ...ask, battery: 3 })).toEqual({ ...ask, battery: 3 })
  })

  test('in a refusal, whose code must still be known', () => {
    expect(errorAnswer.safeParse({ error: 'reset', message: '…', why: 1 }).success).toBe(true)
    expect(errorAnswer.safeParse({ error: 'teapot', message: '…' }).success).toBe(false)
  })
})
