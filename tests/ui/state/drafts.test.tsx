/** What is half typed when the tablet is locked: back for whoever typed it, for nobody else, and never in the clear meanwhile. */
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keeping } from '../../../src/db/commit.ts'
import { readRecord, recordsOf } from '../../../src/db/queries.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { SAMPLE_PIN } from '../../../src/domain/people/pin.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { useHeld } from '../../../src/ui/state/drafts.ts'
import { useEmergency } from '../../../src/ui/state/emergency.ts'
import { lock, signIn } from '../../../src/ui/state/lock.ts'
import { put } from '../../db/tablet.ts'
import { putAway, sealedTablet, showApp, type TestTablet } from './harness.tsx'
import { guestInUrn } from './in-urn.ts'

vi.setConfig({ testTimeout: 60_000 })
const LONG = { timeout: 15_000 }
const MIN = 60_000
const [LIN, ZHOU, CHEN] = ['lin', 'zhou', 'chen'].map((key) => `sample-staff-${key}` as StaffId) as [
  StaffId,
  StaffId,
  StaffId,
]
let of: TestTablet

beforeEach(async () => {
  of = await sealedTablet()
})
afterEach(() => {
  cleanup()
  useEmergency.setState({ view: null })
  useHeld.setState(new Map(), true)
  putAway()
})

const as = async (person: StaffId) => {
  await of.services.keys.unlock({ person, pin: SAMPLE_PIN }, person === CHEN)
  await act(() => signIn(of.services, person))
}
/** By its label: an emergency card over it takes its role. */
const lockScreen = () => screen.findByLabelText('已锁屏', {}, LONG)
const lockIt = async () => {
  await act(() => lock(of.services))
  await lockScreen()
}
const button = (name: string | RegExp) => screen.findByRole('button', { name }, LONG)
const press = async (name: string | RegExp) => userEvent.click(await button(name))
const box = (name: string) => screen.findByRole<HTMLInputElement>('textbox', { name }, LONG)
const type = async (name: string, text: string) => userEvent.type(await box(name), text)
const sheet = (name: string | RegExp) => screen.findByRole('dialog', { name }, LONG)
const noSheet = () => expect(screen.queryByRole('dialog')).toBeNull()
const held = () => useHeld.getState()
/** All that the page itself still holds of what was typed. */
const memory = () => JSON.stringify([...held()])

/** A visit of 刘女士, whom 林晓芸 looks after. */
async function begin(id = 'v1', guestId = 'sample-guest-liu') {
  const began = { at: of.clock.now(), by: LIN }
  await put(of.store, {
    table: 'visits',
    id,
    create: true,
    day: '2026-11-23',
    fields: { procedureId: structure.id, guestId, begun: began, consultant: { value: LIN, ...began } },
  })
}
const rail = () => screen.findByRole('navigation', { name: '流程' }, LONG)
const toStage = async (name: RegExp) =>
  userEvent.click(await within(await rail()).findByRole('button', { name }, LONG))

describe('[SEC6] a new guest who is half written down when the tablet is locked', () => {
  beforeEach(async () => {
    await as(LIN)
    await showApp(of, '/guests')
    await press('登记新顾客')
    await type('姓名', '欧阳明')
    await type('电话（选填）', '13912340987')
  })

  test('comes back to whoever wrote, form and all; meanwhile nothing of it is in the clear', async () => {
    expect(memory()).toContain('欧阳明')
    await lockIt()
    expect(of.services.keys.isLocked()).toBe(true)
    expect(held().size).toBeGreaterThan(0)
    expect(memory()).not.toMatch(/欧阳|1391234|0987/)
    await as(LIN)
    await sheet('登记新顾客')
    expect((await box('姓名')).value).toBe('欧阳明')
    expect((await box('电话（选填）')).value).toBe('13912340987')
    await lockIt()
    expect(memory()).not.toMatch(/欧阳|1391234/)
    await as(LIN)
    expect((await box('姓名')).value, 'a second lock takes nothing either').toBe('欧阳明')
  })

  test('a colleague finds neither the form nor what is in it; whoever wrote finds it in the form', async () => {
    await lockIt()
    await as(ZHOU)
    await press('登记新顾客')
    expect((await box('姓名')).value).toBe('')
    await press('取消')
    await lockIt()
    await as(LIN)
    await button('登记新顾客')
    noSheet()
    await press('登记新顾客')
    expect((await box('姓名')).value).toBe('欧阳明')
    await press('取消')
    await press('登记新顾客')
    expect((await box('姓名')).value, 'cancelled is gone').toBe('')
    await lockIt()
    expect(memory()).not.toContain('欧阳')
  })

  test('that was saved is not there a second time, also where the lock came first', async () => {
    await userEvent.click(await button('保存'))
    await lockIt()
    await waitFor(async () =>
      expect((await recordsOf(of.store, 'guests')).map(({ fields }) => fields.name)).toHaveLength(15),
    )
    await as(LIN)
    await button('登记新顾客')
    expect(screen.queryByRole('textbox', { name: '姓名' })).toBeNull()
    expect(memory()).not.toContain('欧阳')
  })

  test('is gone after an hour', async () => {
    await lockIt()
    of.clock.at += 60 * MIN + 1
    await as(LIN)
    await button('登记新顾客')
    noSheet()
    await press('登记新顾客')
    expect((await box('姓名')).value).toBe('')
  })

  test('[SEC2] is gone where it could not be sealed before the key goes', async () => {
    void keeping(of.store, new Promise<void>(() => {}))
    const seal = of.store.options.sealer.seal
    Object.assign(of.store.options.sealer, { seal: () => new Promise(() => {}) })
    await lockIt()
    Object.assign(of.store.options.sealer, { seal })
    expect(of.services.keys.isLocked()).toBe(true)
    expect(held().size).toBe(0)
  })

  test('[A6.6] does not lie over an emergency card that was opened meanwhile; it is found in the form', async () => {
    await lockIt()
    useEmergency.setState({ view: { kind: 'choose' } })
    await as(LIN)
    await screen.findByRole('heading', { name: '顾客', hidden: true }, LONG)
    expect(screen.queryByRole('textbox', { name: '姓名', hidden: true })).toBeNull()
    act(() => useEmergency.setState({ view: null }))
    await press('登记新顾客')
    expect((await box('姓名')).value).toBe('欧阳明')
  })
})

