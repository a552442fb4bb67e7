/** What taps in quick succession do, and what can be put right at the urn: on the real store, with a clock set by hand. */
import { act, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closeShops, MIN } from '../today/shop.tsx'
import { openVisit, type VisitOnTest } from './visit-run.tsx'

configure({ asyncUtilTimeout: 6000 })

let visit: VisitOnTest
beforeEach(async () => {
  visit = await openVisit()
})
afterEach(closeShops)

/** The button, once it takes presses. */
async function ready(name: string | RegExp) {
  await waitFor(() =>
    expect(screen.getByRole('button', { name }).getAttribute('aria-disabled')).not.toBe('true'),
  )
  return screen.getByRole('button', { name })
}

/** What stands at the place of the foot's filled button, whatever it says by now. */
const filled = () =>
  [...document.querySelectorAll('footer button')]
    .filter((one) => !one.closest('[role=dialog]'))
    .at(-1) as HTMLElement

/** Two taps at one place, as fast as a finger is. */
async function doubleTap(name: string) {
  await visit.user.click(await ready(name))
  await visit.user.click(filled())
}

async function pass(ms: number) {
  visit.clock.at += ms
  await act(async () => {
    document.dispatchEvent(new Event('visibilitychange'))
  })
}

const settle = () => act(() => new Promise((done) => setTimeout(done, 300)))

describe('two taps at one place', () => {
  test('[A2] a double tap on "next" leaves one stage', async () => {
    await visit.upTo('A2')
    visit.showVisit()
    await doubleTap('下一步：登记入座')
    await waitFor(async () => expect(await visit.field('left:A2')).toBeDefined())
    await settle()
    expect(await visit.field('left:A3')).toBeUndefined()
    await visit.user.click(await ready('下一步：咨询体检'))
    await waitFor(async () => expect(await visit.field('left:A3')).toBeDefined())
  })

  test('[A6.6] a double tap on "off" stays in the urn’s stage, where it can be taken back', async () => {
    await visit.upTo('A6')
    visit.showVisit()
    await screen.findByRole('img', { name: /^王女士，已蒸 0 分钟/ })
    await pass(30 * MIN)
    await doubleTap('我已关瓮')
    await waitFor(async () => expect(await visit.field('A6.6-off#1')).toBeDefined())
    await settle()
    expect(await visit.field('left:A6')).toBeUndefined()
    expect(await screen.findByRole('button', { name: '撤销：关瓮' })).toBeDefined()
  })

  test('[D13] a second press while a correction is on its way leaves the true old value', async () => {
    await visit.upTo('A5')
    visit.showVisit()
    await visit.user.click(await screen.findByRole('button', { name: /^咨询体检/ }))
    await visit.user.click(await screen.findByRole('button', { name: /^CCT 检测(?!记要)/ }))
    await visit.user.click(await screen.findByRole('button', { name: '更正' }))
    const sheet = await screen.findByRole('dialog')
    await visit.user.click(within(sheet).getByRole('button', { name: '总分 加一' }))
    await visit.user.click(within(sheet).getByRole('radio', { name: '输错了' }))
    const save = within(sheet).getByRole('button', { name: '更正' })
    act(() => {
      fireEvent.click(save)
      fireEvent.click(save)
    })
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(await visit.field('A4.4-cct')).toMatchObject({ value: { score: 71 }, was: { score: 70 } })
  })
})

