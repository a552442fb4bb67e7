import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readRecord, recordsOf } from '../../../src/db/queries.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import { SAMPLE_PIN } from '../../../src/domain/people/pin.ts'
import { RetentionSection } from '../../../src/ui/shop/retention/RetentionSection.tsx'
import { useSession } from '../../../src/ui/state/session.ts'
import { loadRetentionStrings } from '../../../src/ui/strings/retention-strings.ts'
import { put } from '../../db/tablet.ts'
import { putAway, sealedTablet, show, type TestTablet } from '../state/harness.tsx'

const LONG = { timeout: 20_000 }
const MANAGER = 'sample-staff-chen' as StaffId
let of: TestTablet

beforeEach(async () => {
  of = await sealedTablet()
  await of.services.keys.unlock({ person: MANAGER, pin: SAMPLE_PIN }, true)
  useSession.setState({ who: MANAGER })
  await loadRetentionStrings('zh-CN')
  const at = Date.UTC(2023, 2, 1)
  const by = 'sample-staff-lin'
  for (const id of ['old-1', 'old-2'])
    await put(of.store, {
      ...{ table: 'visits', id, create: true, person: 'sample-guest-li', day: '2023-03-01' },
      fields: { guestId: 'sample-guest-li', begun: { at, by }, filed: { at, by } },
    })
})
afterEach(() => {
  cleanup()
  putAway()
})
const button = (name: string | RegExp) => screen.findByRole('button', { name }, LONG)
const press = async (name: string | RegExp) => userEvent.click(await button(name))
const open = () => show(of, <RetentionSection />)

describe('[SEC18] what is past its time', () => {
  test('is told with its kind, whose it is and since when; nothing goes before the PIN, and then under one receipt', async () => {
    await open()
    await press('有 2 条到期，看一看')
    expect((await screen.findAllByText('李先生 · 2026年3月1日到期', undefined, LONG)).length).toBe(2)
    await press('全部删除（2）')
    expect(await screen.findByText(/再输入一次自己的密码/, undefined, LONG)).toBeTruthy()
    expect(await recordsOf(of.store, 'erasures')).toEqual([])
    for (const digit of SAMPLE_PIN) await press(digit)
    expect(await screen.findByText(/已办 2 条，编号 [0-9A-F]{4}-[0-9A-F]{4}/, undefined, LONG)).toBeTruthy()
    const erasures = await recordsOf(of.store, 'erasures')
    expect(erasures.map(({ id, fields }) => [id, fields.of, fields.why])).toEqual([
      ['old-1', 'visits', 'overdue'],
      ['old-2', 'visits', 'overdue'],
    ])
    expect(new Set(erasures.map(({ fields }) => fields.receipt)).size).toBe(1)
    expect(of.deeds).toContain('sync')
  })

  test('a manager changes a time within its bounds, and what was due is due no more', async () => {
    await open()
    await press('修改时间')
    const more = await button('服务记录（读数、备注和照片都在里面） 加一')
    for (let n = 0; n < 30; n += 1) await userEvent.click(more)
    await press('保存')
    await waitFor(
      async () =>
        expect((await readRecord(of.store, { table: 'shop', id: 'shop' }))?.fields['keep:visits']).toBe(60),
      LONG,
    )
    expect(await screen.findByText('现在没有到期的。', undefined, LONG)).toBeTruthy()
  })

  test('others see how long what is kept, and can do nothing about it', async () => {
    useSession.setState({ who: 'sample-staff-lin' as StaffId })
    await open()
    expect(await screen.findByText(/个人信息保护法第 56 条/, undefined, LONG)).toBeTruthy()
    expect(screen.queryAllByRole('button')).toEqual([])
  })
})