test('[SEC6] what is half changed of a known guest comes back, and does not take back what a colleague wrote meanwhile', async () => {
  await as(CHEN)
  await showApp(of, '/guests')
  await press(/^李大成/)
  await press('修改资料')
  const phone = await box('电话（选填）')
  await userEvent.clear(phone)
  await userEvent.type(phone, '13911112222')
  await lockIt()
  expect(memory()).not.toContain('1391111')
  await of.services.keys.unlock({ person: CHEN, pin: SAMPLE_PIN }, true)
  const li = (await recordsOf(of.store, 'guests')).find(({ fields }) => fields.name === '李大成')
  await put(of.store, { table: 'guests', id: String(li?.id), fields: { preferences: ['靠窗'] } })
  await as(CHEN)
  expect((await box('电话（选填）')).value).toBe('13911112222')
  await press('保存')
  await waitFor(async () => {
    const { fields } = (await readRecord(of.store, { table: 'guests', id: String(li?.id) })) ?? {}
    expect(fields).toMatchObject({ phone: '13911112222', preferences: ['靠窗'] })
  }, LONG)
})

test('[SEC6] a booking that is half made comes back with the guest and the time', async () => {
  await as(LIN)
  await showApp(of, '/')
  await press('新登记')
  await userEvent.click(await screen.findByRole('radio', { name: '预约' }, LONG))
  await press(/^刘女士/)
  await userEvent.click(await screen.findByRole('radio', { name: '顾客自己约' }, LONG))
  await lockIt()
  expect(memory()).not.toContain('sample-guest-liu')
  await as(LIN)
  const again = await sheet('新登记')
  expect(await within(again).findByText('刘女士', {}, LONG)).toBeTruthy()
  expect(within(again).getByRole('radio', { name: '预约' }).getAttribute('aria-checked')).toBe('true')
  expect(within(again).getByRole('radio', { name: '顾客自己约' }).getAttribute('aria-checked')).toBe('true')
})

test('[SEC6] how an emergency ended, half written, is found in its form again by whoever wrote', async () => {
  await as(LIN)
  await put(of.store, {
    ...{ table: 'attention', id: 'i1', create: true, day: '2026-11-23' },
    fields: { kind: 'emergency', what: 'fainting', openedAt: of.clock.now(), by: LIN },
  })
  await showApp(of, '/')
  /** Over the frame; the card of the moment before it is there is another one. */
  const toClose = async () => {
    await screen.findByRole('button', { name: /^现在操作的是/, hidden: true }, LONG)
    await waitFor(() => expect(useEmergency.getState().isFramed).toBe(true))
    await press('处理完了')
  }
  act(() => useEmergency.setState({ view: { kind: 'card', what: 'fainting', id: 'i1' } }))
  const outcome = () => screen.findByRole('radio', { name: '歇一会儿好了' }, LONG)
  await toClose()
  await userEvent.click(await outcome())
  await type('经过', '躺平十分钟')
  await lockIt()
  expect(memory()).not.toMatch(/躺平|better/)
  await as(ZHOU)
  await toClose()
  expect((await box('经过')).value).toBe('')
  await lockIt()
  await as(LIN)
  await toClose()
  expect((await box('经过')).value).toBe('躺平十分钟')
  expect((await outcome()).getAttribute('aria-checked')).toBe('true')
  await press('收好这件事')
  await waitFor(() => expect(useEmergency.getState().view).toBeNull(), LONG)
  await lockIt()
  expect([...held().keys()].filter((key) => key.startsWith(`${LIN} emergency`))).toEqual([])
})

