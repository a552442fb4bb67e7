/** Challenge and response as a consultant meets it: on the real store and engine, with a clock set by hand. */
import { act, configure, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closeShops, MIN } from '../today/shop.tsx'
import { openVisit, type VisitOnTest } from './visit-run.tsx'

configure({ asyncUtilTimeout: 15_000 })

let visit: VisitOnTest
beforeEach(async () => {
  visit = await openVisit()
})
afterEach(closeShops)

/** Presses a button once it takes presses. */
async function press(name: string | RegExp) {
  await screen.findByRole('button', { name })
  await waitFor(() =>
    expect(screen.getByRole('button', { name }).getAttribute('aria-disabled')).not.toBe('true'),
  )
  await visit.user.click(screen.getByRole('button', { name }))
}
const asks = (words: string) => screen.findByRole('heading', { level: 2, name: words })
const answer = (stepId: string, value: unknown) =>
  visit.send({ type: 'answer', answers: [{ stepId: stepId as never, value: value as never }] })

/** In the preparation, with all that is done before the guest stands at the urn. */
async function atUrn() {
  await visit.upTo('A5')
  await answer('A5.2-clean', 'clean')
  await answer('A5.7-water', 2)
  await answer('A5.7-balance', 'steady')
}

describe('before the urn', () => {
  test('[A5.9] [A5.10] [A5.11] five large answers, the plan read back, and the clock starts', async () => {
    await atUrn()
    visit.showVisit()
    await press('入瓮前，问一遍')
    await asks('是这位顾客吗？')
    expect(screen.getByText('王秀兰')).toBeDefined()
    await press('就是这位')
    await asks('首饰、贵重物品锁好了吗？')
    await press('已上锁')
    await asks('头晕吗？有没有不舒服？')
    await press('不晕，都好')
    await asks('两只脚都在脚垫毛巾上吗？')
    await press('都在脚垫毛巾上')
    await asks('哪一档？蒸多少分钟？')
    expect(await visit.field('A5.10-ready')).toBeUndefined()
    await visit.user.click(screen.getByRole('radio', { name: '1 档' }))
    await visit.user.click(screen.getByRole('radio', { name: '25 分' }))
    await asks('1 档 · 25 分钟 准备好了吗？')
    await press('开始蒸，计时')
    await screen.findByRole('img', { name: /^王女士，已蒸 0 分钟/ })
    expect(await visit.field('A5.9-identity')).toMatchObject({ value: 'same', by: visit.by })
    expect(await visit.field('A5.8-locker')).toMatchObject({ value: 'locked' })
    expect(await visit.field('A5.9-call')).toMatchObject({ value: true })
    expect(await visit.field('A5.9-feet')).toMatchObject({ value: true })
    expect(await visit.field('A5.10-ready')).toMatchObject({ value: true })
    expect(await visit.field('A5.11-start#1')).toMatchObject({ value: { setting: '1', plannedMin: 25 } })
  })

  test('[A5.11] [D13] asked from the room’s stage, the start brings the urn’s clock onto the screen', async () => {
    await atUrn()
    await answer('A5.9-identity', 'same')
    await answer('A5.8-locker', 'locked')
    visit.showVisit()
    const rail = within(await screen.findByRole('navigation', { name: '流程' }))
    await visit.user.click(rail.getByRole('button', { name: /^备房/ }))
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('备好保健室'))
    await press('入瓮前，问一遍')
    while (!screen.queryByRole('heading', { level: 2, name: '哪一档？蒸多少分钟？' }))
      await press(/^(就是这位|已上锁|不晕，都好|都在脚垫毛巾上)$/)
    await visit.user.click(screen.getByRole('radio', { name: '1 档' }))
    await visit.user.click(screen.getByRole('radio', { name: '25 分' }))
    await press('开始蒸，计时')
    await screen.findByRole('img', { name: /^王女士，已蒸 0 分钟/ })
  })

  test('[A5.9] what was said before is asked again at the urn, and keeps the time at which it was said', async () => {
    await atUrn()
    await answer('A5.9-identity', 'same')
    await answer('A5.8-locker', 'nothing')
    await answer('A5.9-call', true)
    const said = await visit.field('A5.9-call')
    visit.clock.at += 4 * MIN
    visit.showVisit()
    await press('入瓮前，问一遍')
    await asks('头晕吗？有没有不舒服？')
    await press('不晕，都好')
    await asks('两只脚都在脚垫毛巾上吗？')
    expect(await visit.field('A5.9-call')).toEqual(said)
  })

  test('[A5.7] [D17] a dizzy guest is not steamed: the reason stands there, and declining is the way on', async () => {
    await atUrn()
    await answer('A5.9-identity', 'same')
    await answer('A5.8-locker', 'locked')
    visit.showVisit()
    await press('入瓮前，问一遍')
    await press('头晕，不舒服')
    expect((await screen.findByRole('alert')).textContent).toContain('今天不蒸')
    expect(await visit.field('A5.7-balance')).toMatchObject({ value: 'unsteady' })
    expect(screen.queryByRole('button', { name: '开始蒸，计时' })).toBeNull()
    await press(/婉拒/)
    expect(await screen.findByRole('dialog')).toBeDefined()
  })

  test('[A5.9] another guest than the one on the tablet is a visit to be moved', async () => {
    await atUrn()
    visit.showVisit()
    await press('入瓮前，问一遍')
    await press('不是这位')
    expect(within(await screen.findByRole('dialog')).getByText(/签名作废/)).toBeDefined()
    expect(await visit.field('A5.9-identity')).toBeUndefined()
  })

  test('[look] what is no gate can be skipped; the list is one tap away and starts the urn as well', async () => {
    await atUrn()
    visit.showVisit()
    await press('入瓮前，问一遍')
    await asks('是这位顾客吗？')
    expect(screen.queryByRole('button', { name: '先跳过' })).toBeNull()
    await press('就是这位')
    await press('已上锁')
    await press('先跳过')
    await asks('两只脚都在脚垫毛巾上吗？')
    await press('看清单')
    await visit.user.click(await screen.findByRole('radio', { name: '1 档' }))
    await visit.user.click(screen.getByRole('radio', { name: '15 分' }))
    await press('开始蒸，计时')
    await screen.findByRole('img', { name: /^王女士，已蒸 0 分钟/ })
    expect(await visit.field('A5.9-call')).toBeUndefined()
  })

  test('an answer is taken back on the card, and its question comes again', async () => {
    await atUrn()
    visit.showVisit()
    await press('入瓮前，问一遍')
    await press('就是这位')
    await asks('首饰、贵重物品锁好了吗？')
    await press(/^撤销：/)
    await asks('是这位顾客吗？')
    await waitFor(async () => expect(await visit.field('A5.9-identity')).toBeNull())
  })
})

