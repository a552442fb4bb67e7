import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Fields, readRecord } from '../../../src/db/queries.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { ShopScreen } from '../../../src/ui/shop/ShopScreen.tsx'
import { useSession } from '../../../src/ui/state/session.ts'
import { useUpdates } from '../../../src/ui/state/updates.ts'
import { put } from '../../db/tablet.ts'
import { putAway, sampleTablet, show, type TestTablet } from '../state/harness.tsx'

const LONG = { timeout: 30_000 }
let of: TestTablet

beforeEach(async () => {
  of = await sampleTablet()
  useSession.setState({ who: 'sample-staff-chen' as StaffId })
  await show(of, <ShopScreen />)
})
afterEach(() => {
  cleanup()
  putAway()
})
const section = async (name: string) => within(await screen.findByRole('region', { name }, LONG))
const dialog = async (name: string) => within(await screen.findByRole('dialog', { name }, LONG))
const press = async (inside: ReturnType<typeof within>, name: string | RegExp, role = 'button') =>
  userEvent.click(await inside.findByRole(role, { name }, LONG))
const fieldsOf = async (table: string, id: string) => (await readRecord(of.store, { table, id }))?.fields

describe('whoever is no manager', () => {
  test('[SEC8] reads the shop’s page, is told who changes it, and may change their own PIN alone', async () => {
    cleanup()
    useSession.setState({ who: 'sample-staff-lin' as StaffId })
    await show(of, <ShopScreen />)
    expect(await screen.findByText('店里的资料由店长修改。', undefined, LONG)).toBeTruthy()
    for (const name of ['店名与冬季', '房间与瓮', '同事'])
      await waitFor(async () => {
        const buttons = (await section(name)).queryAllByRole('button').map(({ textContent }) => textContent)
        expect(buttons.filter((text) => !text?.includes('林晓芸'))).toEqual([])
      }, LONG)
    expect(await screen.findByRole('button', { name: /林晓芸/ }, LONG)).toBeTruthy()
  })
})

