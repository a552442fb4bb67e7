import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readRecord, recordsOf } from '../../../src/db/queries.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { NEW_GUEST, wordsOf } from '../../../src/domain/people/plan-guest.ts'
import { draftOf, formOf } from '../../../src/ui/guests/form-draft.ts'
import { GuestsScreen } from '../../../src/ui/guests/GuestsScreen.tsx'
import { BUNDLED_ID } from '../../../src/ui/setup/bundled-id.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { put } from '../../db/tablet.ts'
import { putAway, sampleTablet, show, type TestTablet, tablet } from '../state/harness.tsx'

const LONG = { timeout: 8_000 }
let of: TestTablet

beforeEach(async () => {
  of = await sampleTablet()
  useSession.setState({ who: 'sample-staff-chen' as StaffId })
})
afterEach(() => {
  cleanup()
  putAway()
})
const button = (name: string | RegExp) => screen.findByRole('button', { name }, LONG)
const press = async (name: string | RegExp) => userEvent.click(await button(name))
const rows = () => within(screen.getByRole('list', { name: '顾客名单' })).getAllByRole('listitem')
const named = async (name: string) =>
  (await recordsOf(of.store, 'guests')).filter((g) => g.fields.name === name)

async function open() {
  const shown = await show(of, <GuestsScreen />)
  await screen.findByRole('list', { name: '顾客名单' }, LONG)
  return shown
}
const type = async (name: string, text: string) =>
  userEvent.type(await screen.findByRole('textbox', { name }, LONG), text)

describe('the list', () => {
  test('shows everybody with what tells namesakes apart', async () => {
    await open()
    expect(rows()).toHaveLength(14)
    const twins = rows().filter((row) => row.textContent?.includes('王秀兰'))
    expect(twins.map((row) => /尾号 (\d{4})/.exec(row.textContent ?? '')?.[1]).sort()).toEqual([
      '3047',
      '6218',
    ])
  })

  test('[D10] says nowhere that a case is serious', async () => {
    await open()
    expect(document.body.textContent).not.toContain('重症')
    await press(/李大成/)
    expect((await screen.findByRole('dialog')).textContent).not.toContain('重症')
    expect(screen.getByText('布草分开收')).toBeTruthy()
  })

  test('is searched by name, form of address and last digits; a search in vain shows a way on', async () => {
    await open()
    const search = screen.getByRole('searchbox')
    await userEvent.type(search, '6218')
    await waitFor(() => expect(rows()).toHaveLength(1))
    expect(screen.getByText('找到 1 位，共 14 位')).toBeTruthy()
    await userEvent.clear(search)
    await userEvent.type(search, '不存在')
    await press('看全部顾客')
    await waitFor(() => expect(rows()).toHaveLength(14))
  })

  test('of a new shop says how to begin', async () => {
    await show(await tablet(), <GuestsScreen />)
    expect(await screen.findByText('还没有顾客', {}, LONG)).toBeTruthy()
  })
})

describe('a new guest', () => {
  test('[A2.2] gets a form of address from the name, until another is typed', async () => {
    await open()
    await press('登记新顾客')
    await type('姓名', '欧阳明')
    const address = screen.getByRole('textbox', { name: '称呼' })
    expect(address).toHaveProperty('value', '欧阳女士')
    await userEvent.click(screen.getByRole('radio', { name: '男' }))
    expect(address).toHaveProperty('value', '欧阳先生')
    await userEvent.clear(address)
    await userEvent.type(address, '明叔')
    await type('姓名', '远')
    expect(address).toHaveProperty('value', '明叔')
    await press('保存')
    await waitFor(async () => expect(await named('欧阳明远')).toHaveLength(1), LONG)
    expect((await named('欧阳明远'))[0]?.fields).toMatchObject({
      address: '明叔',
      gender: 'male',
    })
    expect(await screen.findByRole('dialog', { name: '明叔 · 欧阳明远' }, LONG)).toBeTruthy()
  }, 20_000)

  test('without a name is not saved, and the sentence says so', async () => {
    await open()
    await press('登记新顾客')
    await press('保存')
    expect(await button('姓名还没有填')).toBeTruthy()
    expect(await recordsOf(of.store, 'guests')).toHaveLength(14)
  })

  test('[M6] that may be known already is asked about before saving, and can be saved all the same', async () => {
    await open()
    await press('登记新顾客')
    await type('姓名', '王秀兰')
    await press('保存')
    const asked = await screen.findByRole('dialog', { name: '可能已经登记过' }, LONG)
    expect(within(asked).getAllByRole('listitem')).toHaveLength(2)
    await press('仍然保存为新顾客')
    await waitFor(async () => expect(await named('王秀兰')).toHaveLength(3), LONG)
  }, 20_000)

  test('that turns out to be known leads to the one who is', async () => {
    await open()
    await press('登记新顾客')
    await type('姓名', '某人')
    await type('电话（选填）', '100 0000 5520')
    await press('保存')
    await press('打开陈先生')
    expect(await screen.findByRole('dialog', { name: '陈先生 · 陈建军' }, LONG)).toBeTruthy()
    expect(await named('某人')).toEqual([])
  }, 20_000)

  test('with an odd number is questioned softly and saved', async () => {
    await open()
    await press('登记新顾客')
    await type('姓名', '某人')
    await type('电话（选填）', '12345')
    expect(screen.getByText(/号码看起来不完整/)).toBeTruthy()
    await press('保存')
    await waitFor(async () => expect(await named('某人')).toHaveLength(1), LONG)
  }, 20_000)

  test('[A1.1] with a card opens it today unless another day is said', async () => {
    await open()
    await press('登记新顾客')
    await type('姓名', '某人')
    await userEvent.click(screen.getByRole('radio', { name: '已开卡' }))
    await press('保存')
    await button('卡项还没有填')
    await type('卡项', '调理卡')
    await press('保存')
    await waitFor(async () => expect(await named('某人')).toHaveLength(1), LONG)
    expect((await named('某人'))[0]?.fields).toMatchObject({
      card: { name: '调理卡', openedOn: '2026-11-23' },
      trial: false,
    })
  }, 20_000)
})

