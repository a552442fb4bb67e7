/** PINs given, changed and lost; the code on paper; a shop from before there were PINs. */
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { readRecord } from '../../../src/db/queries.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { SAMPLE_PIN } from '../../../src/domain/people/pin.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { fromServer, inside, put } from '../../db/tablet.ts'
import { putAway, sealedTablet, showApp, type TestTablet, tablet } from '../state/harness.tsx'

afterEach(() => {
  cleanup()
  putAway()
})
const LONG = { timeout: 30_000 }
const [CHEN, ZHOU] = ['sample-staff-chen' as StaffId, 'sample-staff-zhou' as StaffId]
const PIN = '902713'

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }, LONG))
async function type(pin: string) {
  const erase = await screen.findByRole('button', { name: '删掉一位' }, LONG)
  await waitFor(() => expect(erase).toHaveProperty('disabled', false), LONG)
  await userEvent.keyboard(pin)
}
const opens = async ({ services }: TestTablet, person: string, pin: string) =>
  (await services.keys.unlock({ person, pin }, false)) === null

/** The sample's people in a shop that is nobody's sample, its manager signed in on the shop's page. */
async function ownShop(): Promise<TestTablet> {
  const of = await sealedTablet()
  const real = { sample: false }
  await put(of.store, { table: 'shop', id: 'shop', fields: real }, { table: 'staff', id: CHEN, fields: real })
  await showApp(of, '/shop')
  await press(/陈国华/)
  await type(SAMPLE_PIN)
  await waitFor(() => expect(useSession.getState().who).toBe(CHEN), LONG)
  return of
}

test('a manager signs with their own PIN and gives a colleague a new one; the old one opens nothing', async () => {
  const of = await ownShop()
  const staff = within(await screen.findByRole('region', { name: '同事' }, LONG))
  await userEvent.click(await staff.findByRole('button', { name: /周敏/ }, LONG))
  await press('换密码')
  expect(await screen.findByText('先请店长输入自己的密码。', {}, LONG)).toBeTruthy()
  await type('135790')
  expect(await screen.findByText('密码不对，请再输一次。', {}, LONG)).toBeTruthy()
  await type(SAMPLE_PIN)
  await screen.findByText('请本人输入六位数字，别让旁边的人看见。', {}, LONG)
  await type(PIN)
  await screen.findByText('请再输一次。', {}, LONG)
  await type(PIN)
  await waitFor(() => expect(useSession.getState().notice?.text).toBe('周敏的密码已设好。'), LONG)
  expect(await opens(of, ZHOU, SAMPLE_PIN)).toBe(false)
  expect(await opens(of, ZHOU, PIN)).toBe(true)
  expect(useSession.getState().who, 'giving a PIN signs nobody in').toBe(CHEN)
})

test('a manager takes the PIN from whoever left: they cannot sign in any more', async () => {
  const of = await ownShop()
  const staff = within(await screen.findByRole('region', { name: '同事' }, LONG))
  await userEvent.click(await staff.findByRole('button', { name: /周敏/ }, LONG))
  await press('收回密码')
  await screen.findByRole('dialog', { name: '请输入密码确认' }, LONG)
  await type(SAMPLE_PIN)
  expect(await staff.findByText('还没有密码', {}, LONG)).toBeTruthy()
  expect(await of.services.keys.unlock({ person: ZHOU, pin: SAMPLE_PIN }, false)).toEqual({ kind: 'noSlot' })
})

test('[SEC2] a new code on paper opens the shop for a manager who forgot their PIN, and signs them in', async () => {
  const of = await ownShop()
  await press('换一个恢复码')
  await type(SAMPLE_PIN)
  const shown = await screen.findByRole('status', { name: '恢复码' }, LONG)
  expect(shown.textContent, 'in groups of four').toMatch(/^[0-9A-Z]{4}( [0-9A-Z]{4}){6}$/)
  const code = (shown.textContent ?? '').replaceAll(' ', '')
  await press('已经抄好了')
  await waitFor(async () =>
    expect((await readRecord(of.store, { table: 'shop', id: 'shop' }))?.fields).toHaveProperty('recovery'),
  )
  const kept = JSON.stringify(await inside(of.store))
  for (const written of [code, shown.textContent]) expect(kept).not.toContain(written)
  of.services.keys.lock()
  useSession.setState({ who: null })
  await press('密码忘了？用恢复码')
  await userEvent.type(await screen.findByRole('textbox', { name: '恢复码' }, LONG), `${code.slice(1)}X`)
  await press('打开')
  expect(await screen.findByText('有字母抄错或漏了，请对一遍。', {}, LONG)).toBeTruthy()
  const field = screen.getByRole('textbox', { name: '恢复码' })
  await userEvent.clear(field)
  await userEvent.type(field, code.toLowerCase())
  await press('打开')
  await screen.findByText('请本人输入六位数字，别让旁边的人看见。', {}, LONG)
  await userEvent.keyboard(PIN)
  await screen.findByText('请再输一次。', {}, LONG)
  await userEvent.keyboard(PIN)
  await waitFor(() => expect(useSession.getState().who).toBe(CHEN), LONG)
  expect(await opens(of, CHEN, PIN)).toBe(true)
})

describe('a shop from before there were PINs', () => {
  test('[SEC1] is locked once by its manager; nothing of it is lost, and what is written from then on is sealed', async () => {
    const of = await tablet('granted', true)
    const clear = (table: string, id: string, fields: object) =>
      fromServer(of.store, { table, id, clocks: {}, fields: fields as never })
    await clear('shop', 'shop', { name: '南门店', timeZone: 'Asia/Shanghai' })
    await clear('staff', CHEN, { name: '陈国华', role: 'manager' })
    await clear('staff', ZHOU, { name: '周敏', role: 'consultant' })
    await clear('guests', 'g1', { name: '旧时客', address: '旧女士' })
    await showApp(of, '/guests')
    expect(await screen.findByRole('heading', { name: '先给门店上锁' }, LONG)).toBeTruthy()
    await press('开始设密码')
    await type(PIN)
    await screen.findByText('请再输一次。', {}, LONG)
    await type(PIN)
    await press('已经抄好了')
    await waitFor(() => expect(useSession.getState().who).toBe(CHEN), LONG)
    expect(await screen.findAllByText('旧时客', {}, LONG)).not.toHaveLength(0)
    await put(of.store, { table: 'guests', id: 'g2', create: true, fields: { name: '新来客' } })
    const kept = JSON.stringify(await inside(of.store))
    expect(kept).toContain('旧时客')
    expect(kept).not.toContain('新来客')
    of.services.keys.lock()
    expect(await opens(of, CHEN, PIN)).toBe(true)
    expect((await readRecord(of.store, { table: 'guests', id: 'g2' }))?.fields.name).toBe('新来客')
  })
})
