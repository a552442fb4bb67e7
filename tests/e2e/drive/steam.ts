/** The urn: started, looked after, asked about, switched off; and what the dial says against the test's own clock. */
import { expect, type Locator } from '@playwright/test'
import { guide } from '../../../src/ui/strings/zh-cn/guide.ts'
import { startFromList, toList } from './challenge.ts'
import { button, type Hand, option, pageOf, sheet } from './hand.ts'
import { visitOnScreen } from './records.ts'
import { goTo } from './steps.ts'
import { labelOf, optionOf, reasonOf, words } from './words.ts'

const { steam } = words.visit
const MINUTE_MS = 60_000
export const HALF_HOUR_MS = 30 * MINUTE_MS
/** The dial is redrawn four times a second and shows whole seconds; a busy machine may take a little longer. */
const DIAL_SLACK_MS = 2_500

/** Chooses setting and minutes and starts, from the list. */
export async function startSteam(
  hand: Hand,
  setting: '1' | '2' | '3',
  minutes: 15 | 20 | 25 | 30,
): Promise<void> {
  const main = pageOf(hand).getByRole('main')
  if (await isAskedFirst(hand)) await startFromList(hand)
  await option(main, steam.setting, steam.settingName(setting)).click()
  await option(main, steam.planned, steam.plannedMin(minutes)).click()
  await button(hand, steam.start).click()
  await expect(dial(hand)).toBeVisible()
  hand.tapped.set('A5.11-start#1', { setting, plannedMin: minutes })
}

/** Whether the stage's button is still the one of the questions; it is the start's once they were turned away from. */
async function isAskedFirst(hand: Hand): Promise<boolean> {
  const ask = button(hand, guide.moment.enter)
  await expect(ask.or(button(hand, steam.start)).first()).toBeVisible()
  return (await button(hand, steam.start).count()) === 0
}

/** The large dial, by its name. */
export function dial(hand: Hand): Locator {
  return pageOf(hand)
    .getByRole('main')
    .getByRole('img', { name: /已蒸|超过时间|已关瓮/ })
}

/** When the urn of the open visit was started, as it is kept; the dial stands a moment before it is on disk. */
export async function startedAt(hand: Hand): Promise<number> {
  const start = async () => (await visitOnScreen(pageOf(hand))).fields['A5.11-start#1']
  await expect.poll(start).toBeDefined()
  return (await start()).at
}

/** What the dial shows in its middle, in ms; negative once it counts up. */
export async function shownLeft(hand: Hand): Promise<number> {
  const shown = await dial(hand)
    .getByText(/^\+?\d+:\d\d$/)
    .textContent()
  const [, over, minutes = '', seconds = ''] = /^(\+?)(\d+):(\d\d)$/.exec(shown ?? '') ?? []
  return (Number(minutes) * 60 + Number(seconds)) * 1000 * (over ? -1 : 1)
}

/** The dial says what is left of the half hour by the stored start and the test's own clock. */
export async function expectDialTrue(hand: Hand, startAt: number): Promise<void> {
  await expect
    .poll(async () => Math.abs(startAt + HALF_HOUR_MS - hand.clock.now() - (await shownLeft(hand))), {
      message: 'the dial shows what is left by the stored start',
    })
    .toBeLessThan(DIAL_SLACK_MS)
}

/** The five-minute check; `found` are the exceptions. */
export async function check(hand: Hand, minute: number, ...found: readonly string[]): Promise<void> {
  const main = pageOf(hand).getByRole('main')
  await expect(main.getByText(steam.checkDue(minute), { exact: true })).toBeVisible()
  for (const id of found) {
    await main
      .getByRole('group', { name: steam.exceptions })
      .getByRole('button', { name: optionOf('A6.1-check', id), exact: true })
      .click()
  }
  await button(hand, found.length > 0 ? steam.recordCheck(found.length) : steam.allNormal).click()
  await expect(main.getByText(steam.checkDue(minute), { exact: true })).toBeHidden()
  const kept = async () => (await visitOnScreen(pageOf(hand))).fields[`A6.1-check#${minute}`]?.value
  await expect.poll(kept).toEqual({ found })
  hand.tapped.set(`A6.1-check#${minute}`, { found })
}

/** Cups drunk in the urn, by tapping plus. */
export async function cups(hand: Hand, n: number): Promise<void> {
  const label = labelOf('A6.2-water')
  const stepper = pageOf(hand).getByRole('group', { name: label, exact: true })
  for (let shown = 1; shown <= n; shown += 1) {
    await stepper.getByRole('button', { name: `${label} ${words.kit.more}` }).click()
    await expect(stepper.getByRole('button', { name: `${label} ${shown}`, exact: true })).toBeVisible()
  }
  const kept = async () => (await visitOnScreen(pageOf(hand))).fields['A6.2-water']?.value
  await expect.poll(kept).toBe(n)
  hand.tapped.set('A6.2-water', n)
}

/** The question at 20 minutes. */
export async function answerAsk(hand: Hand, goOn: boolean): Promise<void> {
  await expect(pageOf(hand).getByText(labelOf('A6.5-continue'), { exact: true })).toBeVisible()
  await button(hand, goOn ? steam.goOn : steam.noMore).click()
  await expect(pageOf(hand).getByText(labelOf('A6.5-continue'), { exact: true })).toBeHidden()
  hand.tapped.set('A6.5-continue', goOn)
}

/** Switched off, and confirmed. */
export async function confirmOff(hand: Hand): Promise<void> {
  await expect(pageOf(hand).getByText(steam.offTitle, { exact: true }).first()).toBeVisible()
  await button(hand, steam.off).click()
  await toList(hand, 'leaveUrn')
  await expect(
    pageOf(hand)
      .getByRole('main')
      .getByText(new RegExp(steam.endedAt('\\d\\d:\\d\\d'))),
  ).toBeVisible()
  hand.tapped.set('A6.6-off#1', { how: 'off' })
}

/** Stopped early: opened at the left, confirmed in the sheet with a reason. */
export async function stop(hand: Hand, reason: string): Promise<void> {
  await button(hand, steam.stop).click()
  const at = sheet(hand, steam.stopTitle)
  await option(at, steam.stopWhy, reasonOf(reason)).click()
  await at.getByRole('button', { name: steam.stopConfirm, exact: true }).click()
  await expect(at).toBeHidden()
  if (reason !== 'mistaken') await toList(hand, 'leaveUrn')
  hand.tapped.set('A6.6-off#1', { how: 'stop', reason })
}

/** Back to the dial from wherever the visit's rail stands. */
export async function toDial(hand: Hand): Promise<void> {
  await goTo(hand, 'A6')
  await expect(dial(hand)).toBeVisible()
}