describe('a known guest', () => {
  const key = { table: 'guests', id: 'sample-guest-wangA' }

  test('is changed field by field, and the page shows it', async () => {
    await open()
    await press(/王秀兰.*6218/)
    await press('修改资料')
    await userEvent.click(await screen.findByRole('button', { name: '体弱' }, LONG))
    await put(of.store, { ...key, fields: { lowSugar: true } })
    await press('保存')
    await waitFor(async () => expect((await readRecord(of.store, key))?.fields.weak).toBe(true), LONG)
    expect((await readRecord(of.store, key))?.fields.lowSugar).toBe(true)
    const page = await screen.findByRole('dialog', { name: '王女士 · 王秀兰' }, LONG)
    expect(within(page).getByText('体弱')).toBeTruthy()
    const kept = await of.store.database.outbox.orderBy('[inc+n]').toArray()
    const last = kept.findLast(({ intent }) => intent.startsWith('guest.'))
    expect(last).toMatchObject({ intent: 'guest.change', actor: 'sample-staff-chen' })
    expect(Object.keys(last?.ops[0]?.fields ?? {})).toEqual(['weak'])
  }, 20_000)

  test('lists past visits with the newest first, and leads to each; one that was moved away is not theirs', async () => {
    const visit = (id: string, day: string, at: number, fields: object) =>
      put(of.store, {
        table: 'visits',
        id,
        create: true,
        day,
        person: key.id,
        fields: { guestId: key.id, procedureId: BUNDLED_ID, begun: { at, by: 'u' }, ...fields },
      })
    await visit('v1', '2026-11-01', 1, { filed: { at: 2, by: 'u', missing: [] } })
    await visit('v2', '2026-11-08', 3, { voided: { at: 4, by: 'u', why: 'x' } })
    await visit('v3', '2026-11-09', 5, { guestId: 'sample-guest-wangB' })
    const { history } = await open()
    await press(/王秀兰.*6218/)
    const past = await screen.findByRole('region', { name: '来过的记录' }, LONG)
    expect(
      within(past)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['2026年11月8日已作废', '2026年11月1日已归档'])
    await userEvent.click(within(past).getByRole('button', { name: /11月1日/ }))
    expect(history.at(-1)).toBe('/visit/v1')
  }, 20_000)
})

describe('the form’s draft', () => {
  const known = { ...NEW_GUEST, name: '王秀兰', address: '王女士', cautions: ['怕热，喜 1 档'] }

  test('gives back what it was made of, commas inside a word and all', () => {
    expect(draftOf(formOf(known, true), wordsOf)).toEqual(known)
  })

  test('divides a line that was typed anew', () => {
    const typed = { ...formOf(known, true), cautions: '怕热，空腹' }
    expect(draftOf(typed, wordsOf).cautions).toEqual(['怕热', '空腹'])
  })
})

describe('the visits of a guest', () => {
  test('[A6] say whole minutes of steam that have passed, as the visit itself does: 8:34 is 8', async () => {
    const [guest] = await named('李大成')
    const at = of.clock.now() - 60 * 60_000
    const by = 'sample-staff-lin'
    await put(of.store, {
      ...{ table: 'visits', id: 'v1', create: true, person: guest?.id ?? '', day: '2026-11-23' },
      fields: {
        ...{ procedureId: BUNDLED_ID, guestId: guest?.id ?? '', begun: { at, by }, ledOut: { at, by } },
        'A5.11-start#1': { value: { setting: '1', plannedMin: 30 }, at, by },
        'A6.6-off#1': { value: { how: 'stop', reason: 'guestWish' }, at: at + 514_000, by },
      },
    })
    await open()
    await press(/李大成/)
    expect(await screen.findByText('蒸 8 分', {}, LONG)).toBeTruthy()
  })
})
