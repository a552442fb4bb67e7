import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { deviceSetting, setDeviceSetting } from '../../../src/db/device-settings.ts'
import { readRecord } from '../../../src/db/queries.ts'
import { syncOverview } from '../../../src/db/sync-state.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { beginJoining } from '../../../src/ui/sync/joining.ts'
import { fromServer, inside } from '../../db/tablet.ts'
import { putAway, sampleTablet, showApp, type TestTablet, tablet, withCorrection } from '../state/harness.tsx'
import { HEAD, SHOP, setSync } from './seed.ts'

afterEach(() => {
  cleanup()
  putAway()
})
const LONG = { timeout: 8_000 }
const HOUR_MS = 3_600_000
const page = (name: string) => screen.findByRole('heading', { level: 1, name }, LONG)
const mayJoin = (of: TestTablet) =>
  setSync(of.store, { shop: null, cursor: null, seen: null, lastPullAt: null, joinable: SHOP })
const arrives = (of: TestTablet) =>
  fromServer(of.store, {
    table: 'shop',
    id: 'shop',
    clocks: {},
    fields: { name: '南门店', timeZone: 'Asia/Shanghai' },
  })

describe('a join code that is opened on a tablet of a shop', () => {
  const CODE = '7K3M-9QXW-2BTD'
  const opened = () => window.history.pushState(null, '', `/join#${CODE}`)
  const nameOf = async ({ store }: TestTablet) =>
    String((await readRecord(store, { table: 'shop', id: 'shop' }))?.fields.name)
  const gone = () => waitFor(() => expect(window.location.href).not.toContain(CODE), LONG)

  test('[SEC11] leaves the address at once; the page says whose the tablet is, and leads to the shop’s tablets', async () => {
    const of = await sampleTablet()
    useSession.setState({ who: 'sample-staff-chen' as StaffId })
    opened()
    const { history } = await showApp(of, '/join')
    await gone()
    expect(screen.queryByText('没有这一页')).toBeNull()
    await page(`这台平板已经属于${await nameOf(of)}`)
    await userEvent.click(await screen.findByRole('button', { name: '看本店的平板' }, LONG))
    expect(history.at(-1)).toBe('/shop')
    expect(await screen.findByRole('region', { name: '本店的平板' }, LONG)).toBeTruthy()
  })

  test('[SEC11] on a locked one too, which says so above the names', async () => {
    const of = await sampleTablet()
    opened()
    await showApp(of, '/join')
    await gone()
    const said = `这台平板已经属于${await nameOf(of)}，不用再加入。请在要加入的那台上打开接入码。`
    expect(await screen.findByText(said, {}, LONG)).toBeTruthy()
  })
})

describe('a server that has a shop', () => {
  test('is offered first and alone, and the reason is told', async () => {
    const of = await tablet()
    await mayJoin(of)
    await showApp(of)
    expect(await screen.findByRole('region', { name: '这个服务器上已经有一家店' }, LONG)).toBeTruthy()
    const buttons = screen.getAllByRole('button').map(({ textContent }) => textContent)
    expect(buttons, 'and help, as on every screen').toEqual(['加入这家店', '紧急'])
    expect(screen.getByText(/一个服务器只放一家店/)).toBeTruthy()
  })

  test('is offered by its name, where the server has told it', async () => {
    const of = await tablet()
    await mayJoin(of)
    await setSync(of.store, { shop: null, cursor: null, joinable: SHOP, joinableName: '南门店' })
    await showApp(of)
    expect(
      await screen.findByRole('heading', { level: 2, name: '这个服务器上已经有一家店：南门店' }, LONG),
    ).toBeTruthy()
  })

  test('[HLC5] while it joins, its clock already follows the server: the first page shows the right day', async () => {
    const of = withCorrection(await tablet())
    of.clock.at += 26 * HOUR_MS
    await setDeviceSetting(of.store, 'joining', SHOP)
    await setSync(of.store, { cursor: null, offsetMs: -26 * HOUR_MS })
    await showApp(of)
    await page('正在加入门店')
    await waitFor(() => expect(of.services.clock.now()).toBe(of.clock.at - 26 * HOUR_MS), LONG)
  })

  test('one tap joins it; half of the shop is not shown, the whole opens by itself', async () => {
    const of = await tablet()
    await mayJoin(of)
    await showApp(of, '/rooms')
    await userEvent.click(await screen.findByRole('button', { name: '加入这家店' }, LONG))
    await page('正在加入门店')
    expect(await syncOverview(of.store)).toMatchObject({ shop: SHOP, joinable: null })
    expect(of.deeds).toContain('sync')
    await arrives(of)
    await setSync(of.store, {
      cursor: null,
      snapshot: { head: HEAD, next: 'shop/shop', done: 120, total: 480 },
    })
    expect(await screen.findByText('120 / 480 条', {}, LONG)).toBeTruthy()
    expect(screen.queryByRole('navigation')).toBeNull()
    await setSync(of.store, { snapshot: null })
    expect(await screen.findByRole('main', { name: '已锁屏' }, LONG)).toBeTruthy()
    await waitFor(async () => expect(await deviceSetting(of.store, 'joining')).toBeNull())
    expect(useSession.getState().notice?.text).toBe('已加入南门店。')
  })

  test('[C3] what stands in the way is said in words, and can be tried again', async () => {
    const of = await tablet()
    await setDeviceSetting(of.store, 'joining', SHOP)
    await setSync(of.store, {
      cursor: null,
      trouble: { code: 'notOurServer', since: of.clock.now() },
    })
    await showApp(of)
    await page('正在加入门店')
    expect(await screen.findByText('这个 wifi 要先登录。', {}, LONG)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: '现在再试' }))
    expect(of.deeds).toEqual(['sync'])
  })

  test('that turns up while somebody types a shop of their own is said, and nothing is made twice', async () => {
    const of = await tablet()
    await showApp(of)
    await userEvent.click(await screen.findByRole('button', { name: '开始填写' }, LONG))
    await userEvent.type(await screen.findByRole('textbox', { name: '店名' }), '南门店')
    await mayJoin(of)
    const banner = (await screen.findByText('这个服务器上已经有一家店', {}, LONG))
      .parentElement as HTMLElement
    await userEvent.click(within(banner).getByRole('button', { name: '去加入' }))
    expect(await screen.findByRole('button', { name: '加入这家店' }, LONG)).toBeTruthy()
    expect((await inside(of.store)).outbox).toEqual([])
  })
})

describe('a tablet with a shop of its own', () => {
  test('[C3] that was begun while somebody said "join" does not join, and is not held up', async () => {
    const of = await sampleTablet()
    await setSync(of.store, { shop: null, cursor: null, joinable: SHOP })
    await beginJoining(of.store, SHOP)
    expect(await syncOverview(of.store)).toMatchObject({ shop: null })
    expect(await deviceSetting(of.store, 'joining')).toBeNull()
  })

  test('[S4] is not locked out while a new snapshot comes down', async () => {
    const of = await sampleTablet()
    await setSync(of.store, { cursor: null, snapshot: { head: HEAD, next: 'a/b', done: 1, total: 9 } })
    useSession.setState({ who: 'sample-staff-lin' as StaffId })
    await showApp(of)
    expect(await screen.findByRole('navigation', { name: '各处' }, LONG)).toBeTruthy()
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  test('[C3] a shop that was begun and not finished is told what that means', async () => {
    const of = await tablet()
    await setSync(of.store, { shop: null, cursor: null, trouble: { code: 'halfMade', since: 0 } })
    await showApp(of)
    expect(await screen.findByText(/没做完的开店/, {}, LONG)).toBeTruthy()
  })
})
