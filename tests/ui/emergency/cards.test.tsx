import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openRecords, readRecord, recordsOf } from '../../../src/db/queries.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { useEmergency } from '../../../src/ui/state/emergency.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { loadEmergencyStrings } from '../../../src/ui/strings/emergency-strings.ts'
import { failWrites, mend } from '../../db/faults.ts'
import { fromServer, put } from '../../db/tablet.ts'
import { putAway, sampleTablet, showApp, type TestTablet, tablet } from '../state/harness.tsx'
import { guestInUrn } from '../state/in-urn.ts'

const LIN = 'sample-staff-lin' as StaffId
/** The manager. */
const CHEN = 'sample-staff-chen' as StaffId
const MIN = 60_000
const LONG = { timeout: 8_000 }
let of: TestTablet

beforeEach(async () => {
  of = await sampleTablet()
  useSession.setState({ who: LIN })
  await loadEmergencyStrings('zh-CN')
})
afterEach(() => {
  mend()
  cleanup()
  useEmergency.setState({ view: null, isFramed: false })
  putAway()
})

/** For so many minutes. */
const inUrn = (id: string, guest: string, minutes: number, room: string) =>
  guestInUrn(of, { id, guest, room, urn: `${room}-1`, ms: minutes * MIN })

const click = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole('button', { name }, LONG))
/** The button of the shop's frame: the floating one of the moment before it gives way to it, and a tap may fall between. */
const openCards = async () => {
  await waitFor(() => expect(useEmergency.getState().isFramed).toBe(true), LONG)
  await click('紧急')
}
const card = () => screen.findByRole('dialog', { name: '紧急' }, LONG)
const incidents = async () =>
  (await recordsOf(of.store, 'attention')).filter(({ fields }) => fields.kind === 'emergency')
const offOf = async (id: string) =>
  (await readRecord(of.store, { table: 'visits', id }))?.fields[`${structure.clock.off}#1`]