describe('on leaving the urn', () => {
  test('[A7.2] [A7.3] with "off" it comes by itself; the side decides which foot is told', async () => {
    await visit.upTo('A6')
    visit.showVisit()
    await screen.findByRole('img', { name: /^王女士，已蒸 0 分钟/ })
    visit.clock.at += 30 * MIN
    await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
    await press('我已关瓮')
    await asks('扶着顾客的哪一边？')
    await press('扶左边')
    await asks('先迈右脚')
    expect(screen.getByText('我扶着您左边，请先下右脚，慢慢来。')).toBeDefined()
    await press('说了，慢慢迈')
    await asks('大浴巾裹好了吗？')
    await press('裹好了')
    await asks('在桑拿椅上坐稳了吗？')
    await press('坐稳了')
    expect(await screen.findByRole('button', { name: /^下一步/ })).toBeDefined()
    for (const id of ['A7.3-right-foot', 'A7.1-wrap', 'A7.1-shawl', 'A7.4-chair'])
      expect(await visit.field(id)).toMatchObject({ value: true, by: visit.by })
    expect(await visit.field('A7.2-support')).toMatchObject({ value: 'left' })
    expect(await visit.field('A7.3-left-foot')).toBeUndefined()
  })

  test('[D13] "off" told by mistake is taken back from the card, and the dial is there again', async () => {
    await visit.upTo('A6')
    visit.showVisit()
    await screen.findByRole('img', { name: /^王女士，已蒸 0 分钟/ })
    visit.clock.at += 20 * MIN
    await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
    await press('不继续，关瓮')
    await press('我已关瓮')
    await asks('扶着顾客的哪一边？')
    await press('撤销：关瓮')
    expect(await screen.findByRole('button', { name: '我已关瓮' })).toBeDefined()
  })
})

test('[A9.1] on leaving the room everything is asked for, and then the stage can be left', async () => {
  await visit.upTo('A6')
  visit.clock.at += 12 * MIN
  await visit.send({ type: 'stop', reason: 'guestWish' })
  await visit.upTo('A9')
  visit.showVisit()
  await asks('头晕吗？站得稳吗？')
  await press('还晕')
  expect(await screen.findByText('让顾客坐下，歇一会儿，再问一次。')).toBeDefined()
  await press('不晕，站得稳')
  await asks('东西都带上了吗？')
  await press('都带上了')
  await asks('柜子、首饰盒都空了吗？')
  await press('空了，没有落下')
  await press(/^下一步/)
  await waitFor(async () => expect(await visit.field('left:A9')).toBeDefined())
  expect(await visit.field('A9.1-remind')).toMatchObject({ value: true })
  expect(await visit.field('A9.1-locker')).toMatchObject({ value: true })
})

test('[A7.6] a rest shows what is left of it, from the stored start: rounded up, then that it may end, calmly', async () => {
  await visit.upTo('A6')
  visit.clock.at += 12 * MIN
  await visit.send({ type: 'stop', reason: 'guestWish' })
  await visit.send({ type: 'leave', stageId: 'A6' as never })
  await answer('A7.2-support', 'left')
  await answer('A7.6-rest', { startedAt: visit.clock.at })
  visit.clock.at += 8 * MIN - 400
  visit.showVisit()
  expect(await screen.findByText('还有 12:01')).toBeDefined()
  visit.clock.at += 14 * MIN + 400
  await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
  expect(await screen.findByText('时间到了，已 22:00')).toBeDefined()
  visit.clock.at += 5 * MIN
  await act(async () => void document.dispatchEvent(new Event('visibilitychange')))
  expect(await screen.findByText('已 27:00，可以结束了')).toBeDefined()
})
