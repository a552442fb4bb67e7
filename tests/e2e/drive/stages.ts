/** Whole stages of a visit as a consultant goes through them: every step that this guest is asked, nothing left out. */
import { expect } from '@playwright/test'
import { button, expectHeading, type Hand, pageOf } from './hand.ts'
import {
  choose,
  confirmGuest,
  count,
  doneBeside,
  endTime,
  goTo,
  next,
  read,
  row,
  sign,
  startTime,
  supplied,
  takePlace,
  tick,
  time,
  together,
  write,
} from './steps.ts'
import { optionOf, stageOf, stepsInGroup, words } from './words.ts'

const { visit } = words

/** What decides which steps the guest is asked. */
export type About = {
  readonly gender: 'female' | 'male'
  readonly hasCard: boolean
  readonly isTrial: boolean
  readonly isWinter: boolean
  /** Where the hands rest; on the knees when nothing is said. */
  readonly organ?: 'liver' | 'stomach' | 'kidneys'
  readonly place: RegExp
}

/** A2, A3: met at the desk, written down, seated. */
export async function welcome(hand: Hand, { hasCard }: About): Promise<void> {
  await expectHeading(hand, stageOf('A2').name)
  await together(hand, 'A2-greet', [hasCard ? 'A2.2-learn' : 'A2.2-address'])
  await write(hand, 'A2.2-features', '话不多，喜欢安静')
  await next(hand, 'A3')
  if (hasCard) await together(hand, 'A3-register')
  else await tick(hand, 'A3.1-arrival')
  await choose(hand, 'A3.2-seat', 'lounge')
  await next(hand, 'A4')
}

/** A4R begins beside the guest's way: the urn is opened ahead, then back to the guest. */
export async function beginPreheat(hand: Hand, { isWinter, place }: About): Promise<void> {
  await takePlace(hand, place)
  await goTo(hand, 'A4R')
  await startTime(hand, preheatOf(isWinter))
  await goTo(hand, 'A4')
}

const preheatOf = (isWinter: boolean) => (isWinter ? 'A4.7-preheat-winter' : 'A4.7-preheat-summer')

/** A4: water, questions, blood pressure, CCT, consent. */
export async function consult(hand: Hand, about: About): Promise<void> {
  await together(hand, 'A4-welcome', about.isTrial ? [] : ['A4.2-first'])
  await choose(hand, 'A4.2-condition', 'ordinary')
  await noContraindication(hand)
  await confirmGuest(hand, 'A4.3-identity')
  await read(hand, 'A4.3-bp', { systolic: 118, diastolic: 76, pulse: 71 })
  await read(hand, 'A4.4-cct', { score: 82 })
  await write(hand, 'A4.4-note', '肩颈偏紧')
  await sign(hand, 'A4.2-consent')
  if (about.isWinter) await together(hand, 'A4-sit')
  else await tick(hand, 'A4.6-sit')
  await next(hand, 'A5')
}

/** "None of these", asked about what forbids steaming. */
export async function noContraindication(hand: Hand): Promise<void> {
  const at = row(hand, 'A4.2-contraindications')
  await at.getByRole('button', { name: optionOf('A4.2-contraindications', 'none'), exact: true }).click()
  await expect(at).toContainText(visit.state.done)
  hand.tapped.set('A4.2-contraindications', ['none'])
}

/** A4R ends and A5R: the urn is warm, the room laid out and clean. */
export async function readyRoom(hand: Hand, { isWinter, gender }: About): Promise<void> {
  await goTo(hand, 'A4R')
  await endTime(hand, preheatOf(isWinter))
  await read(hand, 'A4.8-temperature', { degrees: 23 })
  await choose(hand, 'A4.8-where', 'room')
  await doneBeside(hand, 'A4R')
  await goTo(hand, 'A5R')
  await expect(row(hand, 'A5.1-supplies')).toContainText(
    gender === 'female' ? '毛巾 7 · 浴帽 1 · 大浴巾 6' : '毛巾 7 · 大浴巾 5',
  )
  await supplied(hand, 'A5.1-supplies')
  await choose(hand, 'A5.2-clean', 'clean')
  await together(hand, 'A5R-room', ['A5.3-salt'])
  await choose(hand, 'A5.5-media', 'music')
  await doneBeside(hand, 'A5R')
}

/** A5 up to the start: water, balance, locker, shower, cautions. */
export async function prepare(hand: Hand, { gender, organ }: About): Promise<void> {
  await expectHeading(hand, stageOf('A5').name)
  await together(hand, 'A5-invite')
  await count(hand, 'A5.7-water', 2)
  await choose(hand, 'A5.7-balance', 'steady')
  await together(hand, 'A5-shower', gender === 'female' ? [] : ['A5.9-cap'])
  await choose(hand, 'A5.8-locker', 'locked')
  await write(hand, 'A5.8-items', '3 号柜：手表、手提包')
  await time(hand, 'A5.9-shower', 4)
  await confirmGuest(hand, 'A5.9-identity')
  const hands = organ ? `A5.9-hands-${organ}` : 'A5.9-hands'
  await together(
    hand,
    'A5-explain',
    stepsInGroup('A5-explain').filter((id) => id.startsWith('A5.9-hands') && id !== hands),
  )
  await together(hand, 'A5-ready')
}

