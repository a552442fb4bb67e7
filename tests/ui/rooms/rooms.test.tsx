import { screen as page, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { StaffId } from '../../../src/domain/ids.ts'
import { RoomsScreen } from '../../../src/ui/rooms/RoomsScreen.tsx'
import { useSession } from '../../../src/ui/state/session.ts'
import { TodayScreen } from '../../../src/ui/today/TodayScreen.tsx'
import { closeShops, MIN, openShop, type Shop, TEN } from '../today/shop.tsx'

afterEach(closeShops)

const by = 'sample-staff-lin'
const tile = async (name: string) => {
  const heading = await page.findByRole('heading', { level: 2, name })
  const item = heading.closest('li')
  if (!item) throw new Error(`no tile of ${name}`)
  return within(item)
}

/** Begins the visit of the booking of half past ten, the way the register does. */
async function begin(shop: Shop, guest = '刘女士') {
  shop.show(<TodayScreen />)
  await shop.user.click(await page.findByRole('button', { name: `已到店 ${guest}` }))
  await waitFor(() => expect(shop.path()).toMatch(/^\/visit\//))
  const [visit] = await shop.all('visits')
  if (!visit) throw new Error('no visit')
  return visit
}

const steam = (shop: Shop, id: string, minutesAgo: number, plannedMin = 30) =>
  shop.put({
    table: 'visits',
    id,
    fields: {
      place: { roomId: 'sample-room-3', urnId: 'sample-urn-3-1' },
      'A5.11-start#1': { value: { setting: '1', plannedMin }, at: TEN - minutesAgo * MIN, by },
    },
  })

describe('the board of rooms', () => {
  it('[D15] shows every urn with its state, and the next guest who wished for the room', async () => {
    const shop = await openShop()
    shop.show(<RoomsScreen />)
    expect(await page.findByText('7 个瓮，0 位在蒸，7 个可用')).toBeTruthy()
    expect((await tile('3 号房')).getByText('下一位 王女士 09:45')).toBeTruthy()
    expect((await tile('4 号房 右瓮')).getByText('可用')).toBeTruthy()
  })

  it('[A6.1] an urgent urn comes first, with its dial, its guest and the one filled button', async () => {
    const shop = await openShop()
    const visit = await begin(shop)
    await steam(shop, visit.id, 7)
    shop.show(<RoomsScreen />)
    const three = await tile('3 号房')
    expect(await three.findByText('照看已迟')).toBeTruthy()
    expect(three.getByText('第 5 分钟照看迟 2:00')).toBeTruthy()
    expect(three.getByRole('img', { name: '3 号房，已蒸 7 分钟' })).toBeTruthy()
    const board = within(page.getByRole('list', { name: '各房间现在的情形' }))
    expect(board.getAllByRole('heading')[0]?.textContent).toBe('3 号房')
    await shop.user.click(three.getByRole('button', { name: '去照看 3 号房' }))
    expect(shop.path()).toBe(`/visit/${visit.id}`)
  })

  it('[D6] [D13] a shorter plan is told on the tile and on Today, beside the latest time of the half hour', async () => {
    const shop = await openShop()
    const visit = await begin(shop)
    await steam(shop, visit.id, 3, 15)
    shop.show(<RoomsScreen />)
    const three = await tile('3 号房')
    expect(await three.findByText('计划 15 分 · 剩 12:00')).toBeTruthy()
    expect(three.getByText('瓮开着，最晚 10:27 关')).toBeTruthy()
    const now = within(await page.findByRole('region', { name: '现在要做' }))
    expect(await now.findByText(/计划 15 分 · 剩 12:00/)).toBeTruthy()
    useSession.setState({ who: 'sample-staff-zhou' as StaffId })
    const served = within(await page.findByRole('region', { name: '正在服务' }))
    expect(await served.findByText(/计划剩 12 分/)).toBeTruthy()
  })

  it('[A5.6] a free urn is taken for a guest who is here, by one tap on their name', async () => {
    const shop = await openShop()
    const visit = await begin(shop, 'Ms Parker')
    shop.show(<RoomsScreen />)
    await shop.user.click((await tile('6 号房')).getByRole('button', { name: '请顾客入房 6 号房' }))
    const sheet = within(await page.findByRole('dialog'))
    await shop.user.click(sheet.getByRole('button', { name: /Ms Parker/ }))
    await waitFor(async () => {
      const [now] = await shop.all('visits')
      expect(now?.fields.place).toEqual({ roomId: 'sample-room-6', urnId: 'sample-urn-6-1' })
    })
    await waitFor(() => expect(page.queryByRole('dialog')).toBeNull())
    await shop.user.click(await (await tile('6 号房')).findByRole('button', { name: '打开 6 号房' }))
    expect(shop.path()).toBe(`/visit/${visit.id}`)
  })

  it('[A3.1] while nobody waits for a room it leads to today', async () => {
    const shop = await openShop()
    shop.show(<RoomsScreen />)
    await shop.user.click((await tile('6 号房')).getByRole('button', { name: '请顾客入房 6 号房' }))
    const sheet = within(await page.findByRole('dialog'))
    expect(sheet.getByText('没有已到店、等着入房的顾客。')).toBeTruthy()
    expect(sheet.getByRole('button', { name: '去今日' })).toBeTruthy()
  })

  it('[D5] a room to turn over leads to its turnover', async () => {
    const shop = await openShop()
    const visit = await begin(shop)
    await shop.put({
      table: 'turnovers',
      id: 't-x',
      create: true,
      day: '2026-11-23',
      fields: {
        visitId: 'x',
        procedureId: String(visit.fields.procedureId),
        place: { roomId: 'sample-room-2', urnId: 'sample-urn-2-1' },
        begun: { at: TEN - 9 * MIN, by },
      },
    })
    shop.show(<RoomsScreen />)
    const two = await tile('2 号房')
    expect(await two.findByText('待翻房')).toBeTruthy()
    expect(two.getByText('上一位 09:51 离开')).toBeTruthy()
    expect(two.getByText('待安排')).toBeTruthy()
    await shop.user.click(two.getByRole('button', { name: '我来翻房 2 号房' }))
    await waitFor(() => expect(shop.path()).toBe('/turnover/t-x'))
  })
})
