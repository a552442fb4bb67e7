/** The visit screen as a consultant uses it, on the real store and engine with a clock that is set by hand. */
import { act, cleanup, configure, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fieldsOf } from '../../../src/domain/procedure/answers.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { text as english } from '../../../src/domain/procedure/nic-01-a/text-en.ts'
import { text as chinese } from '../../../src/domain/procedure/nic-01-a/text-zh-cn.ts'
import { VisitScreen } from '../../../src/ui/visit/VisitScreen.tsx'
import { failWrites, mend } from '../../db/faults.ts'
import { closeShops, MIN } from '../today/shop.tsx'
import { openVisit, type VisitOnTest } from './visit-run.tsx'

// The machine that runs the checks is shared and slow; a failure shows late rather than by chance.
configure({ asyncUtilTimeout: 6000 })

let visit: VisitOnTest
beforeEach(async () => {
  visit = await openVisit()
})
afterEach(() => {
  mend()
  closeShops()
})

/** The button, once it takes presses: a foot whose action is new waits for a moment. */
async function button(name: string | RegExp) {
  await screen.findByRole('button', { name })
  await waitFor(() =>
    expect(screen.getByRole('button', { name }).getAttribute('aria-disabled')).not.toBe('true'),
  )
  return screen.getByRole('button', { name })
}
const dialog = () => screen.findByRole('dialog')

/** Lets the screens' own timers see that the clock has moved. */
async function pass(ms: number) {
  visit.clock.at += ms
  await act(async () => {
    document.dispatchEvent(new Event('visibilitychange'))
  })
}