/** A7: led out, wrapped, sweat looked at, water, rest, shower. */
export async function afterSteam(hand: Hand, { gender }: About, side: 'left' | 'right'): Promise<void> {
  await expectHeading(hand, stageOf('A7').name)
  await choose(hand, 'A7.2-support', side)
  await expect(
    pageOf(hand).getByText(visit.footFirst[side === 'left' ? 'right' : 'left'], { exact: true }),
  ).toBeVisible()
  await together(hand, 'A7-out', [
    side === 'left' ? 'A7.3-left-foot' : 'A7.3-right-foot',
    ...(gender === 'female' ? [] : ['A7.1-shawl']),
  ])
  await choose(hand, 'A7.8-colour', 'paleYellow')
  await write(hand, 'A7.4-note', '后背汗多')
  await count(hand, 'A7.5-water', 2)
  await time(hand, 'A7.6-rest', 20)
  await choose(hand, 'A7.7-tired', 'fresh')
  await together(hand, 'A7-shower')
  await next(hand, 'A8')
}

/** A8 and A9: massage, or the card's course; everything taken along. */
export async function massageAndLeave(hand: Hand, { hasCard }: About): Promise<void> {
  if (hasCard) await time(hand, 'A8.1-course', 15)
  else {
    await choose(hand, 'A8.1-kind', 'head')
    await time(hand, 'A8.1-massage', 15)
  }
  await tick(hand, 'A8.2-fit')
  await write(hand, 'A8.2-note', '肩颈，力度轻')
  await next(hand, 'A9')
  await together(hand, 'A9-leave')
  await next(hand, 'A10')
}

/** A10: measured again, asked, confirmed by the guest; a plan for those without a card. */
export async function followUp(hand: Hand, { hasCard }: About): Promise<void> {
  await read(hand, 'A10.1-bp', { systolic: 114, diastolic: 72, pulse: 75 })
  await read(hand, 'A10.1-cct', { score: 86 })
  await choose(hand, 'A10.2-feeling', 'warm')
  await write(hand, 'A10.2-note', '脚也暖和了')
  await tick(hand, 'A10.3-confirm')
  await sign(hand, 'A10.3-signature')
  await choose(hand, 'A10.4-survey', '5')
  if (!hasCard) {
    await write(hand, 'A10.5-plan', '一周两次，每次 25 分钟，先做四周')
    await choose(hand, 'A10.5-card', 'considering')
  }
  await next(hand, 'A11')
}

/** A11: the card handed back, the next time agreed, the words of farewell. */
export async function farewell(hand: Hand, { hasCard }: About): Promise<void> {
  if (hasCard) await tick(hand, 'A11.1-card')
  await choose(hand, 'A11.2-next', 'agreed')
  await write(hand, 'A11.2-when', '下周三下午三点，蒸 25 分钟')
  await tick(hand, 'A11.3-farewell')
  await next(hand, 'A13')
}

/** A13: looked through, and filed with nothing missing. */
export async function file(hand: Hand): Promise<void> {
  await tick(hand, 'A13.1-record')
  await write(hand, 'A13.2-notes', '下次备 2 档')
  await button(hand, visit.finish).click()
  await expect(
    pageOf(hand)
      .getByText(/已归档/)
      .first(),
  ).toBeVisible()
}

/** The room's own record: cleared, disinfected, laid anew, tidied. */
export async function turnOver(hand: Hand): Promise<void> {
  await together(hand, 'A9R-clear', ['A9.2-apart'])
  await choose(hand, 'A9.3-disinfect', 'alcohol')
  await tick(hand, 'A9.3-air')
  await supplied(hand, 'A9.4-base-set')
  await next(hand, 'A12')
  await tick(hand, 'A12.2-tank')
  await together(hand, 'A12-rubbish')
  await together(hand, 'A12-room')
  await together(hand, 'A12-bathroom')
  await button(hand, visit.doneStage(stageOf('A12').short)).click()
  await button(hand, visit.finishTurnover).click()
}

/** The gates alone, from the greeting to the start: what no visit can do without. */
export async function toStart(hand: Hand, place: RegExp): Promise<void> {
  await next(hand, 'A3')
  await next(hand, 'A4')
  await noContraindication(hand)
  await confirmGuest(hand, 'A4.3-identity')
  await read(hand, 'A4.3-bp', { systolic: 121, diastolic: 78 })
  await sign(hand, 'A4.2-consent')
  await next(hand, 'A5')
  await readyForStart(hand, place)
}

/** The gates of the room and of the preparation. */
export async function readyForStart(hand: Hand, place: RegExp): Promise<void> {
  await takePlace(hand, place)
  await goTo(hand, 'A5R')
  await choose(hand, 'A5.2-clean', 'clean')
  await goTo(hand, 'A5')
  await count(hand, 'A5.7-water', 2)
  await choose(hand, 'A5.7-balance', 'steady')
  await choose(hand, 'A5.8-locker', 'nothing')
  await confirmGuest(hand, 'A5.9-identity')
}
