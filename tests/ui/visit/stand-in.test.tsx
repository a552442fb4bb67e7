/** A visit whose procedure has not arrived here: what its alarm opens, and the deeds that are safe without it. */
import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { closeShops, MIN } from '../today/shop.tsx'
import { openVisit, VISIT, type VisitOnTest } from './visit-run.tsx'

let visit: VisitOnTest
beforeEach(async () => {
  visit = await openVisit()
  await visit.upTo('A6')
  await visit.put({ table: 'visits', id: VISIT, fields: { procedureId: 'NIC-01/A@99' } })
})
afterEach(closeShops)

async function press(name: string | RegExp) {
  const found = await screen.findByRole('button', { name })
  await waitFor(() => expect(found.getAttribute('aria-disabled')).not.toBe('true'))
  await visit.user.click(found)
}

test('[D13] past the half hour it shows who, where and the time, and "off" and "out" are said there', async () => {
  visit.clock.at += 31 * MIN
  visit.showVisit()
  expect(await screen.findByRole('heading', { name: /王女士/ })).toBeDefined()
  expect(await screen.findByText(/号房.*1 档/)).toBeDefined()
  expect(screen.getByText(/步骤请在别的平板上做/)).toBeDefined()
  expect(screen.getByRole('img', { name: /^王女士，超过时间 1:00/ })).toBeDefined()
  expect(screen.queryByRole('button', { name: '都正常' })).toBeNull()
  await press('我已关瓮')
  await waitFor(async () =>
    expect(await visit.field('A6.6-off#1')).toMatchObject({
      value: { how: 'off' },
      at: visit.clock.at,
      by: visit.by,
    }),
  )
  expect(await screen.findByText(/^瓮 10:31 已关，还没有人确认顾客出瓮/)).toBeDefined()
  await press('我已扶出来')
  await waitFor(async () => expect(await visit.field('ledOut')).toMatchObject({ by: visit.by }))
  await waitFor(() => expect(screen.queryByText(/还没有人确认顾客出瓮/)).toBeNull())
  await press('回到今日')
  expect(visit.path()).toBe('/')
})

test('[D16] before its time the urn is stopped with a reason; that the start was a mistake is for a tablet that has the steps', async () => {
  visit.clock.at += MIN
  visit.showVisit()
  expect(await screen.findByRole('img', { name: /^王女士，已蒸 1 分钟/ })).toBeDefined()
  expect(screen.queryByRole('button', { name: '我已关瓮' })).toBeNull()
  await press(/立即停止/)
  const sheet = await screen.findByRole('dialog')
  expect(within(sheet).queryByRole('radio', { name: /按错了/ })).toBeNull()
  await visit.user.click(within(sheet).getByRole('radio', { name: '头晕' }))
  await visit.user.click(within(sheet).getByRole('button', { name: '我已关瓮，停止' }))
  await waitFor(async () =>
    expect(await visit.field('A6.6-off#1')).toMatchObject({ value: { how: 'stop', reason: 'dizzy' } }),
  )
})

test('[D13] once its procedure has arrived the same screen is the whole visit', async () => {
  visit.clock.at += MIN
  visit.showVisit()
  await screen.findByText(/步骤请在别的平板上做/)
  await visit.put({ table: 'visits', id: VISIT, fields: { procedureId: structure.id } })
  expect(await screen.findByRole('button', { name: '都正常' })).toBeDefined()
})
