import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readRecord } from '../../../src/db/queries.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { SAMPLE_PIN } from '../../../src/domain/people/pin.ts'
import type { Fields } from '../../../src/sync/record.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { SyncSheet } from '../../../src/ui/sync/SyncSheet.tsx'
import { TodayScreen } from '../../../src/ui/today/TodayScreen.tsx'
import { fromServer, inside } from '../../db/tablet.ts'
import { closeShops, MIN, TEN } from '../today/shop.tsx'
import { openVisit, VISIT, type VisitOnTest } from '../visit/visit-run.tsx'
import { acknowledge } from './seed.ts'

const ZHOU = 'sample-staff-zhou'
const MANAGER = 'sample-staff-chen' as StaffId
const UID = '0199a3f2-b4c1-7e02-9a11-000000000001'
const NOTE = { table: 'attention', id: `parked-${UID}` }
let visit: VisitOnTest

beforeEach(async () => {
  visit = await openVisit()
  useSession.setState({ who: MANAGER })
})
afterEach(() => {
  cleanup()
  closeShops()
})

/** A note as the server writes it: a tick of 周敏's that came after her right was withdrawn. */
const note = (fields: Fields = {}) =>
  fromServer(visit.store, {
    ...NOTE,
    clocks: {},
    fields: {
      ...{ kind: 'parked', uid: UID, inc: '9f31c07a', actor: ZHOU, intent: 'visit.answer' },
      ...{ reason: 'withdrawn', at: TEN - MIN },
      about: [
        { table: 'visits', id: VISIT, fields: { 'A5.5-media': { value: 'film', at: TEN - MIN, by: ZHOU } } },
      ],
      ...fields,
    },
  })
const open = async () => {
  visit.show(<SyncSheet timeZone="Asia/Shanghai" />)
  return within(await screen.findByRole('dialog'))
}
const list = async () => within(await screen.findByRole('region', { name: '等店长看一看' }))
const typePin = async (pin: string) => {
  await waitFor(async () =>
    expect(await screen.findByRole('button', { name: '删掉一位' })).toHaveProperty('disabled', false),
  )
  await visit.user.keyboard(pin)
}
const asked = () => screen.findByRole('dialog', { name: '请输入密码确认' })
const kept = async () => (await readRecord(visit.store, NOTE))?.fields

