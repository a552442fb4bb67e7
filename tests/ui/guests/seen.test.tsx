import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordsOfPerson } from '../../../src/db/queries.ts'
import type { GuestId, StaffId } from '../../../src/domain/ids.ts'
import { GuestsScreen } from '../../../src/ui/guests/GuestsScreen.tsx'
import { useSession } from '../../../src/ui/state/session.ts'
import { guests } from '../../../src/ui/strings/zh-cn/guests.ts'
import { today } from '../../../src/ui/strings/zh-cn/today.ts'
import { GuestPicker } from '../../../src/ui/today/GuestPicker.tsx'
import { put } from '../../db/tablet.ts'
import { putAway, sampleTablet, show, type TestTablet } from '../state/harness.tsx'

const LONG = { timeout: 15_000 }
const SLOW = 60_000
/** 李大成 of the sample shop: nothing is booked with him, linen apart, phone ending in 2275. */
const LI = 'sample-guest-li'
let of: TestTablet

beforeEach(async () => {
  of = await sampleTablet()
  // The sample's guests were all written down a moment ago, on this tablet.
  of.clock.at += 13 * 3_600_000
})
afterEach(() => {
  cleanup()
  putAway()
})

const as = (key: string) => useSession.setState({ who: `sample-staff-${key}` as StaffId })
async function open() {
  await show(of, <GuestsScreen />)
  return within(await screen.findByRole('list', { name: '顾客名单' }, LONG))
}
const rowOf = async (name: RegExp) => {
  const list = await screen.findByRole('list', { name: '顾客名单' }, LONG)
  return within(list).findByRole('button', { name }, LONG)
}
const page = () => screen.findByRole('dialog', undefined, LONG)
const looks = () => recordsOfPerson(of.store, 'access', LI)

describe('whom a consultant sees', () => {
  test(
    '[SEC8] a guest without business today is masked in the list and on the page, and no opening is noted',
    async () => {
      as('he')
      await open()
      const row = await rowOf(/李\*\*/)
      expect(row.textContent).toContain('李先生')
      expect(document.body.textContent).not.toMatch(/李大成|2275/)
      await userEvent.click(row)
      expect((await page()).textContent).toContain('今天没有这位顾客的安排')
      expect((await page()).textContent).not.toMatch(/李大成|2275|布草/)
      expect(await looks()).toEqual([])
    },
    SLOW,
  )

  test(
    '[SEC8] with a visit today the same guest is whole, and the opening is noted with who, when and where',
    async () => {
      as('he')
      const fields = { guestId: LI, begun: { at: of.clock.at, by: 'sample-staff-zhou' } }
      await put(of.store, { table: 'visits', id: 'v1', create: true, day: '2026-11-24', person: LI, fields })
      await open()
      await userEvent.click(await rowOf(/李大成/))
      await waitFor(async () => expect((await page()).textContent).toMatch(/2275/), LONG)
      await waitFor(async () => expect(await looks()).toHaveLength(1), LONG)
      expect((await looks())[0]?.fields).toEqual({
        ...{ at: of.clock.at, by: 'sample-staff-he', screen: 'guest' },
      })
    },
    SLOW,
  )

  test(
    '[SEC8] whoever looked after a guest before goes on seeing them',
    async () => {
      as('he')
      const consultant = { value: 'sample-staff-he', at: 1, by: 'sample-staff-he' }
      const fields = { guestId: LI, consultant, filed: { at: 2, by: 'sample-staff-he', missing: [] } }
      await put(of.store, { table: 'visits', id: 'v1', create: true, day: '2026-10-01', person: LI, fields })
      await open()
      expect((await rowOf(/李大成/)).textContent).toContain('2275')
    },
    SLOW,
  )
})

