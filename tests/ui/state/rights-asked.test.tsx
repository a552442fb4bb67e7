/**
 * Everything that the screens write is asked of the table of rights: before it is kept, and before it is offered (SEC7). What is
 * written beside a guest or an urn is kept whoever taps it.
 */
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Change } from '../../../src/db/commit.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { SAMPLE_PIN } from '../../../src/domain/people/pin.ts'
import { isCare, type Table } from '../../../src/domain/people/rights.ts'
import { GuestsScreen } from '../../../src/ui/guests/GuestsScreen.tsx'
import { RoomsScreen } from '../../../src/ui/rooms/RoomsScreen.tsx'
import { ShopScreen } from '../../../src/ui/shop/ShopScreen.tsx'
import { lock } from '../../../src/ui/state/lock.ts'
import { type Saved, useSave } from '../../../src/ui/state/save.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { loadConsentStrings } from '../../../src/ui/strings/consent-strings.ts'
import { loadRightsStrings } from '../../../src/ui/strings/rights-strings.ts'
import { loadSetupStrings } from '../../../src/ui/strings/setup-strings.ts'
import { loadShopStrings } from '../../../src/ui/strings/shop-strings.ts'
import { SyncSheet } from '../../../src/ui/sync/SyncSheet.tsx'
import { TodayScreen } from '../../../src/ui/today/TodayScreen.tsx'
import { fromServer } from '../../db/tablet.ts'
import { ACTORS, COLUMNS, opOf, WRITE_CELLS } from '../../matrix/rights-matrix.ts'
import { conflictOf } from '../sync/seed.ts'
import { closeShops, TEN } from '../today/shop.tsx'
import { openVisit, VISIT, type VisitOnTest } from '../visit/visit-run.tsx'
import { putAway, sealedTablet, show, tablet } from './harness.tsx'

afterEach(() => {
  cleanup()
  closeShops()
  putAway()
})
beforeAll(async () => {
  const parts = [loadConsentStrings, loadRightsStrings, loadSetupStrings, loadShopStrings]
  await Promise.all(parts.map((load) => load('zh-CN')))
})
const LONG = { timeout: 12_000 }
const ROLES = COLUMNS.filter((role) => role !== 'nobody')

const [LIN, CHEN] = ['sample-staff-lin' as StaffId, 'sample-staff-chen' as StaffId]
/** Made an inspector. */
const HE = 'sample-staff-he' as StaffId

type Save = ReturnType<typeof useSave>

function Saver({ got }: { readonly got: { save: Save | null } }) {
  got.save = useSave()
  return null
}

describe('what is kept', () => {
  test.each(ROLES)(
    '[SEC7] a save asks the table of rights what somebody may; care is kept whoever writes it: %s',
    async (role) => {
      const of = await tablet()
      for (const one of ROLES)
        await fromServer(of.store, { table: 'staff', id: ACTORS[one], clocks: {}, fields: { role: one } })
      const got: { save: Save | null } = { save: null }
      await show(of, <Saver got={got} />)
      act(() => useSession.setState({ who: ACTORS[role] as StaffId }))
      const keep = (changes: readonly Change[]): Promise<Saved<never>> => {
        if (!got.save) throw new Error('no save')
        return got.save<never>({ intent: 'test', keys: [], plan: () => ({ changes }) })
      }
      let n = 0
      for (const { deed, may } of WRITE_CELLS.filter(({ who }) => who === role)) {
        n += 1
        const { fields, ...op } = opOf(deed, ACTORS[role], `new-${n}`)
        const change = {
          ...op,
          fields: Object.fromEntries(Object.entries(fields).map(([name, [value]]) => [name, value])),
        }
        const before = await of.store.database.outbox.count()
        const isKept = may || isCare(change)
        expect(await keep([change]), deed).toEqual(isKept ? { kept: true } : { failed: 'notAllowed' })
        expect(await of.store.database.outbox.count(), deed).toBe(before + (isKept ? 1 : 0))
      }
      const tick = { table: 'visits', id: 'v1', create: true, fields: { 'A3-arrived': { at: 1 } } } as const
      const line = { table: 'bookings', id: 'b1', create: true, fields: { at: 1 } } as const
      expect(await keep([line, tick]), 'a tick takes its set along').toEqual({ kept: true })
      const promoted = { table: 'staff', id: ACTORS.inspector, fields: { role: 'manager' } } as const
      expect(await keep([tick, promoted])).toEqual(
        role === 'manager' ? { kept: true } : { failed: 'notAllowed' },
      )
    },
    60_000,
  )
})