describe('what waits for a manager', () => {
  test('[S2] what counted at once because of a running urn is shown for a day, with why', async () => {
    await note({ appliedAt: TEN - MIN, urn: true })
    await open()
    const item = (await list()).getByRole('listitem')
    expect(item.textContent).toContain('已生效')
    expect(item.textContent).toContain('当时可能有顾客在瓮里')
    expect((await list()).queryAllByRole('button')).toEqual([])
  })

  test('[S2] [SEC7] says who did what, when, why it does not count, and what it says', async () => {
    await note()
    await open()
    const item = (await list()).getByRole('listitem')
    expect(item.textContent).toMatch(/服务：.*周敏.*09:59/)
    expect(item.textContent).toContain('没有生效')
    expect(item.textContent).toContain('做的时候有权限，后来收回了')
    expect(item.textContent).toMatch(/王女士 10:00 的服务：放什么 产品短片/)
  })

  test('[S2] [SEC7] is accepted with a reason and the manager’s PIN, in one change set of theirs', async () => {
    await visit.givePin(MANAGER)
    await note()
    await open()
    const before = (await inside(visit.store)).outbox.length
    await visit.user.click((await list()).getByRole('button', { name: /^采用周敏/ }))
    await visit.user.click((await list()).getByRole('button', { name: '就采用' }))
    expect((await list()).getByRole('alert').textContent).toBe('请先选一个原因。')
    await visit.user.click((await list()).getByRole('radio', { name: '当面问过，属实' }))
    await visit.user.click((await list()).getByRole('button', { name: '就采用' }))
    expect((await asked()).textContent).toContain('再输入一次自己的密码，就记下。')
    await typePin('135790')
    await screen.findByText('密码不对，请再输一次。')
    expect(await kept()).not.toHaveProperty('accepted')
    await typePin(SAMPLE_PIN)
    expect(await (await list()).findByText('已采用，等服务器生效')).toBeTruthy()
    expect(await kept()).toMatchObject({ accepted: { at: TEN, by: MANAGER, why: '当面问过，属实' } })
    const { outbox } = await inside(visit.store)
    expect(outbox.slice(before).map(({ intent, actor }) => [intent, actor])).toEqual([
      ['parked.accept', MANAGER],
    ])
    expect((await list()).queryByRole('button', { name: /^采用周敏/ })).toBeNull()
  })

  test('[S2] [SEC7] nothing is kept where the PIN is not typed; the reason stays chosen', async () => {
    await visit.givePin(MANAGER)
    await note()
    await open()
    await visit.user.click((await list()).getByRole('button', { name: /^不采用周敏/ }))
    await visit.user.click((await list()).getByRole('radio', { name: '做错了' }))
    await visit.user.click((await list()).getByRole('button', { name: '就不采用' }))
    await visit.user.click(within(await asked()).getByRole('button', { name: '关闭' }))
    await waitFor(() => expect(screen.queryByRole('dialog', { name: '请输入密码确认' })).toBeNull())
    expect(await kept()).not.toHaveProperty('dismissed')
    expect((await list()).getByRole('radio', { name: '做错了' }).getAttribute('aria-checked')).toBe('true')
    expect((await list()).queryByRole('alert')).toBeNull()
  })

  test('[S2] is put aside in words of one’s own, and can still be accepted', async () => {
    await visit.givePin(MANAGER)
    await note()
    await open()
    await visit.user.click((await list()).getByRole('button', { name: /^不采用周敏/ }))
    await visit.user.click((await list()).getByRole('radio', { name: '别的原因' }))
    await visit.user.type((await list()).getByRole('textbox', { name: '写下来' }), '客人没来')
    await visit.user.click((await list()).getByRole('button', { name: '就不采用' }))
    await asked()
    await typePin(SAMPLE_PIN)
    await waitFor(async () => expect(await kept()).toMatchObject({ dismissed: { why: '客人没来' } }))
    expect((await (await list()).findByText(/陈.*客人没来/)).textContent).toContain('10:00')
    expect((await list()).getByRole('button', { name: /^采用周敏/ })).toBeTruthy()
  })

  test('[S2] once it is applied it says so, and asks no more', async () => {
    await note({ accepted: { at: TEN - MIN, by: MANAGER, why: '属实' }, appliedAt: TEN })
    await open()
    expect((await list()).getByText('已生效')).toBeTruthy()
    expect((await list()).queryAllByRole('button')).toEqual([])
  })

  test('[S2] what cannot be read can only be put aside; of several people no value is told', async () => {
    await note({ reason: 'limit', about: [{ table: 'visits', id: VISIT, names: ['A5.5-media'] }] })
    await open()
    expect((await list()).queryByRole('button', { name: /^采用周敏/ })).toBeNull()
    expect((await list()).getByRole('listitem').textContent).not.toContain('产品短片')
  })

  test('[S2] several that cannot be read are put aside together, with one reason and one PIN', async () => {
    await visit.givePin(MANAGER)
    const ids = [1, 2, 3].map((n) => `parked-0199a3f2-b4c1-7e02-9a11-00000000010${n}`)
    for (const [n, id] of ids.entries())
      await fromServer(visit.store, {
        ...{ table: 'attention', id, clocks: {} },
        fields: {
          ...{ kind: 'parked', uid: id.slice('parked-'.length), inc: '9f31c07a', actor: ZHOU, intent: '' },
          ...{ reason: 'shape', at: TEN - n * MIN, about: [] },
        },
      })
    await note()
    await open()
    const before = (await inside(visit.store)).outbox.length
    expect((await list()).getByText('3 条都是：服务器看不懂它的写法')).toBeTruthy()
    await visit.user.click((await list()).getByRole('button', { name: '这 3 条都不采用' }))
    await visit.user.click((await list()).getByRole('radio', { name: '做错了' }))
    await visit.user.click((await list()).getByRole('button', { name: '就不采用' }))
    await asked()
    await typePin(SAMPLE_PIN)
    await waitFor(async () => expect((await list()).queryByText(/条都是/)).toBeNull())
    for (const id of ids)
      expect((await readRecord(visit.store, { table: 'attention', id }))?.fields).toMatchObject({
        dismissed: { by: MANAGER, why: '做错了' },
      })
    expect(await kept(), 'what can be read is still to be looked at').not.toHaveProperty('dismissed')
    const { outbox } = await inside(visit.store)
    expect(outbox.slice(before).map(({ intent }) => intent)).toEqual(['parked.dismiss'])
  })

  test('[SEC7] nobody but a manager decides; the others are told that it does not count', async () => {
    await note()
    useSession.setState({ who: 'sample-staff-lin' as StaffId })
    const sheet = await open()
    expect(await sheet.findByText(/周敏的「.*」没有生效/)).toBeTruthy()
    expect(screen.queryByRole('region', { name: '等店长看一看' })).toBeNull()
  })

  test('[S2] Today asks a manager to look, and nobody else', async () => {
    await note()
    visit.show(<TodayScreen />)
    expect(await screen.findByText('1 处要店长看一看')).toBeTruthy()
    useSession.setState({ who: 'sample-staff-lin' as StaffId })
    await waitFor(() => expect(screen.queryByText('1 处要店长看一看')).toBeNull())
  })
})

describe('on the tablet of whoever did it', () => {
  test.each([
    [{ appliedAt: TEN }, '后来生效了'],
    [{ dismissed: { at: TEN, by: MANAGER, why: '' } }, '店长没有采用'],
  ] as const)('[S2] with %j its row says what became of it', async (fields, words) => {
    await acknowledge(visit.store, 1)
    const [own] = await visit.store.database.sent.where('verdict').equals('parked').toArray()
    await fromServer(visit.store, {
      ...{ table: 'attention', id: `parked-${own?.uid}`, clocks: {} },
      fields: { kind: 'parked', uid: own?.uid ?? '', inc: '9f31c07a', at: TEN, reason: 'right', ...fields },
    })
    useSession.setState({ who: 'sample-staff-lin' as StaffId })
    const sheet = await open()
    expect(await sheet.findByText(words)).toBeTruthy()
  })
})
