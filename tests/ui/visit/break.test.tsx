/** A toilet break at the urn's panel: on the real store and engine, with a clock set by hand. */
import { act, configure, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeShops, MIN } from '../today/shop.tsx'
import { openVisit, type VisitOnTest } from './visit-run.tsx'

configure({ asyncUtilTimeout: 15_000 })

let visit: VisitOnTest
beforeEach(async () => {
  visit = await openVisit()
  await visit.upTo('A6')
  visit.showVisit()
  await screen.findByRole('img', { name: /^王女士，已蒸 0 分钟/ })
  await pass(7 * MIN)
  await press('都正常')
  await press('如厕')
  await press('扶左边')
})
afterEach(closeShops)

async function pass(ms: number) {
  visit.clock.at += ms
  await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
}
async function press(name: string) {
  await screen.findByRole('button', { name })
  await waitFor(() =>
    expect(screen.getByRole('button', { name }).getAttribute('aria-disabled')).not.toBe('true'),
  )
  await visit.user.click(screen.getByRole('button', { name }))
}
const choose = async (name: string) => visit.user.click(await screen.findByRole('radio', { name }))

test('[A6.1] [D13] out by one tap and the side: five minutes count down, the half hour goes on', async () => {
  expect(await screen.findByRole('region', { name: '顾客如厕' })).toBeDefined()
  expect(screen.getByText('先迈右脚')).toBeDefined()
  await pass(2 * MIN)
  const dial = await screen.findByRole('img', {
    name: /^王女士，已蒸 9 分钟，还有 21 分钟；如厕中，还有 3 分钟要回来/,
  })
  expect(within(dial).getByText('3:00')).toBeDefined()
  expect(within(dial).getByText('如厕中，关瓮还有 21 分')).toBeDefined()
  expect(screen.getByText(/离关瓮还有 21:00$/)).toBeDefined()
  expect(screen.getByText(/30 分钟关瓮不变/)).toBeDefined()
  await press('回来了')
  const sheet = await screen.findByRole('dialog')
  expect(within(sheet).getByRole('button', { name: '请答完三问' })).toBeDefined()
  await choose('不晕')
  await choose('喝了')
  await choose('扶右边')
  await press('扶进瓮了')
  await waitFor(async () =>
    expect(await visit.field('A6.1-away#1')).toMatchObject({
      value: { outSupport: 'left', inSupport: 'right', dizzy: false, water: true },
    }),
  )
  await waitFor(() => expect(screen.queryByRole('region', { name: '顾客如厕' })).toBeNull())
})

test('[A6.1] dizzy on return is recorded, and stopping comes next', async () => {
  await press('回来了')
  await choose('头晕')
  await choose('没喝')
  await choose('扶左边')
  await press('头晕：不再蒸')
  expect(await screen.findByRole('dialog', { name: '现在停止' })).toBeDefined()
  expect(await visit.field('A6.1-away#1')).toMatchObject({ value: { dizzy: true, water: false } })
})

test('[A6.1] over five minutes the screen demands "off", and says why', async () => {
  await pass(5 * MIN + 1000)
  expect((await screen.findByRole('alert')).textContent).toContain('离瓮超过 5 分钟')
  await press('我已关瓮')
  await waitFor(async () =>
    expect(await visit.field('A6.6-off#1')).toMatchObject({ value: { how: 'stop', reason: 'awayTooLong' } }),
  )
})