describe('the house', () => {
  test('[A4.7] the shop is renamed and its winter changed', async () => {
    // The words of other parts come by themselves, and the page with them.
    await waitFor(
      async () => expect((await section('店名与冬季')).getByRole('button', { name: '修改' })).toBeTruthy(),
      LONG,
    )
    await press(await section('店名与冬季'), '修改')
    const form = await dialog('店名与冬季')
    await userEvent.type(form.getByRole('textbox', { name: '店名' }), '（新）')
    await press(form, '3 月')
    await press(form, '保存')
    await waitFor(
      async () => expect((await fieldsOf('shop', 'shop'))?.winterMonths).toEqual([1, 2, 11, 12]),
      LONG,
    )
    expect((await fieldsOf('shop', 'shop'))?.name).toBe('瓮养 · 南门店（新）')
  })

  test('[D18] how long an urn is aired after alcohol is the shop’s to say', async () => {
    const identity = await section('店名与冬季')
    expect(identity.getByText('10 分钟')).toBeTruthy()
    await press(identity, '修改')
    const form = await dialog('店名与冬季')
    await press(form, '酒精消毒后通风 加一')
    await press(form, '保存')
    await waitFor(async () => expect((await fieldsOf('shop', 'shop'))?.airingMin).toBe(11), LONG)
  })

  test('[D15] a room gets a second urn and another goes out of order', async () => {
    await press(await section('房间与瓮'), /4 号房/)
    const form = await dialog('4 号房')
    await press(form, '添加一只瓮')
    const use = within(form.getByRole('radiogroup', { name: '左瓮能不能用' }))
    await press(use, '停用', 'radio')
    await press(form, '保存')
    const rooms = await section('房间与瓮')
    expect(await rooms.findByText('6 间房，8 只瓮', {}, LONG)).toBeTruthy()
    expect(rooms.getByText('左瓮 停用')).toBeTruthy()
  })

  test('a room’s name that is taken is refused in a sentence, and what was typed stays', async () => {
    await press(await section('房间与瓮'), '添加房间')
    const form = await dialog('新房间')
    const name = form.getByRole('textbox', { name: '房间名称' })
    expect(name).toHaveProperty('value', '7 号房')
    await userEvent.clear(name)
    await userEvent.type(name, '1 号房')
    await press(form, '保存')
    expect((await form.findByRole('alert')).textContent).toBe('已经有同名的了，请换一个')
    expect(name).toHaveProperty('value', '1 号房')
  })

  test('a colleague is added, and another marked as away', async () => {
    await press(await section('同事'), '添加同事')
    const form = await dialog('新同事')
    await userEvent.type(form.getByRole('textbox', { name: '姓名' }), '许青')
    await press(form, '前台', 'radio')
    await press(form, '保存')
    const staff = await section('同事')
    await press(staff, /许青.*前台/)
    await press(await dialog('许青'), '休假', 'radio')
    expect(await dialog('许青').then((form) => form.queryByText(/还有没结束的接待/))).toBeNull()
    await press(await dialog('许青'), '保存')
    expect(await staff.findByRole('button', { name: /许青.*休假/ }, LONG)).toBeTruthy()
  })

  test('[AN2] whoever goes on leave with visits that are not over is told by room and urn, and it can be saved', async () => {
    const visit = (id: string, place: Fields | null, more: object = {}) => ({
      ...{ table: 'visits', id, create: true as const, day: '2026-11-23', person: 'sample-guest-li' },
      fields: {
        ...{ guestId: 'sample-guest-li', begun: { at: 1, by: 'u' }, place },
        ...{ consultant: { value: 'sample-staff-zhou', at: 1, by: 'u' }, ...more },
      },
    })
    const at = (room: number, urn: number) => ({
      ...{ roomId: `sample-room-${room}`, urnId: `sample-urn-${room}-${urn}` },
    })
    await put(
      of.store,
      visit('v1', at(4, 2)),
      visit('v2', null),
      visit('v3', at(2, 1), { filed: { at: 2, by: 'u', missing: [] } }),
      visit('v4', at(3, 1), { consultant: { value: 'sample-staff-lin', at: 1, by: 'u' } }),
    )
    const staff = await section('同事')
    await press(staff, /周敏/)
    const form = await dialog('周敏')
    expect(form.queryByText(/还有没结束的接待/)).toBeNull()
    await press(form, '休假', 'radio')
    const told = await form.findByText(/还有没结束的接待/, {}, LONG)
    expect(told.textContent).toMatch(
      /^周敏还有没结束的接待：(4 号房 右瓮、还没选房间|还没选房间、4 号房 右瓮)。/,
    )
    expect(told.textContent).not.toMatch(/李|2 号房|3 号房/)
    await press(form, '保存')
    expect(await staff.findByRole('button', { name: /周敏.*休假/ }, LONG)).toBeTruthy()
  })
})

describe('this tablet', () => {
  test('shows whether the browser keeps the data, what waits, and which build runs', async () => {
    const data = await section('资料存在哪里')
    expect(await data.findByText(/已答应长期保存/, {}, LONG)).toBeTruthy()
    expect(await data.findByText(/3 条，最早记于/, {}, LONG)).toBeTruthy()
    expect(data.getByText('这台平板还没有连上门店的服务器。')).toBeTruthy()
    expect((await section('版本')).getByText('0.1.0+test')).toBeTruthy()
  })

  test('asks for a new version, and says when there is none', async () => {
    const checkNow = vi.fn(async () => {})
    useUpdates.setState({ checkNow })
    const version = await section('版本')
    await press(version, '检查新版本')
    expect(await version.findByText(/没有更新的版本/, {}, LONG)).toBeTruthy()
    expect(checkNow).toHaveBeenCalledTimes(1)
  })

  test('language and theme are one tap each', async () => {
    const tabletSection = await section('这台平板')
    await press(tabletSection, '暗色', 'radio')
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'))
    await press(tabletSection, 'English', 'radio')
    expect(await screen.findByRole('heading', { name: 'Shop' }, LONG)).toBeTruthy()
  })
})

test('the procedure in force is there to be read: document, version, stages with minutes and clauses', async () => {
  const procedure = await section('正在执行的流程')
  expect(await procedure.findByText('NIC-01/A 第 3 版', {}, LONG)).toBeTruthy()
  const stages = procedure.getAllByRole('group')
  expect(stages.length).toBeGreaterThan(12)
  expect(procedure.getByText('冬 15 分，夏 5 分')).toBeTruthy()
  expect(procedure.getAllByText('A6.1').length).toBeGreaterThan(0)
})
