import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { readRecord, recordsOf } from '../../../src/db/queries.ts'
import { syncOverview } from '../../../src/db/sync-state.ts'
import { procedureFrom, textFrom } from '../../../src/domain/procedure/publish.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { inside } from '../../db/tablet.ts'
import { putAway, showApp, type TestTablet, tablet } from '../state/harness.tsx'

afterEach(() => {
  cleanup()
  putAway()
})
const LONG = { timeout: 30_000 }
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }, LONG))
const next = () => press('下一步')

async function ownShop(of: TestTablet) {
  await showApp(of)
  await press('开始填写')
  await userEvent.type(await screen.findByRole('textbox', { name: '店名' }), '南门店')
  await next()
  await press('间数 加一')
  await next()
  await userEvent.type(await screen.findByRole('textbox', { name: '姓名' }), '林晓芸')
  await userEvent.click(screen.getByRole('radio', { name: '店长' }))
}

const PIN = '902713'
const typed = () => screen.findByRole('img', { name: '已输入 0 位，共 6 位' }, LONG)

describe('first run', () => {
  test('the sample shop stands after one tap, locked; its PIN is said', async () => {
    const of = await tablet()
    await showApp(of)
    await press('打开示例门店')
    await screen.findByRole('main', { name: '已锁屏' }, LONG)
    expect(await recordsOf(of.store, 'guests')).toHaveLength(14)
    await waitFor(() => expect(useSession.getState().notice?.text).toContain('已答应长期保存'), LONG)
    await press(/林晓芸/)
    expect(await screen.findByText('示例门店：每位同事的密码都是 246810。', {}, LONG)).toBeTruthy()
    await userEvent.keyboard('246810')
    await waitFor(() => expect(useSession.getState().who).toBe('sample-staff-lin'), LONG)
    expect(of.services.keys.isLocked()).toBe(false)
  })

  test('the procedure is published with its words in three languages before the shop points at it', async () => {
    const of = await tablet()
    await showApp(of)
    await press('打开示例门店')
    await screen.findByRole('main', { name: '已锁屏' }, LONG)
    const shop = await readRecord(of.store, { table: 'shop', id: 'shop' })
    const record = await readRecord(of.store, { table: 'procedures', id: String(shop?.fields.procedureId) })
    expect(record && procedureFrom(record)?.document).toBe('NIC-01/A')
    const texts = (['zh-CN', 'zh-Hant', 'en'] as const).map(
      (language) => record && textFrom(record, language),
    )
    expect(texts.every((text) => text)).toBe(true)
  })

  test('[SEC1] [SEC2] a shop of one’s own takes five steps; the manager has a PIN and the code before a guest is kept', async () => {
    const of = await tablet('denied', true)
    await ownShop(of)
    await next()
    await press('店长还没有设密码')
    await press('林晓芸：设六位密码')
    await typed()
    await userEvent.keyboard('123456')
    expect(await screen.findByText('这个太容易猜到，请换一个。')).toBeTruthy()
    await userEvent.keyboard(`${PIN}902714`)
    expect(await screen.findByText('两次输的不一样，请从头再来。')).toBeTruthy()
    await userEvent.keyboard(`${PIN}${PIN}`)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await next()
    await userEvent.type(await screen.findByRole('textbox', { name: '姓名' }), '苏晓晴')
    await press('建好门店')
    const code = await screen.findByRole('status', { name: '恢复码' }, LONG)
    expect(code.textContent).toMatch(/^([0-9A-Z]{4} ){6}[0-9A-Z]{4}$/)
    expect((await inside(of.store)).view, 'nothing is kept before it is on paper').toEqual([])
    const settings = JSON.stringify(await of.store.database.device.toArray())
    expect(settings).toContain('南门店')
    for (const secret of ['苏晓晴', PIN, code.textContent ?? '']) expect(settings).not.toContain(secret)
    await press('已经抄好了')
    expect(await screen.findByRole('navigation', { name: '各处' }, LONG)).toBeTruthy()
    const names = async (table: string) => (await recordsOf(of.store, table)).map(({ fields }) => fields.name)
    expect([await names('shop'), await names('staff'), await names('guests')]).toEqual([
      ['南门店'],
      ['林晓芸'],
      ['苏晓晴'],
    ])
    expect(await names('rooms'), 'one tap on + is one').toHaveLength(1)
    expect(await names('urns')).toHaveLength(1)
    expect((await syncOverview(of.store)).waiting).toBe(3)
    expect(JSON.stringify(await inside(of.store))).not.toContain('苏晓晴')
    expect(useSession.getState().notice).toMatchObject({ tone: 'amber' })
  })

  test('a reload in the middle loses nothing that was typed', async () => {
    const of = await tablet()
    await ownShop(of)
    cleanup()
    await showApp(of)
    expect(await screen.findByRole('textbox', { name: '姓名' }, LONG)).toHaveProperty('value', '林晓芸')
    await press('上一步')
    expect(await screen.findByRole('textbox', { name: '第 1 间的名称' })).toHaveProperty('value', '1 号房')
  })

  test('what is missing stands on the button in words', async () => {
    const of = await tablet()
    await showApp(of)
    await press('开始填写')
    await press('店名还没有填')
    expect(screen.getByRole('heading', { name: '门店叫什么？' })).toBeTruthy()
  })

  test('the language can be changed before anything else', async () => {
    const of = await tablet()
    await showApp(of)
    await userEvent.click(await screen.findByRole('radio', { name: 'English' }, LONG))
    expect(await screen.findByRole('heading', { name: 'Welcome to Steamkeeper' }, LONG)).toBeTruthy()
  })
})