describe('[SEC6] what is half entered in a visit when the tablet is locked', () => {
  const openPressure = async () => {
    await toStage(/咨询体检/)
    await press(/^量血压/)
    await sheet('量血压')
  }
  const systolic = async () => (await button(/^高压 (\d+|输入数字)$/)).getAttribute('aria-label')
  const typePressure = async () => {
    await openPressure()
    await press('高压 加一')
    await press('高压 加一')
    return systolic()
  }
  const EMPTY = '高压 输入数字'
  const answer = async (fields: { readonly [step: string]: unknown }, by = LIN) => {
    const at = of.clock.now()
    const answers = Object.entries(fields).map(([step, value]) => [step, { value, at, by }])
    await put(of.store, { table: 'visits', id: 'v1', fields: Object.fromEntries(answers) })
  }

  beforeEach(async () => {
    await as(LIN)
  })

  test('a reading comes back, on the stage it was entered at; a colleague finds the stage, and no reading', async () => {
    await begin()
    await showApp(of, '/visit/v1')
    const typed = await typePressure()
    expect(typed).toMatch(/\d/)
    expect(memory()).toContain('systolic')
    await lockIt()
    expect(memory()).not.toContain('systolic')
    await as(LIN)
    await sheet('量血压')
    expect(await systolic()).toBe(typed)
    await lockIt()
    await as(CHEN)
    await press(/^量血压/)
    expect(await systolic()).toBe(EMPTY)
    await press('关闭')
    await lockIt()
    await as(LIN)
    await rail()
    noSheet()
    await press(/^量血压/)
    expect(await systolic()).toBe(typed)
  })

  test('a reading is not taken up upon another that a colleague kept meanwhile', async () => {
    await begin()
    await showApp(of, '/visit/v1')
    await typePressure()
    await lockIt()
    await of.services.keys.unlock({ person: LIN, pin: SAMPLE_PIN }, false)
    await answer({ 'A4.3-bp': { systolic: 131, diastolic: 80, pulse: 66 } }, ZHOU)
    await as(LIN)
    await sheet('量血压')
    expect(await systolic()).toBe('高压 131')
  })

  test('a note that was kept while the tablet was being locked is not there a second time', async () => {
    await begin()
    await showApp(of, '/visit/v1')
    await toStage(/进店迎接/)
    await press(/^记下特点和喜好/)
    const asked = await sheet('记下特点和喜好')
    await userEvent.type(within(asked).getByRole('textbox'), '爱喝红枣茶')
    const save = within(asked).getByRole('button', { name: '保存' })
    await act(async () => {
      save.click()
      await lock(of.services)
    })
    await lockScreen()
    await waitFor(() => expect([...held().values()].filter(({ name }) => name.includes('sheet'))).toEqual([]))
    await as(LIN)
    await rail()
    noSheet()
    const kept = await readRecord(of.store, { table: 'visits', id: 'v1' })
    expect(kept?.fields['A2.2-features']).toMatchObject({ value: '爱喝红枣茶' })
  })

  test('the reason of a correction comes back, one of somebody’s own words too', async () => {
    await begin()
    await answer({ 'A2.2-features': '戴蓝色帽子' })
    await put(of.store, {
      table: 'visits',
      id: 'v1',
      fields: Object.fromEntries(['A1', 'A2'].map((id) => [`left:${id}`, { at: of.clock.now(), by: LIN }])),
    })
    await showApp(of, '/visit/v1')
    await toStage(/进店迎接/)
    await press('更多：记下特点和喜好')
    await press('更正')
    await userEvent.click(await screen.findByRole('radio', { name: /^其他/ }, LONG))
    const own = () => screen.findByRole<HTMLInputElement>('textbox', { name: '别的原因' }, LONG)
    await userEvent.type(await own(), '听错了')
    await lockIt()
    expect(memory()).not.toContain('听错')
    await as(LIN)
    expect((await own()).value).toBe('听错了')
  })

  test('[SEC16] what the guest has not agreed to keep is not held', async () => {
    await begin()
    const before = await readRecord(of.store, { table: 'consents', id: 'sample-guest-liu' })
    const act = before?.fields['readings#1'] as object
    await put(of.store, {
      table: 'consents',
      id: 'sample-guest-liu',
      fields: { 'readings#2': { ...act, given: false, at: of.clock.now() } },
    })
    await showApp(of, '/visit/v1')
    await typePressure()
    expect(memory()).not.toContain('systolic')
    await lockIt()
    await as(LIN)
    await sheet('量血压')
    expect(await systolic()).toBe(EMPTY)
  })

  test('[D13] no sheet comes back over an urn that runs', async () => {
    await guestInUrn(of, { guest: 'liu', room: '3', ms: 2 * MIN })
    await showApp(of, '/visit/v1')
    await typePressure()
    await lockIt()
    await as(LIN)
    await rail()
    noSheet()
    const stage = screen.getByRole('heading', { level: 1 }).textContent
    expect(stage).toContain('蒸瓮')
  })
})
