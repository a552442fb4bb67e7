import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { outboxState, readRecord, recordsOf } from '../../../src/db/queries.ts'
import { procedureFrom, textFrom } from '../../../src/domain/procedure/publish.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { putAway, showApp, type TestTablet, tablet } from '../state/harness.tsx'

afterEach(() => {
  cleanup()
  putAway()
})
const LONG = { timeout: 8_000 }
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
}

describe('first run', () => {
  test('the sample shop stands after one tap, and asks who is working', async () => {
    const of = await tablet()
    await showApp(of)
    await press('打开示例门店')
    await screen.findByRole('dialog', { name: '现在谁在用这台平板？' }, LONG)
    expect(await recordsOf(of.store, 'guests')).toHaveLength(14)
    expect(useSession.getState().notice?.text).toContain('已答应长期保存')
    await press(/林晓芸/)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(useSession.getState().who).toBe('sample-staff-lin')
  }, 20_000)

  test('the procedure is published with its words in three languages before the shop points at it', async () => {
    const of = await tablet()
    await showApp(of)
    await press('打开示例门店')
    await screen.findByRole('dialog', {}, LONG)
    const shop = await readRecord(of.store, { table: 'shop', id: 'shop' })
    const record = await readRecord(of.store, { table: 'procedures', id: String(shop?.fields.procedureId) })
    expect(record && procedureFrom(record)?.document).toBe('NIC-01/A')
    const texts = (['zh-CN', 'zh-Hant', 'en'] as const).map(
      (language) => record && textFrom(record, language),
    )
    expect(texts.every((text) => text)).toBe(true)
  }, 20_000)

  test('a shop of one’s own takes four steps; a name typed and not added counts; guests may be skipped', async () => {
    const of = await tablet('denied')
    await ownShop(of)
    await next()
    await press('先不填，建好门店')
    await screen.findByRole('dialog', { name: '现在谁在用这台平板？' }, LONG)
    const names = async (table: string) => (await recordsOf(of.store, table)).map(({ fields }) => fields.name)
    expect([await names('shop'), await names('staff'), await names('guests')]).toEqual([
      ['南门店'],
      ['林晓芸'],
      [],
    ])
    expect(await names('rooms')).toHaveLength(4)
    expect(await names('urns')).toHaveLength(4)
    expect((await outboxState(of.store)).waiting).toBe(3)
    expect(useSession.getState().notice).toMatchObject({ tone: 'amber' })
  }, 20_000)

  test('a reload in the middle loses nothing that was typed', async () => {
    const of = await tablet()
    await ownShop(of)
    cleanup()
    await showApp(of)
    expect(await screen.findByRole('textbox', { name: '姓名' }, LONG)).toHaveProperty('value', '林晓芸')
    await press('上一步')
    expect(await screen.findByRole('textbox', { name: '第 1 间的名称' })).toHaveProperty('value', '1 号房')
  }, 20_000)

  test('what is missing stands on the button in words', async () => {
    const of = await tablet()
    await showApp(of)
    await press('开始填写')
    await press('店名还没有填')
    expect(screen.getByRole('heading', { name: '门店叫什么？' })).toBeTruthy()
  }, 20_000)

  test('the language can be changed before anything else', async () => {
    const of = await tablet()
    await showApp(of)
    await userEvent.click(await screen.findByRole('radio', { name: 'English' }, LONG))
    expect(await screen.findByRole('heading', { name: 'Welcome to Steamkeeper' }, LONG)).toBeTruthy()
  }, 20_000)
})