describe('a stage', () => {
  test('[A2.1] what is done together is confirmed by one tap, and counts as kept once it is on disk', async () => {
    await visit.upTo('A2')
    visit.showVisit()
    expect(await screen.findByText('您好，欢迎光临瓮养 · 南门店！')).toBeDefined()
    const row = await button(/^迎接顾客/)
    await visit.user.click(row)
    expect(row.getAttribute('aria-pressed')).toBe('true')
    await waitFor(() => expect(row.textContent).toContain('已存本机'))
    expect(await visit.field('A2.1-greet')).toMatchObject({ value: true, by: visit.by })
    expect(await visit.field('AN3-mask')).toMatchObject({ value: true })
  })

  test('[C1] a tick shows within the frame as saving, and as kept only afterwards', async () => {
    await visit.upTo('A4')
    visit.showVisit()
    const row = await button(/^倒水，介绍过程/)
    act(() => row.click())
    expect(row.textContent).toContain('正在保存')
    await waitFor(() => expect(row.textContent).toContain('已存本机'))
  })

  test('[A4.3] closed gates are named beside the button, and a tap on it leads to the first of them', async () => {
    await visit.upTo('A4')
    visit.showVisit()
    const next = await button('下一步：保健前准备')
    expect(screen.getByText(/^还差：有没有不宜蒸的情况、核对顾客、量血压/)).toBeDefined()
    await visit.user.click(next)
    await waitFor(() => expect(document.activeElement?.textContent).toContain('有没有不宜蒸的情况'))
    expect(await visit.field('left:A4')).toBeUndefined()
  })

  test('[C7] what could not be saved is said, stays open, and can be tapped again', async () => {
    await visit.upTo('A2')
    visit.showVisit()
    const row = await button(/^迎接顾客/)
    failWrites('quota')
    await visit.user.click(row)
    expect((await screen.findByRole('alert')).textContent).toContain('没有保存')
    expect(row.getAttribute('aria-pressed')).toBe('false')
    mend()
    await visit.user.click(row)
    await waitFor(async () => expect(await visit.field('A2.1-greet')).toMatchObject({ value: true }))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('[A3.1] what is open without being a gate is counted and does not block', async () => {
    await visit.upTo('A3')
    visit.showVisit()
    // The row that one tap confirms is one of them, whatever it holds.
    expect(await screen.findByText('还有 2 项没做，可以先往下走')).toBeDefined()
    expect(await screen.findAllByRole('button', { name: /^更多：/ }), 'as many as stand there').toHaveLength(
      2,
    )
    await visit.user.click(await button('下一步：咨询体检'))
    expect(await screen.findByRole('heading', { name: '健康咨询及体检', level: 1 })).toBeDefined()
  })

  test('undo takes back the last step while its stage is open', async () => {
    await visit.upTo('A3')
    await visit.send({ type: 'answer', answers: [{ stepId: 'A3.2-seat' as never, value: 'lounge' }] })
    visit.showVisit()
    await visit.user.click(await button('撤销：请顾客入座'))
    await waitFor(async () => expect(await visit.field('A3.2-seat')).toBeNull())
  })

  test('[A4.2] the guest reads what they sign, in their language, and nothing of the screen behind it', async () => {
    await visit.upTo('A4')
    const { guestId } = fieldsOf(await visit.run())
    await visit.put({ table: 'guests', id: String(guestId), fields: { language: 'en' } })
    visit.showVisit()
    await visit.user.click(await button('请签名'))
    const sheet = await dialog()
    expect(sheet.textContent).toContain('Please read, then sign')
    const read = within(sheet)
      .getAllByRole('listitem')
      .map((line) => line.textContent)
    expect(read).toEqual(english.steps['A4.2-consent']?.reads?.lines)
    expect(within(sheet).getByRole('list').lang).toBe('en')
    expect(document.querySelector('[class*=curtain]'), 'opaque').not.toBeNull()
  })

  test('[A4.2] [D17] what is never steamed and what the manager decides stand apart, each under its words, and “none” by itself', async () => {
    await visit.upTo('A4')
    visit.showVisit()
    await visit.user.click(await button('有，选一选'))
    const sheet = within(await dialog())
    const step = structure.stages
      .flatMap(({ steps }) => steps)
      .find(({ id }) => id === 'A4.2-contraindications')
    const named = (verdict: string) =>
      (step?.kind === 'choose' ? step.options : [])
        .filter((one) => one.verdict === verdict)
        .map(({ id }) => chinese.steps['A4.2-contraindications']?.options?.[id])
    const under = (name: string) =>
      within(sheet.getByRole('toolbar', { name }))
        .getAllByRole('button')
        .map((one) => one.textContent)
    expect(under('禁止：今天不蒸，请婉拒')).toEqual(named('block'))
    expect(under('慎用：要店长同意')).toEqual(named('approve'))
    expect(sheet.getByRole('heading', { name: '禁止：今天不蒸，请婉拒' })).toBeDefined()
    const chosen = () => sheet.getAllByRole('button', { pressed: true }).map((one) => one.textContent)
    await visit.user.click(sheet.getByRole('button', { name: '糖尿病' }))
    await visit.user.click(sheet.getByRole('button', { name: '怀孕' }))
    expect(chosen()).toEqual(['怀孕', '糖尿病'])
    await visit.user.click(sheet.getByRole('button', { name: '都没有' }))
    expect(chosen()).toEqual(['都没有'])
    await visit.user.click(sheet.getByRole('button', { name: '今天喝过酒' }))
    expect(chosen()).toEqual(['今天喝过酒'])
  })

  test('a step can be left out with a reason', async () => {
    await visit.upTo('A4')
    visit.showVisit()
    await visit.user.click(await button('更多：CCT 检测'))
    await visit.user.click(await button('没有做'))
    await visit.user.click(await screen.findByRole('radio', { name: '来不及' }))
    await visit.user.click(await button('记为未做'))
    await waitFor(async () =>
      expect(await visit.field('A4.4-cct')).toMatchObject({ value: { notDone: 'noTime' } }),
    )
    expect(await screen.findByText(/未做：来不及/)).toBeDefined()
  })

  test('a step that was done before is entered with its time', async () => {
    await visit.upTo('A4')
    await pass(40 * MIN)
    visit.showVisit()
    await visit.user.click(await button('更多：倒水，介绍过程'))
    await visit.user.click(within(await dialog()).getByRole('button', { name: '更多：先倒一杯水' }))
    await visit.user.click(await button('补录（之前做的）'))
    await visit.user.click(await screen.findByRole('radio', { name: '30 分钟前' }))
    await visit.user.click(await button('补录'))
    await waitFor(async () =>
      expect(await visit.field('A4.1-water')).toMatchObject({
        at: visit.clock.at - 30 * MIN,
        enteredAt: visit.clock.at,
      }),
    )
  })

  test('a correction asks for a reason and keeps the old value', async () => {
    await visit.upTo('A5')
    visit.showVisit()
    await visit.user.click(await button(/^咨询体检/))
    await visit.user.click(await button(/^CCT 检测(?!记要)/))
    await visit.user.click(await button('更正'))
    const sheet = await dialog()
    expect(within(sheet).getByText('原来：70 分')).toBeDefined()
    await visit.user.click(within(sheet).getByRole('button', { name: '总分 加一' }))
    await visit.user.click(within(sheet).getByRole('button', { name: '请选或写下原因' }))
    expect(await visit.field('A4.4-cct')).not.toHaveProperty('was')
    await visit.user.click(within(sheet).getByRole('radio', { name: '输错了' }))
    await visit.user.click(within(sheet).getByRole('button', { name: '更正' }))
    await waitFor(async () =>
      expect(await visit.field('A4.4-cct')).toMatchObject({
        value: { score: 71 },
        was: { score: 70 },
        why: 'mistyped',
      }),
    )
  })
})

describe('values', () => {
  test('[A4.3] an impossible blood pressure is asked again, an unusual one wants a manager and a reason', async () => {
    await visit.givePin('sample-staff-chen')
    await visit.upTo('A4')
    await visit.send({ type: 'answer', answers: [{ stepId: 'A4.3-identity' as never, value: 'same' }] })
    visit.showVisit()
    await visit.user.click(await button(/^量血压/))
    const sheet = await dialog()
    const enter = async (part: string, digits: string) => {
      await visit.user.click(
        within(sheet).getByRole('button', { name: new RegExp(`^${part} (\\d+|输入数字)`) }),
      )
      const pad = (await screen.findAllByRole('dialog')).at(-1) as HTMLElement
      for (const digit of digits) await visit.user.click(within(pad).getByRole('button', { name: digit }))
      await visit.user.click(within(pad).getByRole('button', { name: '确定' }))
    }
    await enter('高压', '300')
    await enter('低压', '95')
    expect(within(sheet).getByRole('alert').textContent).toContain('高压不像真的数')
    await enter('高压', '158')
    expect(within(sheet).queryByRole('alert')).toBeNull()
    const chosen = () =>
      within(sheet).getByRole('radio', { name: '陈国华', hidden: true }).getAttribute('aria-checked')
    const typePin = async (pin: string) => {
      await waitFor(async () =>
        expect(await screen.findByRole('button', { name: '删掉一位' })).toHaveProperty('disabled', false),
      )
      await visit.user.keyboard(pin)
    }
    await visit.user.click(within(sheet).getByRole('radio', { name: '陈国华' }))
    await screen.findByRole('dialog', { name: '请输入密码确认' })
    await typePin('135790')
    await screen.findByText('密码不对，请再输一次。')
    expect(chosen(), 'a name alone is no approval').not.toBe('true')
    await typePin('246810')
    await waitFor(() => expect(chosen()).toBe('true'))
    await visit.user.type(within(sheet).getByLabelText('理由'), '静坐后复测')
    await visit.user.click(within(sheet).getByRole('button', { name: '记下读数' }))
    await waitFor(async () =>
      expect(await visit.field('A4.3-bp')).toMatchObject({
        value: { systolic: 158, diastolic: 95 },
        note: '静坐后复测',
      }),
    )
    expect(await visit.field('A4.3-bp')).toHaveProperty('approvedBy')
  })

  test('[A4.2] a blank signature is refused; one on paper says where the paper is', async () => {
    await visit.upTo('A4')
    visit.showVisit()
    await visit.user.click(await button(/^顾客签知情同意书/))
    const sheet = await dialog()
    await visit.user.click(await within(sheet).findByRole('button', { name: '还没有签名' }))
    expect(await visit.field('A4.2-consent')).toBeUndefined()
    await visit.user.click(within(sheet).getByRole('button', { name: '改在纸上签' }))
    await visit.user.click(within(sheet).getByRole('button', { name: '请写下纸放在哪里' }))
    await visit.user.type(within(sheet).getByLabelText('纸放在哪里'), '前台二号夹')
    await visit.user.click(within(sheet).getByRole('button', { name: '保存签名' }))
    await waitFor(async () =>
      expect(await visit.field('A4.2-consent')).toMatchObject({
        value: { paper: true, where: '前台二号夹' },
      }),
    )
  })

  test('[A5.7] water is counted by taps, and one cup does not open the gate', async () => {
    await visit.upTo('A5')
    visit.showVisit()
    const more = await button('蒸前饮水，至少 2 杯 加一')
    await visit.user.click(more)
    await visit.user.click(more)
    await waitFor(async () => expect(await visit.field('A5.7-water')).toMatchObject({ value: 2 }))
  })

  test('[A4.3] before blood pressure the guest is shown large: form of address, name, end of the phone number', async () => {
    await visit.upTo('A4')
    visit.showVisit()
    const card = await screen.findByRole('region', { name: '核对顾客：姓名、电话尾号' })
    expect(within(card).getByText('王女士')).toBeDefined()
    expect(within(card).getByText('王秀兰')).toBeDefined()
    await visit.user.click(within(card).getByRole('button', { name: '就是这位' }))
    await waitFor(async () => expect(await visit.field('A4.3-identity')).toMatchObject({ value: 'same' }))
  })

  test('[A5.1] supplies show totals of the guest’s own set, computed', async () => {
    await visit.upTo('A5')
    visit.showVisit()
    await visit.user.click(await button(/^备房/))
    expect(await screen.findByText('毛巾 7 · 浴帽 1 · 大浴巾 6 · 一次性浴衣 1 · 一次性拖鞋 1')).toBeDefined()
  })
})

describe('steaming', () => {
  test('[A5.11] steam starts only with a setting and minutes chosen, neither of them beforehand', async () => {
    await visit.upTo('A6')
    await visit.send({ type: 'stop', reason: 'mistaken' })
    visit.showVisit()
    await visit.user.click(await button('入瓮前，问一遍'))
    await visit.user.click(await button('看清单'))
    await visit.user.click(await button('开始蒸，计时'))
    expect(screen.getByText('还差：选档位、选时间')).toBeDefined()
    await visit.user.click(screen.getByRole('radio', { name: '2 档' }))
    await visit.user.click(screen.getByRole('radio', { name: '20 分' }))
    await visit.user.click(await button('开始蒸，计时'))
    expect(await screen.findByRole('img', { name: /^王女士，已蒸 0 分钟/ })).toBeDefined()
    await waitFor(async () =>
      expect(await visit.field('A5.11-start#2')).toMatchObject({ value: { setting: '2', plannedMin: 20 } }),
    )
  })

  test('[A6.1] a check that is due is recorded with what was found, by one tap each', async () => {
    await visit.upTo('A6')
    visit.showVisit()
    expect(await screen.findByRole('region', { name: '第 5 分钟照看，还有' })).toBeDefined()
    await pass(5 * MIN)
    await screen.findByText('现在照看')
    await visit.user.click(await button('口渴'))
    await visit.user.click(await button('记下照看，1 项'))
    await waitFor(async () =>
      expect(await visit.field('A6.1-check#5')).toMatchObject({ value: { found: ['thirsty'] } }),
    )
  })

  test('[A6.1] what is noticed between two checks is kept at once, with its time, and can be taken back', async () => {
    await visit.upTo('A6')
    visit.showVisit()
    await pass(2 * MIN)
    await visit.user.click(await button('头晕'))
    await waitFor(async () => expect(await visit.field('A6.1-between#1')).toMatchObject({ value: 'dizzy' }))
    await visit.user.click(await button('撤销：头晕'))
    await waitFor(async () => expect(await visit.field('A6.1-between#1')).toBeNull())
  })

  test('[A6.1] [D13] what is chosen for the check that is due is kept at the tap: a screen opened anew still has it', async () => {
    await visit.upTo('A6')
    visit.clock.at += 10 * MIN
    visit.showVisit()
    await screen.findByText('现在照看')
    await visit.user.click(await button('头晕'))
    await waitFor(async () => expect(await visit.field('A6.1-between#1')).toMatchObject({ value: 'dizzy' }))
    cleanup()
    visit.clock.at += 20_000
    visit.showVisit()
    expect((await button('头晕')).getAttribute('aria-pressed')).toBe('true')
    await visit.user.click(await button('记下照看，1 项'))
    await waitFor(async () =>
      expect(await visit.field('A6.1-check#10')).toMatchObject({ value: { found: ['dizzy'] } }),
    )
    // In the check now, and nowhere a second time.
    expect(await visit.field('A6.1-between#1')).toBeNull()
  })

  test('[A6.1] what is chosen for the check that is due is taken back by a second tap, with the drink it brought', async () => {
    await visit.upTo('A6')
    visit.clock.at += 5 * MIN
    visit.showVisit()
    await screen.findByText('现在照看')
    await visit.user.click(await button('盐水'))
    await waitFor(async () => expect(await visit.field('A6.3-drink#1')).toMatchObject({ value: 'saltWater' }))
    cleanup()
    visit.clock.at += 10_000
    visit.showVisit()
    await visit.user.click(await button('盐水'))
    await waitFor(async () => expect(await visit.field('A6.3-drink#1')).toBeNull())
    expect(await visit.field('A6.1-between#1')).toBeNull()
    expect(await button('都正常')).toBeDefined()
  })

  test('[A6.1] chosen for a check that is then missed, it stays noticed at its time and is never put to the next one', async () => {
    await visit.upTo('A6')
    visit.clock.at += 15 * MIN
    visit.showVisit()
    await screen.findByText('现在照看')
    await visit.user.click(await button('头晕'))
    await waitFor(async () => expect(await visit.field('A6.1-between#1')).toMatchObject({ value: 'dizzy' }))
    await pass(5 * MIN)
    expect(await button('撤销：头晕')).toBeDefined()
    await visit.user.click(await button('继续'))
    await pass(5 * MIN)
    await screen.findByText('现在照看')
    expect((await button('头晕')).getAttribute('aria-pressed')).toBe('false')
    await visit.user.click(await button('都正常'))
    await waitFor(async () =>
      expect(await visit.field('A6.1-check#25')).toMatchObject({ value: { found: [] } }),
    )
    expect(await visit.field('A6.1-between#1')).toMatchObject({ value: 'dizzy' })
  })

  test('[A6.1] "all normal" is one tap from a minute before to a minute after; later it says how late', async () => {
    await visit.upTo('A6')
    visit.showVisit()
    await screen.findByRole('img', { name: /^王女士，已蒸 0 分钟/ })
    await pass(4 * MIN)
    await visit.user.click(await button('都正常'))
    await waitFor(async () =>
      expect(await visit.field('A6.1-check#5')).toMatchObject({ value: { found: [] } }),
    )
    await pass(8 * MIN + 20_000)
    await visit.user.click(await button('都正常'))
    await waitFor(async () =>
      expect(await visit.field('A6.1-check#10')).toMatchObject({ value: { found: [] } }),
    )
    await visit.send({ type: 'stop', reason: 'guestWish' })
    await visit.user.click(await button('看清单'))
    await visit.user.click(await button('更正这次蒸的记录'))
    const sheet = await dialog()
    expect(within(sheet).getByText(/都正常 · 迟了 2:20/)).toBeDefined()
    expect(within(sheet).getAllByText(/都正常$/)).toHaveLength(1)
  })

  test('[A5.3] [A6.2] cups before, during and after stand against the rule', async () => {
    await visit.upTo('A6')
    visit.showVisit()
    expect(await screen.findByText('前 2/2 杯 · 中 –/3–5 杯 · 后 –/2–3 杯')).toBeDefined()
    await visit.user.click(await button('蒸中饮水 加一'))
    expect(await screen.findByText('前 2/2 杯 · 中 1/3–5 杯 · 后 –/2–3 杯')).toBeDefined()
  })

  test('[A6.5] at 20 minutes the guest is asked whether to go on, with two answers', async () => {
    await visit.upTo('A6')
    visit.showVisit()
    await screen.findByRole('img', { name: /^王女士，已蒸 0 分钟/ })
    await pass(20 * MIN)
    expect(await screen.findByText('20 分钟了，问要不要继续')).toBeDefined()
    expect(await button('不继续，关瓮')).toBeDefined()
    await visit.user.click(await button('继续'))
    await waitFor(async () => expect(await visit.field('A6.5-continue')).toMatchObject({ value: true }))
  })

  test('[D6] after a shorter plan the question names no minute that is not so', async () => {
    await visit.upTo('A6')
    await visit.send({ type: 'stop', reason: 'mistaken' })
    await visit.send({ type: 'steamStart', setting: '1', plannedMin: 15 })
    visit.showVisit()
    await screen.findByRole('img', { name: /^王女士，已蒸 0 分钟/ })
    await pass(15 * MIN)
    expect(await screen.findByText('问顾客：还继续吗？')).toBeDefined()
    expect(screen.queryByText(/20 分钟了|二十分钟/)).toBeNull()
    expect(await button('不继续，关瓮')).toBeDefined()
  })

  test('[D13] past 30 minutes the dial counts up and "off" is demanded, and what is confirmed is the true time', async () => {
    await visit.upTo('A6')
    visit.showVisit()
    await screen.findByRole('img', { name: /^王女士，已蒸 0 分钟/ })
    await pass(31 * MIN)
    expect(await screen.findByRole('img', { name: '王女士，超过时间 1:00，还没关瓮' })).toBeDefined()
    expect(screen.getByRole('alert').textContent).toContain('请关瓮')
    await visit.user.click(await button('我已关瓮'))
    await waitFor(async () => expect(await visit.field('A6.6-off#1')).toMatchObject({ at: visit.clock.at }))
  })

  test('[A7.2] [D13] after "off" every list says that the guest is still to be led out and since when, until it is said', async () => {
    await visit.upTo('A6')
    visit.clock.at += 12 * MIN
    await visit.send({ type: 'stop', reason: 'guestWish' })
    visit.showVisit()
    await visit.user.click(await button('看清单'))
    const still = /^瓮 10:12 已关，还没有人确认顾客出瓮/
    expect((await screen.findByText(still)).textContent).toMatch(/关瓮已 0:00$/)
    await pass(3 * MIN)
    expect(screen.getByText(still).textContent).toMatch(/关瓮已 3:00$/)
    await visit.send({ type: 'leave', stageId: 'A6' as never })
    await screen.findByRole('heading', { name: '保健后' })
    expect(screen.getByText(still)).toBeDefined()
    // From any other stage one tap leads to where it is said.
    await visit.user.click(screen.getByRole('button', { name: /蒸瓮/ }))
    await visit.user.click(within(screen.getByRole('main')).getByRole('button', { name: '去确认' }))
    await screen.findByText('扶着顾客的哪一边？')
    await visit.send({ type: 'answer', answers: [{ stepId: 'A7.2-support' as never, value: 'left' }] })
    await visit.user.click(await button('看清单'))
    await waitFor(() => expect(screen.queryByText(still)).toBeNull())
  })

  test('[D16] an urgent stop asks for its reason before it is confirmed', async () => {
    await visit.upTo('A6')
    visit.showVisit()
    await visit.user.click(await button(/立即停止/))
    const sheet = await dialog()
    await visit.user.click(within(sheet).getByRole('button', { name: '请选原因' }))
    expect(await visit.field('A6.6-off#1')).toBeUndefined()
    await visit.user.click(within(sheet).getByRole('radio', { name: '头晕' }))
    await visit.user.click(within(sheet).getByRole('button', { name: '我已关瓮，停止' }))
    await waitFor(async () =>
      expect(await visit.field('A6.6-off#1')).toMatchObject({ value: { how: 'stop', reason: 'dizzy' } }),
    )
  })
})

describe('the whole visit', () => {
  test('[AN2] it is handed over to a colleague', async () => {
    visit.showVisit()
    await visit.user.click((await screen.findAllByRole('button', { name: '这次到访' }))[0] as HTMLElement)
    await visit.user.click(await button('交接给同事'))
    const sheet = await dialog()
    const offered = within(within(sheet).getByRole('radiogroup', { name: '交接给谁' })).getAllByRole('radio')
    // Not to the front desk, which sees no health.
    expect(offered.map((one) => one.textContent).sort()).toEqual(['何丽', '周敏', '陈国华'].sort())
    await visit.user.click(within(sheet).getByRole('radio', { name: /周敏/ }))
    await visit.user.click(within(sheet).getByRole('button', { name: '交接' }))
    const zhou = (await visit.all('staff')).find(({ fields }) => fields.name === '周敏')
    await waitFor(async () => expect(await visit.field('consultant')).toMatchObject({ value: zhou?.id }))
  })

  test('begun for the wrong guest it is moved, after saying what becomes of signatures and contraindications', async () => {
    await visit.upTo('A5')
    visit.showVisit()
    await visit.user.click((await screen.findAllByRole('button', { name: '这次到访' }))[0] as HTMLElement)
    await visit.user.click(await button('换成另一位顾客'))
    const sheet = await dialog()
    expect(within(sheet).getByText(/签名作废，要重新签；禁忌要重新问/)).toBeDefined()
    await visit.user.click(await within(sheet).findByRole('button', { name: /刘芳/ }))
    await visit.user.type(within(sheet).getByLabelText('为什么换'), '点错了人')
    await visit.user.click(await within(sheet).findByRole('button', { name: '换成刘女士' }))
    const liu = (await visit.all('guests')).find(({ fields }) => fields.name === '刘芳')
    await waitFor(async () => expect(await visit.field('guestId')).toBe(liu?.id))
    expect(await visit.field('A4.2-contraindications')).toBeNull()
    expect(await visit.field('A4.2-consent')).toBeNull()
    expect(await screen.findByText(/^还差：有没有不宜蒸的情况/)).toBeDefined()
  })

  test('[D17] a visit is declined with how and why, and what is missing is what the button says', async () => {
    await visit.upTo('A4')
    visit.showVisit()
    await visit.user.click((await screen.findAllByRole('button', { name: '这次到访' }))[0] as HTMLElement)
    await visit.user.click(await button('提前结束'))
    expect(await button('请选怎么结束')).toBeDefined()
    const how = within(await dialog()).getByRole('radio', { name: '今天不适合蒸，婉拒' })
    await visit.user.click(how)
    expect(await button('请选原因')).toBeDefined()
    await visit.user.click(how)
    expect(how.getAttribute('aria-checked'), 'a second tap takes nothing back').toBe('true')
    const why = within(await dialog()).getByRole('radiogroup', { name: '原因' })
    await visit.user.click(within(why).getAllByRole('radio')[0] as HTMLElement)
    await visit.user.click(await button('结束到访'))
    await waitFor(async () => expect(await visit.field('ended')).toMatchObject({ outcome: 'declined' }))
  })

  test('[A13.1] filing lists what is missing with a way to each, and can be done all the same', async () => {
    await visit.upTo('A6')
    await pass(10 * MIN)
    await visit.send({ type: 'stop', reason: 'guestWish' })
    await visit.upTo('A13')
    visit.showVisit()
    await visit.user.click(await button('归档'))
    const sheet = await dialog()
    expect(within(sheet).getAllByRole('button', { name: /^去补/ }).length).toBeGreaterThan(0)
    await visit.user.click(within(sheet).getByRole('button', { name: '缺着也归档' }))
    await waitFor(async () => expect(await visit.field('filed')).toMatchObject({ by: visit.by }))
    expect(await screen.findByText(/林晓芸已归档/)).toBeDefined()
  })

  test('a visit that is not on this tablet says so and leads back', async () => {
    visit.show(<VisitScreen id="unknown" />)
    expect(await screen.findByText('这次到访不在这台平板上')).toBeDefined()
    expect(await button('回到今日')).toBeDefined()
  })
})
