import { words as sampleWords } from '../../src/domain/shop/sample-words-zh-cn.ts'
import { handOf, pageOf, told } from './drive/hand.ts'
import { goAnew } from './drive/lock.ts'
import { lookAt } from './drive/look-at.ts'
import { idOnScreen } from './drive/records.ts'
import { takeSampleShop } from './drive/shop.ts'
import { toStart } from './drive/stages.ts'
import { startedAt, startSteam } from './drive/steam.ts'
import { goTo } from './drive/steps.ts'
import { arrive, toToday, walkIn } from './drive/today.ts'
import { languageNames } from './drive/words.ts'
import type { Tablet } from './support/tablet.ts'
import { expect, test } from './support/test.ts'

/** People, rooms and cards keep the names that the shop gave them, whatever the screens speak. */
const OWN_NAMES = [
  sampleWords.shop,
  sampleWords.card,
  sampleWords.urn,
  ...sampleWords.urns,
  ...[1, 2, 3, 4, 5, 6].map(sampleWords.room),
  ...Object.values(sampleWords.staff).flatMap((name) => [name, name.slice(1)]),
  ...Object.values(sampleWords.guests).flatMap(({ name, address, cautions = [], preferences = [] }) => [
    name,
    address,
    ...cautions,
    ...preferences,
  ]),
  '简体中文',
  '繁體中文',
].sort((a, b) => b.length - a.length)

/** Characters that traditional Chinese writes otherwise. */
const SIMPLIFIED =
  /[这们时间门顾请问说话记录还没为务进样条节环师关联让给过现发热湿开号归档单变显备铺换预约员岗对应该]/gu
const HAN = /\p{Script=Han}+/gu

async function foreignWords(tablet: Tablet, foreign: RegExp): Promise<readonly string[]> {
  const seen = await tablet.page.evaluate(() => {
    const named = [...document.querySelectorAll('[aria-label], [title], [placeholder]')]
    const attributes = named.flatMap((one) =>
      ['aria-label', 'title', 'placeholder'].map((a) => one.getAttribute(a) ?? ''),
    )
    // What is not shown, such as a style sheet, is no word: textContent would count it.
    // biome-ignore lint/performance/useDomNodeTextContent: see above.
    return [document.body.innerText, document.title, ...attributes].join('\n')
  })
  const plain = OWN_NAMES.reduce((text, name) => text.replaceAll(name, ' '), seen)
  // An avatar shows one character of a name.
  const lines = plain.split('\n').filter((line) => [...line.trim()].length > 1)
  return [...new Set(lines.join('\n').match(foreign) ?? [])]
}

for (const { language, foreign } of [
  { language: 'en', foreign: HAN },
  { language: 'zh-Hant', foreign: SIMPLIFIED },
] as const) {
  test(`every main screen is wholly in ${language}`, async ({ tablet, clock }) => {
    const hand = handOf({ tablet, clock })
    /** What is read anew in another language stands there a moment later. */
    const expectNothingForeign = (name: string) =>
      expect
        .configure({ soft: true, timeout: 3_000 })
        .poll(() => foreignWords(tablet, foreign), { message: name })
        .toEqual([])
    const expectPure = async (name: string) => {
      await expectNothingForeign(name)
      await lookAt(tablet, `${language}-${name}`)
    }
    const speak = async () => {
      const button = pageOf(hand).getByRole('radio', { name: languageNames[language], exact: true })
      await button.click()
      await expect(button).toBeChecked()
      await expect(pageOf(hand).locator(`html[lang="${language}"]`)).toHaveCount(1)
    }
    await tablet.open()
    await takeSampleShop(hand)
    await arrive(hand, '王女士')
    await toStart(hand, /^3 号房/)
    await startSteam(hand, '1', 30)
    const startAt = await startedAt(hand)
    const first = idOnScreen(pageOf(hand))
    await toToday(hand)
    await walkIn(hand, '3047', /王阿姨/)
    const second = idOnScreen(pageOf(hand))
    await goTo(hand, 'A4')

    const open = async (path: string) => {
      await goAnew(hand, path)
      await expect(pageOf(hand).getByRole('main').getByRole('heading').first()).toBeVisible()
    }
    await open('/shop')
    await speak()
    await expectPure('shop')
    for (const place of ['/', '/rooms', '/guests']) {
      await open(place)
      await expectPure(place === '/' ? 'today' : place.slice(1))
    }
    await open(`/visit/${second}`)
    const rail = pageOf(hand).getByRole('navigation').last().getByRole('button')
    for (let at = 0; at < (await rail.count()); at += 1) {
      await rail.nth(at).click()
      await expectNothingForeign(`stage ${at}`)
    }
    await expectPure('visit')
    await open(`/visit/${first}`)
    for (const minute of [3, 5, 7, 20, 33]) {
      await clock.set(startAt + minute * 60_000)
      await told(hand)
      await expect(pageOf(hand).getByRole('main').getByRole('img').first()).toHaveAccessibleName(
        new RegExp(`\\b${minute > 30 ? '3:' : minute}\\b`),
      )
      await expectNothingForeign(`minute ${minute}`)
    }
    await expectPure('over')
  })

  test(`the first run is wholly in ${language}`, async ({ tablet }) => {
    const page = await tablet.open()
    await page.getByRole('radio', { name: languageNames[language], exact: true }).click()
    await expect(page.locator(`html[lang="${language}"]`)).toHaveCount(1)
    expect(await foreignWords(tablet, foreign)).toEqual([])
    await lookAt(tablet, `${language}-setup`)
    const choices = page.getByRole('main').getByRole('button')
    await choices.last().click()
    await expect(page.getByRole('textbox').first()).toBeVisible()
    expect(await foreignWords(tablet, foreign)).toEqual([])
  })
}
