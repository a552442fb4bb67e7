/** Tablets, codes and the log of administrative acts: what every twin promises of who may exchange. */
import { describe, expect, test } from 'vitest'
import type { StoreSettings } from '../../../src/server/storage/open.ts'
import type { ShopStorage } from '../../../src/server/storage/port.ts'
import type { Enrolment } from '../../../src/server/storage/tablet-port.ts'
import type { CodeKind } from '../../../src/sync/code.ts'
import { benchOf } from './bench.ts'
import { NOON, SHOP, tablet } from './sets.ts'

const TEN_MIN = 600_000

/** Runs the list on a store that has tablets; `fresh` names an empty one at every call. */
export function enrollingContract(twin: string, fresh: () => Promise<StoreSettings>): void {
  describe(`who may exchange with the shop's server, ${twin}`, () => {
    const bench = benchOf(fresh)
    const tablets = () => (bench.store as ShopStorage).tablets
    const keep = (hash: string, kind: CodeKind, more: object = {}) =>
      tablets().keepCode({
        ...{ hash, kind, shop: kind === 'join' ? SHOP : null, maker: null, actor: null, wrapped: null },
        ...{ now: NOON, expiresAt: NOON + TEN_MIN },
        ...more,
      })
    const enrolment = (code: string, kind: CodeKind, more: Partial<Enrolment> = {}): Enrolment => ({
      ...{
        code,
        kind,
        shop: null,
        id: `id-${code}`,
        name: '前台',
        inc: 'aaaaaaaa',
        token: `t-${code}`,
        now: NOON,
      },
      ...more,
    })

    test('[SEC11] a set-up code enrols the first tablet with its shop, once', async () => {
      expect(await tablets().isAnyEnrolled()).toBe(false)
      await keep('c1', 'setUp')
      expect(await tablets().enrol(enrolment('c1', 'setUp'))).toBe('noShop')
      expect(await tablets().enrol(enrolment('c1', 'join', { shop: SHOP }))).toBe('badCode')
      expect(await tablets().enrol(enrolment('c1', 'setUp', { shop: SHOP }))).toEqual({
        shop: SHOP,
        wrapped: null,
      })
      expect(await tablets().enrol(enrolment('c1', 'setUp', { shop: SHOP, id: 'id-2' }))).toBe('badCode')
      expect(await tablets().isAnyEnrolled()).toBe(true)
      expect(await tablets().find('id-c1')).toMatchObject({
        ...{ shop: SHOP, name: '前台', state: 'enrolled', enrolledAt: NOON, token: 't-c1', next: null },
      })
      expect(await tablets().find('id-2')).toBeNull()
    })

    test('[SEC11] where a shop is held the code is for that one, and another shop does not use it up', async () => {
      await bench.push([tablet('a').set([])])
      await keep('c1', 'setUp')
      expect(await tablets().enrol(enrolment('c1', 'setUp', { shop: 'north' }))).toBe('otherShop')
      expect(await tablets().enrol(enrolment('c1', 'setUp'))).toMatchObject({ shop: SHOP })
    })

    test('[SEC11] a join code gives what was wrapped under it, to one of two who come at once', async () => {
      await keep('c1', 'join', { maker: 'm', wrapped: 'w' })
      expect(await tablets().enrol(enrolment('c1', 'join', { shop: 'north' }))).toBe('otherShop')
      const both = await Promise.all([
        tablets().enrol(enrolment('c1', 'join', { id: 'one' })),
        tablets().enrol(enrolment('c1', 'join', { id: 'two' })),
      ])
      expect(both.filter((answer) => answer === 'badCode')).toHaveLength(1)
      expect(both).toContainEqual({ shop: SHOP, wrapped: 'w' })
      expect(await tablets().list(SHOP)).toHaveLength(1)
    })

    test('[SEC11] a code ends with its time, and with the next one of its maker', async () => {
      await keep('old', 'join', { maker: 'm' })
      await keep('new', 'join', { maker: 'm' })
      await keep('other', 'join', { maker: 'n' })
      expect(await tablets().enrol(enrolment('old', 'join'))).toBe('badCode')
      expect(await tablets().enrol(enrolment('new', 'join', { now: NOON + TEN_MIN }))).toBe('badCode')
      expect(await tablets().enrol(enrolment('new', 'join', { now: NOON + TEN_MIN - 1 }))).toMatchObject({
        shop: SHOP,
      })
      expect(await tablets().enrol(enrolment('other', 'join'))).toMatchObject({ shop: SHOP })
      await keep('s1', 'setUp')
      await keep('s2', 'setUp')
      expect(await tablets().enrol(enrolment('s1', 'setUp', { shop: SHOP }))).toBe('badCode')
    })

    test('a token is exchanged for the next, and the one before ends when the next was used', async () => {
      await keep('c1', 'join')
      await tablets().enrol(enrolment('c1', 'join'))
      await tablets().rotate('id-c1', 'next')
      expect(await tablets().find('id-c1')).toMatchObject({ token: 't-c1', next: 'next', rotatedAt: NOON })
      await tablets().promote('id-c1', 'next', NOON + 5)
      expect(await tablets().find('id-c1')).toMatchObject({ token: 'next', next: null, rotatedAt: NOON + 5 })
    })

    test('what a tablet says is kept, and its state changes until it is wiped', async () => {
      await keep('c1', 'join')
      await tablets().enrol(enrolment('c1', 'join'))
      await tablets().see('id-c1', { seenAt: NOON + 1, waiting: 4, app: '9', inc: 'bbbbbbbb' })
      const act = { at: NOON + 2, act: 'tablet.stolen', actor: 'u1', tablet: 'id-c1', subject: 'id-c1' }
      expect(await tablets().change('north', 'id-c1', { state: 'stolen' }, act)).toBe(false)
      expect(await tablets().change(SHOP, 'nobody', { state: 'stolen' }, act)).toBe(false)
      expect(await tablets().change(SHOP, 'id-c1', { state: 'stolen' }, act)).toBe(true)
      expect(await tablets().isAnyEnrolled()).toBe(false)
      expect(await tablets().list(SHOP)).toMatchObject([
        ...[
          {
            seenAt: NOON + 1,
            waiting: 4,
            app: '9',
            inc: 'bbbbbbbb',
            state: 'stolen',
            changedAt: NOON + 2,
            parked: 0,
          },
        ],
      ])
      expect(
        await tablets().change(SHOP, 'id-c1', { state: 'wiped', unsent: 2 }, { ...act, at: NOON + 3 }),
      ).toBe(true)
      expect(await tablets().change(SHOP, 'id-c1', { state: 'enrolled' }, act)).toBe(false)
      expect(await tablets().list(SHOP)).toMatchObject([{ state: 'wiped', unsent: 2, changedAt: NOON + 3 }])
    })

    test('[SEC20] of the keys by which tablets vouch the first stays', async () => {
      expect(await tablets().vouch(SHOP)).toBeNull()
      await tablets().keepVouch(SHOP, '5a'.repeat(32))
      await tablets().keepVouch(SHOP, '00'.repeat(32))
      expect(await tablets().vouch(SHOP)).toBe('5a'.repeat(32))
    })

    test('[SEC19] every act stands in the log, the newest first, also over a second server', async () => {
      await keep('c0', 'setUp')
      await keep('c1', 'join', { maker: 'm', actor: 'u1', now: NOON + 1 })
      await tablets().enrol(enrolment('c1', 'join', { now: NOON + 2 }))
      await tablets().note(SHOP, { at: NOON + 3, act: 'export', actor: 'u1', tablet: 'm', subject: 'g1' })
      const second = (await bench.another()) as ShopStorage
      expect(await second.tablets.acts(SHOP, 9)).toEqual([
        { at: NOON + 3, act: 'export', actor: 'u1', tablet: 'm', subject: 'g1' },
        { at: NOON + 2, act: 'tablet.join', actor: null, tablet: 'm', subject: 'id-c1' },
        { at: NOON + 1, act: 'code.join', actor: 'u1', tablet: 'm', subject: null },
        { at: NOON, act: 'code.setUp', actor: null, tablet: null, subject: null },
      ])
      expect(await second.tablets.acts(SHOP, 1)).toHaveLength(1)
    })
  })
}
