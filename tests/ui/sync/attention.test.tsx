import { screen as page, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import type { StaffId } from '../../../src/domain/ids.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { useSyncPanel } from '../../../src/ui/state/sync-panel.ts'
import { RecordPlace } from '../../../src/ui/sync/RecordPlace.tsx'
import { TodayScreen } from '../../../src/ui/today/TodayScreen.tsx'
import { fromServer } from '../../db/tablet.ts'
import { closeShops, MIN, openShop, type Shop, TEN } from '../today/shop.tsx'
import { acknowledge, conflictOf } from './seed.ts'

afterEach(() => {
  useSyncPanel.setState({ isOpen: false })
  closeShops()
})

const section = () => page.findByRole('region', { name: '要看一看' })
const place = (room: number) => ({ roomId: `sample-room-${room}`, urnId: `sample-urn-${room}-1` })

/** A visit as another tablet would have begun it. */
async function visitFrom(shop: Shop, id: string, guestId: string, room: number, minutesAgo: number) {
  const [procedure] = await shop.all('procedures')
  const at = TEN - minutesAgo * MIN
  const by = 'sample-staff-zhou'
  await fromServer(shop.store, {
    table: 'visits',
    id,
    day: '2026-11-23',
    person: guestId,
    clocks: {},
    fields: {
      procedureId: String(procedure?.id),
      guestId,
      place: place(room),
      begun: { at, by },
      consultant: { value: by, at, by },
    },
  })
}

describe('what Today asks to look at', () => {
  test('[M6] nothing at all while all is in order', async () => {
    const shop = await openShop()
    shop.show(<TodayScreen />)
    await page.findByRole('heading', { level: 1 })
    expect(page.queryByRole('region', { name: '要看一看' })).toBeNull()
  })

  test('[M6] two guests in one urn, by name, until one is somewhere else', async () => {
    const shop = await openShop()
    await visitFrom(shop, 'v1', 'sample-guest-wangA', 3, 20)
    await visitFrom(shop, 'v2', 'sample-guest-chen', 3, 5)
    shop.show(<TodayScreen />)
    const list = within(await section())
    expect(list.getByRole('heading', { name: '3 号房有两位顾客' })).toBeTruthy()
    expect(list.getByText(/王女士、陈先生/)).toBeTruthy()
    await shop.user.click(list.getByRole('button', { name: /去看房间/ }))
    expect(shop.path()).toBe('/rooms')
    await shop.put({ table: 'visits', id: 'v2', fields: { place: place(5) } })
    await waitFor(() => expect(page.queryByRole('region', { name: '要看一看' })).toBeNull())
  })

  test('[M6] one guest served twice leads to either visit', async () => {
    const shop = await openShop()
    await visitFrom(shop, 'v1', 'sample-guest-wangA', 3, 20)
    await visitFrom(shop, 'v2', 'sample-guest-wangA', 5, 5)
    shop.show(<TodayScreen />)
    const list = within(await section())
    expect(list.getByRole('heading', { name: '王女士开了两次服务' })).toBeTruthy()
    await shop.user.click(list.getByRole('button', { name: /看 09:55 的/ }))
    expect(shop.path()).toBe('/visit/v2')
  })

  test('[M6] one person written down twice', async () => {
    const shop = await openShop()
    await shop.put({
      table: 'guests',
      id: 'again',
      create: true,
      fields: { name: '王秀兰', address: '王女士', gender: 'female', phone: '100 0000 6218' },
    })
    await visitFrom(shop, 'v1', 'again', 5, 5)
    shop.show(<TodayScreen />)
    const list = within(await section())
    expect(list.getByRole('heading', { name: '王秀兰可能登记了两次' })).toBeTruthy()
    await shop.put({ table: 'guests', id: 'again', fields: { phone: '100 0000 7777' } })
    await waitFor(() => expect(page.queryByRole('region', { name: '要看一看' })).toBeNull())
  })

  test('[M3] conflicts and what the server has not taken are counted, without a word of what they say', async () => {
    const shop = await openShop()
    await acknowledge(shop.store, 2)
    await visitFrom(shop, 'v1', 'sample-guest-wangA', 3, 20)
    const said = (value: string, by: string) => ({ value: { value, at: TEN, by }, by, at: TEN })
    await conflictOf(
      shop.store,
      { table: 'visits', id: 'v1', field: 'A4.2-condition' },
      { won: said('ordinary', 'u1'), lost: said('highPressure', 'u2') },
    )
    shop.show(<TodayScreen />)
    const list = within(await section())
    expect(await list.findByRole('heading', { name: '1 处两个人填得不一样' })).toBeTruthy()
    expect(await list.findByRole('heading', { name: '2 条记录服务器没有收下' })).toBeTruthy()
    await shop.user.click(list.getByRole('button', { name: /^去定/ }))
    expect(useSyncPanel.getState().isOpen).toBe(true)
  })

  test('[SEC8] a conflict about a guest whom one does not see whole is not counted', async () => {
    const shop = await openShop('empty')
    // All guests of the sample were written down on this tablet a moment ago.
    shop.clock.at += 13 * 60 * MIN
    const old = {
      table: 'visits',
      id: 'old',
      create: true,
      day: '2026-10-01',
      person: 'sample-guest-li',
    } as const
    await shop.put({
      ...old,
      fields: { guestId: 'sample-guest-li', filed: { at: TEN, by: 'u1', missing: [] } },
    })
    const said = (value: string, by: string) => ({ value: { value, at: TEN, by }, by, at: TEN })
    const of = { table: 'visits', id: 'old', field: 'A4.2-condition' }
    await conflictOf(shop.store, of, { won: said('ordinary', 'u1'), lost: said('highPressure', 'u2') })
    shop.show(<TodayScreen />)
    await page.findByRole('heading', { level: 1 })
    const counted = () => page.queryByRole('heading', { name: '1 处两个人填得不一样' })
    useSession.setState({ who: 'sample-staff-chen' as StaffId })
    await waitFor(() => expect(counted()).toBeTruthy())
    useSession.setState({ who: 'sample-staff-lin' as StaffId })
    await waitFor(() => expect(counted()).toBeNull())
    useSession.setState({ who: 'sample-staff-wu' as StaffId })
    await page.findByRole('heading', { level: 1 })
    expect(counted()).toBeNull()
  })
})

describe('where one record is', () => {
  test('[C4] kept here, sent, at the server, each with its time', async () => {
    const shop = await openShop('empty')
    const guest = { table: 'guests', id: 'sample-guest-liu' }
    const row = async (parts: object) => {
      const { view } = shop.store.database
      const kept = await view.get([guest.table, guest.id])
      if (kept) await view.put({ ...kept, ...parts })
    }
    shop.show(<RecordPlace {...guest} />)
    expect(await page.findByText('10:00 已存本机，未上传')).toBeTruthy()
    await row({ place: 'sent', placeAt: TEN + MIN })
    expect(await page.findByText('10:01 已上传')).toBeTruthy()
    await row({ place: 'synced', placeAt: TEN + 2 * MIN })
    expect(await page.findByText('10:02 已同步到门店')).toBeTruthy()
  })
})