test('[SEC6] what is saved at the moment in which the tablet is locked is kept: it is waited for from the tap on', async () => {
  const of = await sealedTablet()
  await of.services.keys.unlock({ person: LIN, pin: SAMPLE_PIN }, false)
  const got: { save: Save | null } = { save: null }
  await show(of, <Saver got={got} />)
  await act(async () => useSession.setState({ who: LIN }))
  const change = { table: 'guests', id: 'g-late', create: true, fields: { name: '林小满' } } as const
  await act(async () => {
    const saved = got.save?.<never>({ intent: 'test', keys: [], plan: () => ({ changes: [change] }) })
    await lock(of.services)
    expect(await saved).toEqual({ kept: true })
  })
  expect(of.services.keys.isLocked()).toBe(true)
})

/** What offers to write a table: looked for with somebody who may, then with somebody who only looks on. */
type Offer = {
  readonly screen: () => ReactNode
  /** The names of its buttons. */
  readonly button: RegExp
  readonly may?: StaffId
  readonly ready?: (visit: VisitOnTest) => Promise<unknown>
  /** What leads there. */
  readonly open?: RegExp
}
const film = { value: { value: 'film', at: TEN, by: LIN }, by: LIN, at: TEN }
const music = { value: { value: 'music', at: TEN, by: HE }, by: HE, at: TEN }
const inConflict = ({ store }: VisitOnTest) =>
  conflictOf(store, { table: 'visits', id: VISIT, field: 'A5.5-media' }, { won: film, lost: music })
const bookedNow = ({ put: write }: VisitOnTest) =>
  write({
    ...{ table: 'bookings', id: 'b-now', create: true, day: '2026-11-23', person: 'sample-guest-wangB' },
    fields: { guestId: 'sample-guest-wangB', at: TEN, madeAt: TEN, by: LIN, selfBooked: false },
  })
const ofShop = (button: RegExp): Offer => ({ screen: () => <ShopScreen />, button, may: CHEN })

const OFFERS: readonly (readonly [Table, string, Offer])[] = [
  ['shop', 'the shop’s name and numbers', ofShop(/^修改$/)],
  ['rooms', 'a room', ofShop(/^添加房间$/)],
  ['staff', 'a colleague', ofShop(/^添加同事$/)],
  ['guests', 'a guest', { screen: () => <GuestsScreen />, button: /^登记新顾客$/ }],
  ['guests', 'a known guest', { screen: () => <GuestsScreen />, open: /王女士/, button: /^修改资料$/ }],
  [
    'consents',
    'what a guest decides',
    { screen: () => <GuestsScreen />, open: /王女士/, button: /^请顾客决定$|^重新决定$/ },
  ],
  ['bookings', 'a booking', { screen: () => <TodayScreen />, button: /^新登记$/ }],
  [
    'bookings',
    'an arrival',
    { screen: () => <TodayScreen />, button: /^已到店|^开始服务/, ready: bookedNow },
  ],
  ['visits', 'the end of a visit', { screen: () => <TodayScreen />, button: /^更多.*|.*更多$|.*的更多/ }],
  ['visits', 'a guest into a room', { screen: () => <RoomsScreen />, button: /^请顾客入房/ }],
  [
    'conflicts',
    'which of two is right',
    { screen: () => <SyncSheet timeZone="Asia/Shanghai" />, button: /^改用这个/, ready: inConflict },
  ],
]

describe('what is offered', () => {
  test.each(OFFERS)(
    '[SEC7] %s: %s is offered to those who may write it, and to nobody else',
    async (_table, _what, offer) => {
      const visit = await openVisit()
      await visit.put({ table: 'staff', id: HE, fields: { role: 'inspector' } })
      await offer.ready?.(visit)
      const who = offer.may ?? LIN
      useSession.setState({ who })
      // Awaited: a part that is fetched only now would else wait for ever.
      await act(async () => visit.show(offer.screen()))
      if (offer.open) await visit.user.click(await screen.findByRole('button', { name: offer.open }, LONG))
      expect(await screen.findAllByRole('button', { name: offer.button }, LONG)).not.toEqual([])
      await act(async () => useSession.setState({ who: HE }))
      await waitFor(() => expect(screen.queryAllByRole('button', { name: offer.button })).toEqual([]), LONG)
      // Not merely while it is asked who that is.
      await act(async () => useSession.setState({ who }))
      expect(await screen.findAllByRole('button', { name: offer.button }, LONG)).not.toEqual([])
    },
  )

  test('[SEC7] whoever only looks on is told in a visit what becomes of what they enter; those who work there are not', async () => {
    const visit = await openVisit()
    await visit.put({ table: 'staff', id: HE, fields: { role: 'inspector' } })
    useSession.setState({ who: LIN })
    await act(async () => visit.showVisit())
    await screen.findByRole('navigation', { name: '流程' }, LONG)
    expect(screen.queryByText(/要等店长看过才算/)).toBeNull()
    await act(async () => useSession.setState({ who: HE }))
    expect(await screen.findByText(/要等店长看过才算/, {}, LONG)).toBeTruthy()
  })
})
