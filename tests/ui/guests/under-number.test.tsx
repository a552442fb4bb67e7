/** A guest with earlier visits who wants no record is served under a number: when they come, and from the moment they say so. */
import { configure, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../../src/db/store.ts'
import type { GuestId } from '../../../src/domain/ids.ts'
import { guestNumber } from '../../../src/domain/people/guest-number.ts'
import { fieldsOf } from '../../../src/domain/procedure/answers.ts'
import { GuestsScreen } from '../../../src/ui/guests/GuestsScreen.tsx'
import type { App } from '../../../src/ui/state/app.tsx'
import { dispatch } from '../../../src/ui/state/dispatch.ts'
import { loadRun } from '../../../src/ui/state/runs.ts'
import { consent } from '../../../src/ui/strings/zh-cn/consent.ts'
import { TodayScreen } from '../../../src/ui/today/TodayScreen.tsx'
import { VisitScreen } from '../../../src/ui/visit/VisitScreen.tsx'
import { actOf } from '../../domain/consent/sample-acts.ts'
import { closeShops, openShop, type Shop, TEN } from '../today/shop.tsx'
import { openVisit, VISIT } from '../visit/visit-run.tsx'

configure({ asyncUtilTimeout: 15_000 })
const SLOW = 60_000
/** 刘女士 is booked at 11:00, 王秀兰 is whom `openVisit` begins with. */
const LIU = 'sample-guest-liu'

afterEach(closeShops)

/** A new foot takes no tap for a moment, so that a second one meets nothing. */
const still = () => new Promise((done) => setTimeout(done, 700))
const said = (record: object | undefined) => JSON.stringify(record)
const numbers = async (shop: Shop) =>
  (await shop.all('guests')).filter(({ fields }) => fields.numbered === true)

/** A no to the record, after the yes of the sample. */
async function refuse(shop: Shop, guestId: string) {
  const act = actOf('record', { given: false, how: 'said', at: TEN }, guestId)
  const before = (await shop.all('consents')).some(({ id }) => id === guestId)
  const fields = { 'record#9': { ...act } }
  const key = { table: 'consents', id: guestId, fields }
  await shop.put(before ? key : { ...key, create: true, person: guestId })
}

describe('a guest who refused before', () => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop()
    await refuse(shop, LIU)
  })

  test(
    '[SEC16] arrives under a number: visit, line and list show it, and nothing kept of the visit leads back',
    async () => {
      shop.show(<TodayScreen />)
      const register = within(await screen.findByRole('complementary', { name: '今日登记' }))
      await shop.user.click(await register.findByRole('button', { name: '已到店 刘女士' }))
      await waitFor(() => expect(shop.path()).toMatch(/^\/visit\//))
      const [number] = await numbers(shop)
      const id = number?.id ?? ''
      const name = consent.form.numbered(guestNumber(id))
      expect(number?.fields).toMatchObject({ name, address: name, phone: null, card: null, gender: 'female' })
      const visit = (await shop.all('visits')).find((one) => fieldsOf(one).guestId === id)
      expect(visit?.person).toBe(id)
      const [line] = (await shop.all('bookings')).filter(({ person }) => person === id)
      expect(line?.fields).toMatchObject({ guestId: id, arrived: { at: TEN } })
      expect(fieldsOf(visit ?? { fields: {} }).bookingId).toBe(line?.id)
      for (const record of [number, visit, line]) expect(said(record)).not.toMatch(/刘|guest-liu/)
      expect(await register.findByText(name)).toBeTruthy()
      expect(register.queryByText(/刘女士/)).toBeNull()
      expect((await shop.all('guests')).find((one) => one.id === LIU)?.fields.name, 'of before').toMatch(/刘/)
    },
    SLOW,
  )

  test(
    '[SEC16] who was never asked, and who agreed, come by their name',
    async () => {
      shop.show(<TodayScreen />)
      const register = within(await screen.findByRole('complementary', { name: '今日登记' }))
      await shop.user.click(await register.findByRole('button', { name: '已到店 吴女士' }))
      await waitFor(() => expect(shop.path()).toMatch(/^\/visit\//))
      expect(await numbers(shop)).toEqual([])
      expect((await shop.all('visits')).map(({ person }) => person)).toContain('sample-guest-wu')
    },
    SLOW,
  )
})

describe('a guest who is here', () => {
  test(
    '[SEC16] takes the record back on their page, and the visit under way is a number’s at once, without what was measured',
    async () => {
      const visit = await openVisit()
      const guestId = String(await visit.field('guestId'))
      const bp = { value: { systolic: 131, diastolic: 84 }, at: TEN, by: visit.by }
      await visit.put({ table: 'visits', id: VISIT, fields: { 'A4.3-bp': bp } })
      visit.show(<GuestsScreen />)
      // Two guests have that name; one of them is here.
      await visit.user.click(await screen.findByRole('button', { name: /王秀兰.*正在服务/ }))
      const title = consent.withdraw.title(consent.purpose.record)
      await visit.user.click(await screen.findByRole('button', { name: title }))
      expect(await screen.findByText(consent.withdraw.lineRecord)).toBeTruthy()
      await visit.user.click(await screen.findByRole('button', { name: consent.withdraw.confirm }))
      await waitFor(async () => expect(await numbers(visit)).toHaveLength(1))
      const [number] = await numbers(visit)
      const record = (await visit.all('visits')).find(({ id }) => id === VISIT)
      expect([record?.person, record?.fields.guestId]).toEqual([number?.id, number?.id])
      expect(record?.fields['A4.3-bp']).toMatchObject({ value: { checked: 'pass' } })
      expect(said(record)).not.toContain(guestId)
      const acts = (await visit.all('consents')).find(({ id }) => id === guestId)?.fields ?? {}
      expect(acts['record#2']).toMatchObject({ given: false, how: 'said' })
    },
    SLOW,
  )

  test(
    '[SEC16] says no in the visit and reads the number there; the visit goes on under it and asks nothing again',
    async () => {
      const visit = await openVisit()
      visit.show(<VisitScreen id={VISIT} />)
      const guestId = String(await visit.field('guestId'))
      // 王秀兰 has agreed on paper: something is asked again only when a yes is missing.
      await visit.put({
        ...{ table: 'consents', id: guestId },
        fields: { 'readings#9': { ...actOf('readings', { given: false, how: 'said' }, guestId) } },
      })
      await visit.user.click(await screen.findByRole('button', { name: consent.askAgain }))
      await screen.findByRole('button', { name: consent.sheet.begin })
      await still()
      await visit.user.click(await screen.findByRole('button', { name: consent.sheet.begin }))
      for (const at of [1, 2, 3, 4]) {
        await screen.findByText(consent.sheet.progress(at, 4))
        await still()
        await visit.user.click(await screen.findByRole('button', { name: consent.sheet.no }))
      }
      const told = (await screen.findByText(/用编号 \d{4} 为您服务/)).textContent ?? ''
      await still()
      await visit.user.click(await screen.findByRole('button', { name: consent.sheet.save }))
      await waitFor(async () => expect(await numbers(visit)).toHaveLength(1))
      const id = (await numbers(visit))[0]?.id ?? ''
      expect(told).toContain(guestNumber(id))
      expect(await visit.field('guestId')).toBe(id)
      const both = [consent.purpose.record, consent.purpose.readings].join(consent.and)
      expect(await screen.findByText(consent.line.notKept(both))).toBeTruthy()
      await waitFor(() => expect(document.body.textContent).not.toMatch(/王女士|王秀兰/))
    },
    SLOW,
  )

  test(
    '[SEC16] a visit that another tablet began by name offers the number, one tap away',
    async () => {
      const visit = await openVisit()
      await refuse(visit, String(await visit.field('guestId')))
      visit.show(<VisitScreen id={VISIT} />)
      await visit.user.click(await screen.findByRole('button', { name: consent.line.number }))
      await waitFor(async () => expect(await numbers(visit)).toHaveLength(1))
      expect(await visit.field('guestId')).toBe((await numbers(visit))[0]?.id)
      await waitFor(() => expect(document.body.textContent).not.toMatch(/王女士|王秀兰/))
    },
    SLOW,
  )
})

test(
  '[SEC16] a visit that is moved to a guest who refused does not take their name for longer than the move',
  async () => {
    const visit = await openVisit()
    await refuse(visit, LIU)
    const loaded = await loadRun(visit.store, 'visits', VISIT, 'zh-CN')
    if (!loaded) throw new Error('no visit')
    const app = { ...visit, session: 's1', newId: () => newId(visit.store) } as unknown as App
    const event = { type: 'move', to: LIU as GuestId, why: '点错了', by: visit.by } as const
    expect(await dispatch(app, loaded, event)).toMatchObject({ kept: true })
    const record = (await visit.all('visits')).find(({ id }) => id === VISIT)
    expect(record?.person).toBe((await numbers(visit))[0]?.id)
    expect(record?.fields).toMatchObject({ guestId: record?.person, moved: null })
  },
  SLOW,
)
