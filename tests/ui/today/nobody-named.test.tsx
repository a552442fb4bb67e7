/** Whoever greets a guest is not always who looks after them: the front desk and the inspector never are (SEC8, AN2). */
import { cleanup, configure, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StaffId } from '../../../src/domain/ids.ts'
import { fieldsOf } from '../../../src/domain/procedure/answers.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { today } from '../../../src/ui/strings/zh-cn/today.ts'
import { visit as visitWords } from '../../../src/ui/strings/zh-cn/visit.ts'
import { TodayScreen } from '../../../src/ui/today/TodayScreen.tsx'
import { VisitScreen } from '../../../src/ui/visit/VisitScreen.tsx'
import { closeShops, openShop, type Shop } from './shop.tsx'

configure({ asyncUtilTimeout: 15_000 })
const SLOW = 60_000
/** 刘女士 is booked at 11:00 of the sample's day. */
const LIU = 'sample-guest-liu'
let shop: Shop

beforeEach(async () => {
  shop = await openShop()
  const line = (await shop.all('bookings')).find(({ fields }) => fields.guestId === LIU)
  await shop.put({ table: 'bookings', id: line?.id ?? '', fields: { consultantId: null } })
})
afterEach(closeShops)

async function greet(who: string): Promise<string> {
  useSession.setState({ who: who as StaffId })
  shop.show(<TodayScreen />)
  const register = within(await screen.findByRole('complementary', { name: '今日登记' }))
  await shop.user.click(await register.findByRole('button', { name: '已到店 刘女士' }))
  await waitFor(() => expect(shop.path()).toMatch(/^\/visit\//))
  return shop.path().slice('/visit/'.length)
}
const consultantOf = async (id: string) => {
  const record = (await shop.all('visits')).find((one) => one.id === id)
  return fieldsOf(record ?? { fields: {} }).consultant?.value
}

test(
  '[SEC8] a guest with nobody named whom the front desk greets has nobody, says so, and is given to a colleague from there',
  async () => {
    const id = await greet('sample-staff-wu')
    expect(await consultantOf(id)).toBeUndefined()
    cleanup()
    useSession.setState({ who: 'sample-staff-lin' as StaffId })
    shop.show(<VisitScreen id={id} />)
    const panel = within(await screen.findByRole('complementary'))
    expect(await panel.findByText(today.underWay.nobody)).toBeTruthy()
    await shop.user.click(panel.getByRole('button', { name: visitWords.bar.handOver }))
    const sheet = within(await screen.findByRole('dialog', { name: visitWords.handOver.title }))
    await shop.user.click(await sheet.findByRole('radio', { name: /^林/ }))
    await shop.user.click(sheet.getByRole('button', { name: visitWords.handOver.save }))
    await waitFor(async () => expect(await consultantOf(id)).toBe('sample-staff-lin'))
  },
  SLOW,
)

test(
  '[A2.1] a consultant who greets the same guest looks after them',
  async () => {
    expect(await consultantOf(await greet('sample-staff-lin'))).toBe('sample-staff-lin')
  },
  SLOW,
)