describe('the others', () => {
  test(
    '[SEC8] the front desk sees names and phones and nothing of health, in the list, on the page and in the form',
    async () => {
      as('wu')
      await open()
      await userEvent.click(await rowOf(/李大成/))
      const text = async () => (await page()).textContent ?? ''
      await waitFor(async () => expect(await text()).toContain('2275'), LONG)
      expect(await text()).not.toContain('布草分开收')
      expect(await text(), 'nor that there is none').not.toContain('要留意')
      expect(await text()).toContain('血压、体温和健康问答只给做服务的人看。')
      await userEvent.click(await within(await page()).findByRole('button', { name: '修改资料' }, LONG))
      const form = within(await page())
      expect(await form.findByRole('textbox', { name: '电话（选填）' }, LONG)).toBeTruthy()
      expect(form.queryByRole('group', { name: '身体情况（选填）' })).toBeNull()
      expect(form.queryByRole('textbox', { name: '要留意（选填）' })).toBeNull()
    },
    SLOW,
  )

  test(
    '[SEC8] a manager sees who has looked',
    async () => {
      as('wu')
      await open()
      await userEvent.click(await rowOf(/李大成/))
      await waitFor(async () => expect(await looks()).toHaveLength(1), LONG)
      as('chen')
      const looked = await screen.findByRole('region', { name: '谁看过资料' }, LONG)
      await waitFor(() => expect(looked.textContent).toMatch(/吴.* · .* · 顾客资料/), LONG)
    },
    SLOW,
  )
})

describe('choosing a guest for a booking', () => {
  const offered = async (typed: string) => {
    await userEvent.clear(await screen.findByRole('searchbox', {}, LONG))
    await userEvent.type(screen.getByRole('searchbox'), typed)
    const list = within(await screen.findByRole('list', { name: today.sheet.found }, LONG))
    return list.findAllByRole('button', {}, LONG)
  }

  test(
    '[SEC8] a consultant finds whom they were told of by name or digits, and reads no more of them than in the list',
    async () => {
      as('he')
      await show(of, <GuestPicker value={null} onChange={() => undefined} />)
      for (const typed of ['李大成', '2275']) {
        await waitFor(async () => expect(await offered(typed)).toHaveLength(1), LONG)
        const [row] = await offered(typed)
        expect(row?.textContent).toMatch(/李先生.*李\*\*/)
        expect(row?.textContent).not.toMatch(/李大成|2275|没有/)
      }
      cleanup()
      await show(of, <GuestPicker value={LI as GuestId} onChange={() => undefined} />)
      expect(await screen.findByText(/李\*\*/, {}, LONG)).toBeTruthy()
      expect(document.body.textContent).not.toMatch(/李大成|2275/)
    },
    SLOW,
  )

  test(
    '[SEC8] of two namesakes the right one is found by the digits, which are asked for',
    async () => {
      as('he')
      await show(of, <GuestPicker value={'sample-guest-wangB' as GuestId} onChange={() => undefined} />)
      expect(await screen.findByText(/有 2 位同名的顾客/, {}, LONG)).toBeTruthy()
      expect(document.body.textContent).not.toMatch(/王秀兰|3047/)
    },
    SLOW,
  )

  test(
    '[SEC8] the front desk, who books for everybody, reads names and phones',
    async () => {
      as('wu')
      await show(of, <GuestPicker value={null} onChange={() => undefined} />)
      await waitFor(async () => expect(await offered('2275')).toHaveLength(1), LONG)
      expect((await offered('2275'))[0]?.textContent).toMatch(/李大成.*2275/)
    },
    SLOW,
  )

  test(
    '[SEC8] a likely duplicate is told by a mask too',
    async () => {
      as('he')
      await open()
      await userEvent.click(await screen.findByRole('button', { name: guests.add }, LONG))
      const form = within(await page())
      await userEvent.type(form.getByRole('textbox', { name: guests.form.phone }), '10000002275')
      await userEvent.type(form.getByRole('textbox', { name: guests.form.name }), '某人')
      await userEvent.click(form.getByRole('button', { name: guests.form.save }))
      expect(await screen.findByText(guests.form.twinByPhone('李**'), {}, LONG)).toBeTruthy()
      expect(document.body.textContent).not.toContain('李大成')
    },
    SLOW,
  )
})