describe('at the urn', () => {
  test('[A6.5] a mistaken "no more" is taken back while the urn is on', async () => {
    await visit.upTo('A6')
    visit.showVisit()
    await screen.findByRole('img', { name: /^王女士，已蒸 0 分钟/ })
    await pass(20 * MIN)
    await visit.user.click(await ready('不继续，关瓮'))
    await screen.findByRole('button', { name: '我已关瓮' })
    await visit.user.click(await screen.findByRole('button', { name: /^撤销：/ }))
    await waitFor(async () => expect(await visit.field('A6.5-continue')).toBeNull())
    expect(await ready('继续')).toBeDefined()
  })

  test('[A6.1] between minute 15 and 20 the button says what it waits for', async () => {
    await visit.upTo('A6')
    visit.showVisit()
    await screen.findByRole('img', { name: /^王女士，已蒸 0 分钟/ })
    await pass(15 * MIN)
    await visit.user.click(await ready('都正常'))
    expect(await screen.findByText('第 20 分钟问是否继续，还有 5:00')).toBeDefined()
    await pass(10 * MIN - 1)
    await visit.user.click(await ready('继续'))
    await visit.user.click(await ready('都正常'))
    expect(await screen.findByText('第 30 分钟关瓮，还有 5:01')).toBeDefined()
  })

  test('[A6.3] a drink that was noticed is taken back with what was noticed', async () => {
    await visit.upTo('A6')
    visit.showVisit()
    await pass(2 * MIN)
    await visit.user.click(await screen.findByRole('button', { name: '盐水' }))
    await waitFor(async () => expect(await visit.field('A6.3-drink#1')).toMatchObject({ value: 'saltWater' }))
    await visit.user.click(await screen.findByRole('button', { name: '撤销：盐水' }))
    await waitFor(async () => expect(await visit.field('A6.3-drink#1')).toBeNull())
    expect(await visit.field('A6.1-between#1')).toBeNull()
  })

  test('[A6.3] chosen for a check, taken off and chosen again, it is one drink', async () => {
    await visit.upTo('A6')
    visit.showVisit()
    await screen.findByRole('img', { name: /^王女士，已蒸 0 分钟/ })
    await pass(5 * MIN)
    await screen.findByText('现在照看')
    const salt = await screen.findByRole('button', { name: '盐水' })
    await visit.user.click(salt)
    await visit.user.click(salt)
    await visit.user.click(salt)
    await waitFor(async () => expect(await visit.field('A6.3-drink#2')).toMatchObject({ value: 'saltWater' }))
    expect(await visit.field('A6.3-drink#1')).toBeNull()
  })

  test('[D13] after "off" its time and the plan are corrected with a reason, and the old ones stay', async () => {
    await visit.upTo('A6')
    await pass(15 * MIN)
    await visit.send({ type: 'stop', reason: 'guestWish' })
    visit.showVisit()
    await visit.user.click(await screen.findByRole('button', { name: '看清单' }))
    await visit.user.click(await screen.findByRole('button', { name: '更正这次蒸的记录' }))
    await visit.user.click(await screen.findByRole('button', { name: '更正：关瓮' }))
    const sheet = await screen.findByRole('dialog')
    await visit.user.click(within(sheet).getByRole('radio', { name: '5 分钟前' }))
    await visit.user.click(within(sheet).getByRole('radio', { name: '输错了' }))
    await visit.user.click(within(sheet).getByRole('button', { name: '更正' }))
    const off = visit.clock.at
    await waitFor(async () =>
      expect(await visit.field('A6.6-off#1')).toMatchObject({
        at: off - 5 * MIN,
        was: { how: 'stop', reason: 'guestWish', at: off },
        why: 'mistyped',
      }),
    )
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await visit.user.click(await screen.findByRole('button', { name: '更正这次蒸的记录' }))
    await visit.user.click(await screen.findByRole('button', { name: '更正：开始' }))
    const again = await screen.findByRole('dialog')
    await visit.user.click(within(again).getByRole('radio', { name: '2 档' }))
    await visit.user.click(within(again).getByRole('radio', { name: '输错了' }))
    await visit.user.click(within(again).getByRole('button', { name: '更正' }))
    await waitFor(async () =>
      expect(await visit.field('A5.11-start#1')).toMatchObject({ value: { setting: '2', plannedMin: 30 } }),
    )
  })
})

test('a note changes the note alone: not who answered, nor when', async () => {
  await visit.upTo('A3')
  await visit.send({ type: 'answer', answers: [{ stepId: 'A3.2-seat' as never, value: 'lounge' }] })
  const before = await visit.field('A3.2-seat')
  await pass(10 * MIN)
  visit.showVisit()
  await visit.user.click(await screen.findByRole('button', { name: '更多：请顾客入座' }))
  await visit.user.click(await screen.findByRole('button', { name: '备注' }))
  await visit.user.type(await screen.findByLabelText('写一句'), '靠窗')
  await visit.user.click(await screen.findByRole('button', { name: '保存备注' }))
  await waitFor(async () =>
    expect(await visit.field('A3.2-seat')).toEqual({ ...(before as object), note: '靠窗' }),
  )
})