describe('the emergency card', () => {
  test('is one tap away on every screen, and begins its record with the card', async () => {
    await showApp(of, '/guests')
    await openCards()
    expect((await card()).textContent).toContain('出了什么事')
    expect(within(await card()).getAllByRole('listitem')).toHaveLength(9)
    await click('晕倒')
    expect(await screen.findByRole('heading', { name: '晕倒' })).toBeTruthy()
    expect(screen.getByRole('link', { name: '急救 120' }).getAttribute('href')).toBe('tel:120')
    expect((await card()).textContent).toContain('不是医疗建议')
    await waitFor(async () =>
      expect((await incidents()).map(({ fields }) => fields)).toMatchObject([
        { what: 'fainting', by: LIN, openedAt: of.clock.now(), visitId: null },
      ]),
    )
  })

  test('[A6.6] from a visit it knows whose, stops that urn through the engine, and Escape leads back', async () => {
    await inUrn('v1', 'wangA', 12, '3')
    await inUrn('v2', 'liu', 5, '5')
    const { history } = await showApp(of, '/visit/v1')
    await openCards()
    await click('晕倒')
    const stops = await screen.findByRole('region', { name: '停瓮' }, LONG)
    expect(
      within(stops)
        .getAllByRole('button')
        .map((one) => one.textContent),
    ).toEqual([
      expect.stringMatching(/停王女士的瓮.*3 号房 · 已蒸 12 分/),
      expect.stringMatching(/停刘女士的瓮/),
    ])
    fireEvent.click(within(stops).getByRole('button', { name: /停王女士的瓮/ }))
    expect(await offOf('v1')).toBeUndefined()
    const sheet = await screen.findByRole('dialog', { name: '王女士的瓮关好了吗？' }, LONG)
    fireEvent.click(within(sheet).getByRole('button', { name: '王女士：我已关瓮' }))
    await waitFor(async () =>
      expect(await offOf('v1')).toMatchObject({ value: { how: 'stop', reason: 'emergency' }, by: LIN }),
    )
    expect(await offOf('v2')).toBeUndefined()
    await waitFor(async () =>
      expect((await incidents())[0]?.fields).toMatchObject({
        visitId: 'v1',
        urnId: 'sample-urn-3-1',
        'step:stop': { by: LIN },
      }),
    )
    fireEvent.keyDown(await card(), { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('dialog', { name: '紧急' })).toBeNull())
    expect(history).toEqual(['/visit/v1'])
  })

  test('[A6.6] a sheet of the visit below the card goes with the urn that it was about, and none comes above the card', async () => {
    await inUrn('v1', 'wangA', 12, '3')
    await showApp(of, '/visit/v1')
    await click('立即停止')
    await screen.findByRole('dialog', { name: '现在停止' }, LONG)
    await openCards()
    await click('晕倒')
    const stops = await screen.findByRole('region', { name: '停瓮' }, LONG)
    fireEvent.click(within(stops).getByRole('button', { name: /停王女士的瓮/ }))
    const sheet = await screen.findByRole('dialog', { name: '王女士的瓮关好了吗？' }, LONG)
    fireEvent.click(within(sheet).getByRole('button', { name: '王女士：我已关瓮' }))
    await waitFor(async () => expect(await offOf('v1')).toBeTruthy())
    await waitFor(
      () => expect(screen.queryByRole('dialog', { name: '现在停止', hidden: true })).toBeNull(),
      LONG,
    )
    expect(await card()).toBeTruthy()
  })

  test('[A6.6] an alarm stays above the card, and its tap leads to the urn', async () => {
    await inUrn('v2', 'liu', 32, '5')
    const { history } = await showApp(of, '/guests')
    await openCards()
    await click('烫伤')
    await screen.findByRole('heading', { name: '烫伤' }, LONG)
    await click(/^(去关瓮|打开) 刘女士/)
    await waitFor(() => expect(screen.queryByRole('dialog', { name: '紧急' })).toBeNull())
    expect(history.at(-1)).toBe('/visit/v2')
    expect(await screen.findByRole('region', { name: '正在处理的紧急情况' }, LONG)).toBeTruthy()
  })

  test('[SEC6] it is reached from the locked tablet', async () => {
    useSession.setState({ who: null })
    await showApp(of, '/guests')
    await screen.findByRole('main', { name: '已锁屏' }, LONG)
    await openCards()
    await click('摔倒')
    await waitFor(async () => expect((await incidents())[0]?.fields).toMatchObject({ by: 'setup' }))
  })

  test('[SEC6] locking leaves an open card where it is, and the locked tablet behind it', async () => {
    await showApp(of, '/guests')
    await openCards()
    await click('摔倒')
    await screen.findByRole('heading', { name: '摔倒' }, LONG)
    act(() => useSession.setState({ who: null }))
    await screen.findByRole('button', { name: /点错了/ }, LONG)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(screen.getAllByRole('dialog')).toHaveLength(1)
    await click('回到刚才')
    await waitFor(() => expect(screen.queryByRole('dialog', { name: '紧急' })).toBeNull())
    expect(await screen.findByRole('main', { name: '已锁屏' }, LONG)).toBeTruthy()
  })

  test('what nobody was signed in for is done at once and named afterwards, on the card or on Today once it is over', async () => {
    await inUrn('v1', 'wangA', 12, '3')
    useSession.setState({ who: null })
    await showApp(of, '/visit/v1')
    await openCards()
    await click('晕倒')
    const stops = await screen.findByRole('region', { name: '停瓮' }, LONG)
    fireEvent.click(await within(stops).findByRole('button', { name: /停3 号房的瓮/ }, LONG))
    await click('3 号房：我已关瓮')
    await waitFor(async () =>
      expect((await incidents())[0]?.fields).toMatchObject({ by: 'setup', 'step:stop': { by: 'setup' } }),
    )
    fireEvent.click(await within(await card()).findByRole('button', { name: /^写上是哪位同事/ }, LONG))
    const asked = await screen.findByRole('dialog', { name: '刚才是哪位同事？' }, LONG)
    fireEvent.click(within(asked).getByRole('button', { name: /周敏/ }))
    const named = { whose: 'sample-staff-zhou', by: 'setup', of: of.clock.now() }
    await waitFor(async () =>
      expect((await incidents())[0]?.fields).toMatchObject({
        by: 'setup',
        'step:stop': { by: 'setup' },
        'named:by': named,
        'named:step:stop': named,
      }),
    )
    expect(await offOf('v1')).toMatchObject({ by: 'setup' })
    const visit = await readRecord(of.store, { table: 'visits', id: 'v1' })
    expect(visit?.fields[`named:${structure.clock.off}#1`]).toMatchObject(named)
    await waitFor(async () => expect((await card()).textContent).not.toContain('写上是哪位同事'), LONG)

    await click(/放平，双腿垫高/)
    await waitFor(async () =>
      expect((await incidents())[0]?.fields).toMatchObject({ 'step:lay': { by: 'setup' } }),
    )

    // How it ended is sealed, so whoever signs in writes it.
    expect(screen.queryByRole('button', { name: '处理完了' })).toBeNull()
    expect((await card()).textContent).toContain('登录后就可以写后来怎么样。')
    act(() => useSession.setState({ who: LIN }))
    await click('处理完了')
    const sheet = await screen.findByRole('dialog', { name: '后来怎么样？' }, LONG)
    fireEvent.click(within(sheet).getByRole('radio', { name: '歇一会儿好了' }))
    fireEvent.click(within(sheet).getByRole('button', { name: '收好这件事' }))
    await waitFor(() => expect(screen.queryByRole('dialog', { name: '紧急' })).toBeNull(), LONG)
    cleanup()
    useSession.setState({ who: LIN })
    await showApp(of, '/')
    expect(await screen.findByRole('heading', { name: /^还没写是哪位同事：晕倒/ }, LONG)).toBeTruthy()
    await click(/^写上是哪位同事 还没写是哪位同事：晕倒/)
    const again = await screen.findByRole('dialog', { name: '刚才是哪位同事？' }, LONG)
    fireEvent.click(within(again).getByRole('button', { name: /林晓芸/ }))
    await waitFor(() => expect(screen.queryByRole('heading', { name: /^还没写是哪位同事/ })).toBeNull(), LONG)
    expect((await incidents())[0]?.fields).toMatchObject({
      closed: { by: LIN },
      'named:step:lay': { whose: LIN, by: LIN },
      'named:by': named,
    })
  })

  test('is named in the visit that it is about, also where that began on another day, and in no other', async () => {
    const openedAt = of.clock.now() - 5 * MIN
    const off = { value: { how: 'stop', reason: 'emergency' }, at: openedAt + MIN, by: 'setup' }
    for (const [id, guest, room] of [
      ['v1', 'wangA', '3'],
      ['v2', 'liu', '5'],
    ] as const) {
      await inUrn(id, guest, 12, room)
      await put(of.store, { table: 'visits', id, fields: { [`${structure.clock.off}#1`]: off } })
    }
    await fromServer(of.store, {
      table: 'attention',
      id: 'emergency-x',
      day: '2026-11-22',
      clocks: {},
      fields: {
        ...{ kind: 'emergency', what: 'fainting', openedAt, by: 'setup', visitId: 'v1' },
        closed: { at: openedAt + 3 * MIN, by: LIN, outcome: 'better', note: '' },
      },
    })
    await showApp(of, '/')
    await click(/^写上是哪位同事 还没写是哪位同事：晕倒/)
    const asked = await screen.findByRole('dialog', { name: '刚才是哪位同事？' }, LONG)
    fireEvent.click(await within(asked).findByRole('button', { name: /周敏/ }, LONG))
    const nameIn = async (id: string) =>
      (await readRecord(of.store, { table: 'visits', id }))?.fields[`named:${structure.clock.off}#1`]
    await waitFor(async () => expect(await nameIn('v1')).toMatchObject({ whose: 'sample-staff-zhou' }), LONG)
    expect(await nameIn('v2')).toBeUndefined()
  })

  test('a wrong tap is put away and no line is left; what it was stays readable', async () => {
    await showApp(of, '/')
    await openCards()
    await click('烫伤')
    await click('点错了')
    await waitFor(() => expect(screen.queryByRole('dialog', { name: '紧急' })).toBeNull())
    await waitFor(async () => expect(await openRecords(of.store, 'attention')).toEqual([]))
    expect((await incidents())[0]?.fields).toMatchObject({ what: 'burn', mistaken: { by: LIN } })
    await waitFor(() => expect(screen.queryByRole('region', { name: '正在处理的紧急情况' })).toBeNull())
  })

  test('steps are ticked with their time, under way it stands on every screen, and closes with how it ended', async () => {
    await inUrn('v1', 'wangA', 12, '3')
    await showApp(of, '/visit/v1')
    await openCards()
    await click('低血糖')
    await click(/叫称呼，问一句话/)
    const ticked = await screen.findByRole('button', { name: /叫称呼，问一句话/, pressed: true }, LONG)
    await waitFor(() => expect(ticked.textContent).toMatch(/12:00 已做/))
    await click('回到刚才')
    const lines = await screen.findByRole('region', { name: '正在处理的紧急情况' }, LONG)
    await waitFor(() => expect(lines.textContent).toMatch(/低血糖 · 王女士 · 3 号房 · 12:00 起/))
    fireEvent.click(within(lines).getByRole('button'))
    await click('处理完了')
    const sheet = await screen.findByRole('dialog', { name: '后来怎么样？' }, LONG)
    fireEvent.click(within(sheet).getByRole('button', { name: '先选一个结果' }))
    fireEvent.click(within(sheet).getByRole('radio', { name: '歇一会儿好了' }))
    fireEvent.click(within(sheet).getByRole('button', { name: '收好这件事' }))
    await waitFor(async () =>
      expect((await incidents())[0]?.fields).toMatchObject({
        closed: { outcome: 'better', by: LIN },
        'step:awake': { by: LIN, at: of.clock.now() },
      }),
    )
    await waitFor(() => expect(screen.queryByRole('region', { name: '正在处理的紧急情况' })).toBeNull())
  })

  test('stands on Today among what asks for a look, with whose it is and who is with it', async () => {
    await inUrn('v1', 'wangA', 12, '3')
    const { history } = await showApp(of, '/visit/v1')
    await openCards()
    await click('晕倒')
    await click('回到刚才')
    fireEvent.click(await screen.findByRole('link', { name: '今日' }))
    expect(await screen.findByRole('heading', { name: '紧急：晕倒 · 王女士 · 3 号房' }, LONG)).toBeTruthy()
    expect(screen.getByText(/12:00 起，林晓芸在处理/)).toBeTruthy()
    await click(/^去看 紧急/)
    expect(await screen.findByRole('heading', { name: '晕倒' }, LONG)).toBeTruthy()
    expect(history.at(-1)).toBe('/')
  })

  test('the shop’s own manager is on every card once the number is entered', async () => {
    useSession.setState({ who: CHEN })
    await showApp(of, '/shop')
    const section = await screen.findByRole('region', { name: '紧急电话' }, LONG)
    expect(section.textContent).toContain('店长还没有填')
    fireEvent.click(within(section).getByRole('button', { name: '修改' }))
    fireEvent.change(await screen.findByRole('textbox', { name: '店长' }, LONG), {
      target: { value: '138 0000 0000x' },
    })
    await click('保存')
    await waitFor(() => expect(section.textContent).toContain('138 0000 0000'))
    await openCards()
    await click('着火')
    const call = await screen.findByRole('link', { name: '店长 138 0000 0000' }, LONG)
    expect(call.getAttribute('href')).toBe('tel:13800000000')
    expect(screen.getByRole('link', { name: '火警 119' })).toBeTruthy()
  })

  test('[D13] when all must leave, the guests come in their order, and each by name is off and out', async () => {
    await inUrn('v1', 'wangA', 12, '3')
    await inUrn('v2', 'liu', 32, '5')
    await showApp(of, '/rooms')
    await openCards()
    await click('停电')
    const list = await screen.findByRole('region', { name: '按这个顺序出瓮' }, LONG)
    await waitFor(() => expect(list.textContent).toContain('还有 2 位在瓮里'))
    const rows = () =>
      within(list)
        .getAllByRole('listitem')
        .map((row) => row.textContent)
    expect(rows()).toEqual([
      expect.stringMatching(/刘女士5 号房 · 已蒸 32 分.*已超时/),
      expect.stringMatching(/王女士3 号房 · 已蒸 12 分/),
    ])
    await waitFor(async () => expect((await incidents())[0]?.fields.order).toEqual(['v2', 'v1']))
    await click('王女士 已出来')
    await waitFor(async () =>
      expect((await incidents())[0]?.fields).toMatchObject({ 'out:v1': { by: LIN, at: of.clock.now() } }),
    )
    expect(await offOf('v1')).toMatchObject({ value: { how: 'stop', reason: 'emergency' } })
    expect(await offOf('v2')).toBeUndefined()
    await waitFor(() => expect(rows()[1]).toMatch(/王女士.*瓮已关.*12:00 已出来/))
    await click('刘女士 已出来')
    await waitFor(() => expect(list.textContent).toContain('都出来了'))
    const overrun = (await recordsOf(of.store, 'attention')).find(({ fields }) => fields.kind === 'overrun')
    expect(overrun?.fields).toMatchObject({ visitId: 'v2' })
    await click('王女士 还没出来')
    await waitFor(() => expect(list.textContent).toContain('还有 1 位在瓮里'))
    await click('回到刚才')
    await openCards()
    await click('停电')
    await waitFor(async () => expect(await incidents()).toHaveLength(1))
  })

  test('[D13] whoever is past the deadline and was named by a wrong tap is watched again, though the "off" stays', async () => {
    await inUrn('v2', 'liu', 32, '5')
    await showApp(of, '/rooms')
    await openCards()
    await click('停电')
    const list = await screen.findByRole('region', { name: '按这个顺序出瓮' }, LONG)
    await click('刘女士 已出来')
    await waitFor(() => expect(list.textContent).toContain('都出来了'))
    expect(screen.queryByText(/瓮已关，请确认顾客出来了/)).toBeNull()
    await click('刘女士 还没出来')
    await waitFor(() => expect(list.textContent).toContain('还有 1 位在瓮里'))
    await waitFor(async () =>
      expect((await readRecord(of.store, { table: 'visits', id: 'v2' }))?.fields.ledOut).toBeNull(),
    )
    expect(await offOf('v2')).toMatchObject({ value: { how: 'stop', reason: 'emergency' } })
    of.clock.at += 3 * MIN
    expect(await screen.findByText(/瓮已关，请确认顾客出来了/, {}, LONG)).toBeTruthy()
  })

  test('[D13] where even that stays, because the visit itself says it, the card sends somebody there', async () => {
    await inUrn('v1', 'wangA', 12, '3')
    await showApp(of, '/rooms')
    await openCards()
    await click('停电')
    const list = await screen.findByRole('region', { name: '按这个顺序出瓮' }, LONG)
    await click('王女士 已出来')
    await waitFor(() => expect(list.textContent).toContain('都出来了'))
    await put(of.store, {
      table: 'visits',
      id: 'v1',
      fields: { [structure.clock.out]: { value: 'left', at: of.clock.now(), by: LIN } },
    })
    await click('王女士 还没出来')
    await waitFor(() => expect(within(list).getByRole('alert').textContent).toContain('请马上去扶'), LONG)
  })

  test('[C7] one that could not be recorded says so until something is really kept, and a tick begins it as of its opening', async () => {
    await inUrn('v1', 'wangA', 12, '3')
    await showApp(of, '/visit/v1')
    await openCards()
    const openedAt = of.clock.now()
    failWrites('quota')
    await click('晕倒')
    const inCard = within(await card())
    expect((await inCard.findByRole('alert', {}, LONG)).textContent).toContain('没有存上')
    of.clock.at += 2 * MIN
    await click(/放平，双腿垫高/)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(inCard.getByRole('alert')).toBeTruthy()
    expect(await incidents()).toEqual([])
    mend()
    await click(/放平，双腿垫高/)
    await waitFor(() => expect(inCard.queryByRole('alert')).toBeNull(), LONG)
    expect((await incidents()).map(({ fields }) => fields)).toMatchObject([
      { what: 'fainting', openedAt, by: LIN, visitId: 'v1', 'step:lay': { at: openedAt + 2 * MIN } },
    ])
  })

  test('[D13] whom this tablet learns of later stands where the order of now puts them', async () => {
    await inUrn('v1', 'wangA', 12, '3')
    await showApp(of, '/rooms')
    await openCards()
    await click('停电')
    const list = await screen.findByRole('region', { name: '按这个顺序出瓮' }, LONG)
    await waitFor(async () => expect((await incidents())[0]?.fields.order).toEqual(['v1']))
    await inUrn('v2', 'liu', 32, '5')
    await waitFor(
      () => expect(within(list).getAllByRole('listitem')[0]?.textContent).toMatch(/^1刘女士5 号房/),
      LONG,
    )
    await click('刘女士 已出来')
    await waitFor(() => expect(within(list).getAllByRole('listitem')[1]?.textContent).toContain('刘女士'))
    expect(within(list).getAllByRole('listitem')[0]?.textContent).toMatch(/^1王女士/)
    expect((await incidents())[0]?.fields.order, 'what the opener saw').toEqual(['v1'])
  })

  test('[M7] one from another tablet, with a card that this one does not know, still stands and can be closed', async () => {
    await fromServer(of.store, {
      table: 'attention',
      id: 'emergency-x',
      day: '2026-11-23',
      clocks: {},
      fields: { kind: 'emergency', what: 'flood', openedAt: of.clock.now(), by: LIN, visitId: null },
    })
    await showApp(of, '/rooms')
    const lines = await screen.findByRole('region', { name: '有人在叫' }, LONG)
    await waitFor(() => expect(lines.textContent).toMatch(/^紧急情况12:00 起/))
    fireEvent.click(within(lines).getByRole('button', { name: /打开紧急卡/ }))
    expect(await screen.findByRole('button', { name: '处理完了' }, LONG)).toBeTruthy()
  })

  test('is there without a shop too: steps and numbers, and nothing is recorded', async () => {
    of = await tablet()
    await showApp(of)
    await click('紧急')
    const open = await card()
    await waitFor(() => expect(open.textContent).toContain('不作记录'))
    await click('着火')
    expect(await screen.findByRole('link', { name: '火警 119' })).toBeTruthy()
    expect(await recordsOf(of.store, 'attention')).toEqual([])
    act(() => useEmergency.getState().close())
  })
})
