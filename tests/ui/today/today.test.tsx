import { screen as page, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { changeSync } from '../../../src/db/sync-state.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { fieldsOf } from '../../../src/domain/procedure/answers.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { TodayScreen } from '../../../src/ui/today/TodayScreen.tsx'
import { closeShops, MIN, openShop, type Shop, TEN } from './shop.tsx'

afterEach(closeShops)

async function today(how?: 'sample' | 'empty'): Promise<Shop> {
  const shop = await openShop(how)
  shop.show(<TodayScreen />)
  await page.findByRole('heading', { name: '上午好，晓芸' })
  return shop
}

const register = () => within(page.getByRole('complementary', { name: '今日登记' }))
const line = (name: string) => {
  const found = register()
    .getAllByRole('listitem')
    .find((item) => item.textContent?.includes(name))
  if (!found) throw new Error(`no line of ${name}`)
  return within(found)
}
const button = (name: string) => page.getByRole('button', { name })
const dialog = async () => within(await page.findByRole('dialog'))

describe('the day at a glance', () => {
  it('[A1.2] greets by the hour, counts one’s own guests and lists the register by time', async () => {
    await today()
    expect(page.getByText('11月23日周一，你今天 2 位，已完成 0 位')).toBeTruthy()
    const times = register()
      .getAllByRole('listitem')
      .map((item) => item.textContent?.slice(0, 5))
    expect(times).toEqual(['09:45', '10:00', '10:30', '11:00', '11:00', '11:30', '12:15', '13:00'])
    expect(line('王女士').getByText('未到')).toBeTruthy()
  })

  it('[A1] an empty day says how to begin', async () => {
    await today('empty')
    expect(page.getByText('现在没有要赶的事')).toBeTruthy()
    expect(register().getByText('还没有登记')).toBeTruthy()
  })

  it('[C9] cut off from the server, the quiet list and one of arrivals alone say how old their knowledge is', async () => {
    const shop = await openShop('empty')
    const { clock } = shop
    await changeSync(shop.store, (row) => ({ ...row, shop: 's1', lastContactAt: clock.at - 40 * MIN }))
    shop.show(<TodayScreen />)
    const quiet = within(await page.findByRole('region', { name: '现在要做' }))
    expect(quiet.getByText('现在没有要赶的事')).toBeTruthy()
    expect(await quiet.findByText('最后同步 40 分钟前，别的房间可能已有变化')).toBeTruthy()
    await shop.put({
      table: 'bookings',
      id: 'b1',
      create: true,
      day: '2026-11-23',
      fields: { guestId: 'sample-guest-liu', at: TEN + 5 * MIN, madeAt: TEN, by: 'u1' },
    })
    await waitFor(() => expect(page.queryByText('现在没有要赶的事')).toBeNull())
    expect(await page.findByText('最后同步 40 分钟前，别的房间可能已有变化')).toBeTruthy()
    await changeSync(shop.store, (row) => ({ ...row, lastContactAt: clock.at }))
    await waitFor(() => expect(page.queryByText(/最后同步/)).toBeNull())
  })

  it('[A1.3] another day can be looked at, and today come back to', async () => {
    const { user } = await today()
    await user.click(button('后一天'))
    expect(await page.findByText('还没有登记')).toBeTruthy()
    expect(page.getByRole('heading', { name: '11月24日周二登记' })).toBeTruthy()
    await user.click(button('回到今天'))
    expect(line('王女士')).toBeTruthy()
  })

  it('[A1.2] of 500 bookings it draws those around now, and the others on a tap', async () => {
    const shop = await today()
    const many = Array.from({ length: 500 }, (_, i) => ({
      table: 'bookings',
      id: `many-${i}`,
      create: true as const,
      day: '2026-11-23',
      fields: { guestId: 'sample-guest-liu', at: TEN - 240 * MIN + i * MIN, madeAt: TEN, by: 'u1' },
    }))
    for (let at = 0; at < many.length; at += 100) await shop.put(...many.slice(at, at + 100))
    const earlier = await page.findByRole('button', { name: /更早的 \d+ 条/ })
    expect(register().getAllByRole('listitem').length).toBeLessThan(60)
    await shop.user.click(earlier)
    expect(register().getAllByRole('listitem').length).toBeGreaterThan(60)
  })

  it('[AN2] while nobody is chosen it greets without a name and begins nothing', async () => {
    const shop = await openShop()
    useSession.setState({ who: null })
    shop.show(<TodayScreen />)
    await page.findByRole('heading', { name: '您好' })
    await shop.user.click(line('刘女士').getByRole('button', { name: '已到店 刘女士' }))
    await waitFor(() => expect(useSession.getState().notice?.text).toBe('先在右上角选是谁在用'))
    expect(await shop.all('visits')).toEqual([])
  })
})

describe('a guest arrives', () => {
  it('[A3.1] one tap begins the visit, marks the time in the register and opens it', async () => {
    const { user, all, path } = await today()
    await user.click(line('刘女士').getByRole('button', { name: '已到店 刘女士' }))
    await waitFor(() => expect(path()).toMatch(/^\/visit\//))
    const [visit] = await all('visits')
    const booking = (await all('bookings')).find(({ fields }) => fields.guestId === 'sample-guest-liu')
    expect(visit && fieldsOf(visit)).toMatchObject({ guestId: 'sample-guest-liu', bookingId: booking?.id })
    expect(booking?.fields.arrived).toMatchObject({ at: TEN, by: 'sample-staff-lin' })
  })

  it('[A5.6] the room that was wished for is taken with the guest while it is ready, and not while it is in use', async () => {
    const { user, all, path } = await today()
    await user.click(line('王女士').getByRole('button', { name: '已到店 王女士' }))
    await waitFor(() => expect(path()).toMatch(/^\/visit\//))
    const [first] = await all('visits')
    const urn = (await all('urns')).find(({ fields }) => fields.roomId === 'sample-room-3')
    expect(first && fieldsOf(first).place).toEqual({ roomId: 'sample-room-3', urnId: urn?.id })
    await user.click(line('吴女士').getByRole('button', { name: '已到店 吴女士' }))
    await waitFor(async () => expect(await all('visits')).toHaveLength(2))
    const second = (await all('visits')).find(({ id }) => id !== first?.id)
    expect(second && fieldsOf(second).place).toBeNull()
  })

  it('[AN2] the visit belongs to the consultant of the booking, whoever greets', async () => {
    const { user, all, path } = await today()
    await user.click(line('陈先生').getByRole('button', { name: '已到店 陈先生' }))
    await waitFor(() => expect(path()).toMatch(/^\/visit\//))
    const [visit] = await all('visits')
    expect(visit && fieldsOf(visit)).toMatchObject({
      consultant: { value: 'sample-staff-zhou' },
      begun: { by: 'sample-staff-lin' },
    })
  })

  it('[A3.1] two quick taps begin one visit', async () => {
    const { user, all, path } = await today()
    await user.dblClick(line('刘女士').getByRole('button', { name: '已到店 刘女士' }))
    await waitFor(() => expect(path()).toMatch(/^\/visit\//))
    expect(await all('visits')).toHaveLength(1)
  })

  it('[A2.2] a guest who is being served already is not begun a second time', async () => {
    const { user, all, path } = await today()
    await user.click(button('新登记'))
    await user.type(await (await dialog()).findByRole('searchbox'), '0613')
    await user.click(await (await dialog()).findByRole('button', { name: /黄先生/ }))
    await user.click(button('登记并开始服务'))
    await waitFor(() => expect(path()).toMatch(/^\/visit\//))
    await user.click(button('新登记'))
    await user.type(await (await dialog()).findByRole('searchbox'), '黄')
    await user.click(await (await dialog()).findByRole('button', { name: /黄先生/ }))
    await user.click(button('登记并开始服务'))
    expect(await page.findByRole('heading', { name: '黄先生正在店里' })).toBeTruthy()
    expect(await all('visits')).toHaveLength(1)
    expect(await all('bookings')).toHaveLength(9)
    await user.click(button('打开这次服务'))
    expect(path()).toBe(`/visit/${(await all('visits'))[0]?.id}`)
  })
})

describe('the register is written', () => {
  it('[D7] a walk-in is entered as arrived and same-day, and begun, by one button', async () => {
    const { user, all, path } = await today()
    await user.click(button('新登记'))
    await user.click(await (await dialog()).findByRole('button', { name: /马先生/ }))
    await user.click(button('登记并开始服务'))
    await waitFor(() => expect(path()).toMatch(/^\/visit\//))
    const booking = (await all('bookings')).find(({ fields }) => fields.guestId === 'sample-guest-ma')
    expect(booking?.fields).toMatchObject({ walkIn: true, at: TEN, arrived: { at: TEN } })
    expect(await line('马先生').findByText(/当天登记，散客/)).toBeTruthy()
  })

  it('[SEC8] the front desk is offered only who sees health, and gives its line to whoever is free', async () => {
    const { user, show } = await openShop()
    useSession.setState({ who: 'sample-staff-wu' as StaffId })
    show(<TodayScreen />)
    await user.click(await page.findByRole('button', { name: '新登记' }))
    await user.click(await (await dialog()).findByRole('button', { name: /马先生/ }))
    const offered = within(await (await dialog()).findByRole('radiogroup', { name: '顾问' })).getAllByRole(
      'radio',
    )
    expect(offered.map((one) => one.textContent)).toEqual(['不限', '何丽', '林晓芸', '周敏', '陈国华'])
    expect(offered.map((one) => one.getAttribute('aria-checked'))[0]).toBe('true')
  })

  it('[D7] two quick taps write one line and begin one visit', async () => {
    const { user, all, path } = await today()
    await user.click(button('新登记'))
    await user.click(await (await dialog()).findByRole('button', { name: /马先生/ }))
    await user.dblClick(button('登记并开始服务'))
    await waitFor(() => expect(path()).toMatch(/^\/visit\//))
    await waitFor(() => expect(page.queryByRole('dialog')).toBeNull())
    expect((await all('bookings')).filter(({ fields }) => fields.guestId === 'sample-guest-ma')).toHaveLength(
      1,
    )
    expect(await all('visits')).toHaveLength(1)
  })

  it('[M6] a form opened earlier does not take back what another screen has written since', async () => {
    const { user, all, put } = await today()
    const wu = async () => (await all('bookings')).find(({ fields }) => fields.guestId === 'sample-guest-wu')
    await user.click(line('吴女士').getByRole('button', { name: /^11:30/ }))
    expect(await (await dialog()).findByText(/已存本机/)).toBeTruthy()
    await user.click((await dialog()).getByRole('button', { name: '改约' }))
    await put({ table: 'bookings', id: (await wu())?.id ?? '', fields: { roomId: 'sample-room-6' } })
    await user.click((await dialog()).getByRole('radio', { name: '林晓芸' }))
    await user.click((await dialog()).getByRole('button', { name: '改好了' }))
    await waitFor(() => expect(page.queryByRole('dialog')).toBeNull())
    expect((await wu())?.fields).toMatchObject({ roomId: 'sample-room-6', consultantId: 'sample-staff-lin' })
  })

  it('[A2.2] same-named guests are marked, and choosing one of them asks for the end of the phone number', async () => {
    const { user } = await today()
    await user.click(button('新登记'))
    await user.type(await (await dialog()).findByRole('searchbox'), '王秀兰')
    const both = await (await dialog()).findAllByRole('button', { name: /同名/ })
    expect(both.map((one) => one.textContent)).toEqual([
      expect.stringContaining('尾号 3047'),
      expect.stringContaining('尾号 6218'),
    ])
    await user.click((await dialog()).getByRole('button', { name: /6218/ }))
    expect(await (await dialog()).findByText('店里有 2 位王秀兰，请和顾客核对手机尾号。')).toBeTruthy()
    expect((await dialog()).getByText('王女士这天 09:45 已有登记。')).toBeTruthy()
    expect((await dialog()).getByRole('button', { name: '就是这个预约' })).toBeTruthy()
  })

  it('[A1.3] a booking for tomorrow is one change set, and stands in tomorrow’s register', async () => {
    const { user, all } = await today()
    await user.click(button('新登记'))
    await user.click((await dialog()).getByRole('radio', { name: '预约' }))
    // What keeps the button stands beside it before it is tapped.
    expect((await dialog()).getByText('先选一位顾客')).toBeTruthy()
    await user.click((await dialog()).getByRole('button', { name: '登记' }))
    expect((await (await dialog()).findByRole('alert')).textContent).toBe('先选一位顾客')
    await user.click(await (await dialog()).findByRole('button', { name: /马先生/ }))
    await user.click((await dialog()).getByRole('radio', { name: '明天' }))
    await user.click((await dialog()).getByRole('radio', { name: '6 号房' }))
    await user.click((await dialog()).getByRole('button', { name: '登记' }))
    await waitFor(() => expect(page.queryByRole('dialog')).toBeNull())
    const booking = (await all('bookings')).find(({ fields }) => fields.guestId === 'sample-guest-ma')
    expect(booking).toMatchObject({
      day: '2026-11-24',
      fields: { at: TEN + 24 * 60 * MIN, roomId: 'sample-room-6', walkIn: false, madeAt: TEN },
    })
  })

  it('[A1] moving a booking to another time asks for a reason and keeps the old one', async () => {
    const { user, all } = await today()
    await user.click(line('吴女士').getByRole('button', { name: /^11:30/ }))
    await user.click((await dialog()).getByRole('button', { name: '改约' }))
    await user.click((await dialog()).getByRole('button', { name: '时 加一' }))
    await user.click((await dialog()).getByRole('button', { name: '改好了' }))
    expect((await (await dialog()).findByRole('alert')).textContent).toBe('请选一个原因')
    await user.click((await dialog()).getByRole('radio', { name: '顾客会迟到' }))
    await user.click((await dialog()).getByRole('button', { name: '改好了' }))
    await waitFor(() => expect(page.queryByRole('dialog')).toBeNull())
    const booking = (await all('bookings')).find(({ fields }) => fields.guestId === 'sample-guest-wu')
    expect(booking?.fields.at).toBe(TEN + 150 * MIN)
    expect(booking?.fields[`rebooked#${TEN}`]).toMatchObject({ from: TEN + 90 * MIN, why: 'late' })
  })

  it('[A1] a booking is struck out with a reason, and the line says what became of it', async () => {
    const { user } = await today()
    await user.click(line('王女士').getByRole('button', { name: /^09:45/ }))
    await user.click((await dialog()).getByRole('button', { name: '取消预约' }))
    await user.click((await dialog()).getByRole('button', { name: '取消这个预约' }))
    expect((await (await dialog()).findByRole('alert')).textContent).toBe('请选一个原因')
    await user.click((await dialog()).getByRole('radio', { name: '顾客没来' }))
    await user.click((await dialog()).getByRole('button', { name: '取消这个预约' }))
    await waitFor(() => expect(page.queryByRole('dialog')).toBeNull())
    // What lies behind a dialog is hidden a moment longer than the dialog is there.
    await waitFor(() => expect(line('王女士').getByText('爽约')).toBeTruthy())
    expect(line('王女士').queryByRole('button', { name: /已到店/ })).toBeNull()
  })
})

describe('visits under way', () => {
  const begin = async (shop: Shop) => {
    await shop.user.click(line('刘女士').getByRole('button', { name: '已到店 刘女士' }))
    await waitFor(() => expect(shop.path()).toMatch(/^\/visit\//))
    const [visit] = await shop.all('visits')
    if (!visit) throw new Error('no visit')
    return visit
  }
  const steam = (shop: Shop, id: string, minutesAgo: number) =>
    shop.put({
      table: 'visits',
      id,
      fields: {
        place: { roomId: 'sample-room-3', urnId: 'sample-urn-3-1' },
        'A5.11-start#1': {
          value: { setting: '1', plannedMin: 30 },
          at: TEN - minutesAgo * MIN,
          by: 'sample-staff-lin',
        },
      },
    })

  it('[A6.5] the question at 20 minutes stands first, with the dial and the screen’s one filled button', async () => {
    const shop = await today()
    const visit = await begin(shop)
    await steam(shop, visit.id, 20.5)
    const now = within(await page.findByRole('region', { name: '现在要做' }))
    expect(await now.findByRole('heading', { name: '刘女士满 20 分钟，问是否继续' })).toBeTruthy()
    expect(now.getByRole('img', { name: '刘女士，3 号房' })).toBeTruthy()
    await shop.user.click(now.getByRole('button', { name: '去回答' }))
    expect(shop.path()).toBe(`/visit/${visit.id}`)
    expect(line('刘女士').getByText('等待回答')).toBeTruthy()
  })

  it('[D13] a visit is not voided while its guest is in the urn, and the sentence says what to do', async () => {
    const shop = await today()
    const visit = await begin(shop)
    await steam(shop, visit.id, 3)
    // The line of a booking is another one once it is a visit's.
    await waitFor(() => expect(line('刘女士').getByText('蒸瓮中')).toBeTruthy())
    await shop.user.click(line('刘女士').getByRole('button', { name: /^10:30/ }))
    await shop.user.click((await dialog()).getByRole('button', { name: '作废' }))
    expect(await page.findByText('顾客还在瓮里，先关瓮、扶出，再作废。')).toBeTruthy()
    await shop.user.click((await dialog()).getByRole('button', { name: '作废这次服务' }))
    expect((await shop.all('visits'))[0]?.fields.voided).toBeUndefined()
  })

  it('[D17] a visit is voided with a reason from the procedure, and stands below as void', async () => {
    const shop = await today()
    await begin(shop)
    const served = within(await page.findByRole('region', { name: '正在服务' }))
    await shop.user.click(await served.findByRole('button', { name: '刘女士，更多' }))
    await shop.user.click((await dialog()).getByRole('button', { name: '作废这次服务' }))
    expect((await (await dialog()).findByRole('alert')).textContent).toBe('请选一个原因')
    await shop.user.click((await dialog()).getAllByRole('radio')[0] as HTMLElement)
    await shop.user.click((await dialog()).getByRole('button', { name: '作废这次服务' }))
    const closed = within(await page.findByRole('region', { name: '今天已归档' }))
    expect(closed.getByText('已作废')).toBeTruthy()
    expect((await shop.all('visits'))[0]?.fields.voided).toMatchObject({ by: 'sample-staff-lin' })
  })

  it('[AN1] a record to complete and a room to turn over stand among what is not finished; who takes the room has it', async () => {
    const shop = await today()
    const visit = await begin(shop)
    const left = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10', 'A11']
    const by = 'sample-staff-lin'
    await shop.put(
      {
        table: 'visits',
        id: visit.id,
        fields: Object.fromEntries(left.map((id) => [`left:${id}`, { at: TEN, by }])),
      },
      {
        table: 'turnovers',
        id: `t-${visit.id}`,
        create: true,
        day: '2026-11-23',
        fields: {
          visitId: visit.id,
          procedureId: String(visit.fields.procedureId),
          place: { roomId: 'sample-room-3', urnId: 'sample-urn-3-1' },
          begun: { at: TEN, by },
        },
      },
    )
    const open = within(await page.findByRole('region', { name: '还没收尾' }))
    expect(await open.findByRole('heading', { name: /刘女士的档案差 \d+ 项/ })).toBeTruthy()
    expect(open.getByRole('heading', { name: '3 号房待翻房' })).toBeTruthy()
    await shop.user.click(open.getByRole('button', { name: '我来翻房' }))
    await waitFor(() => expect(shop.path()).toBe(`/turnover/t-${visit.id}`))
    const [turnover] = await shop.all('turnovers')
    expect(turnover?.fields.consultant).toMatchObject({ value: by, by })
    expect(line('刘女士').getByText('待归档')).toBeTruthy()
  })
})
