/** The questions asked aloud: answered on their card, or left for the stage's list. */
import { expect, type Locator } from '@playwright/test'
import type { ChallengeMoment, QuestionId } from '../../../src/domain/procedure/challenge.ts'
import { guide } from '../../../src/ui/strings/zh-cn/guide.ts'
import { button, type Hand, pageOf } from './hand.ts'

/** The card of a moment. */
export function challengeCard(hand: Hand, moment: ChallengeMoment): Locator {
  return pageOf(hand).getByRole('main', { name: guide.moment[moment] })
}

/** The question that is on the card now. */
export async function expectQuestion(hand: Hand, words: string): Promise<void> {
  await expect(pageOf(hand).getByRole('heading', { level: 2, name: words, exact: true })).toBeVisible()
}

/** One answer, by the words on its button. */
export async function respond(
  hand: Hand,
  id: QuestionId,
  words: string = guide.question[id].yes,
): Promise<void> {
  const at = button(hand, words)
  await expect(at).not.toHaveAttribute('aria-disabled', 'true')
  await at.click()
}

/** From the card that comes by itself to the list. */
export async function toList(hand: Hand, moment: ChallengeMoment): Promise<void> {
  const card = challengeCard(hand, moment)
  await expect(card).toBeVisible()
  // An alarm's line above goes once its deed is on disk, and the head moves up under the finger: a tap may fall beside it.
  await expect(async () => {
    await button(hand, guide.toList).click({ timeout: 2_000 })
    await expect(card).toBeHidden({ timeout: 2_000 })
  }).toPass({ timeout: 20_000 })
}

/** The same before the urn, where the stage's button opens the card. */
export async function startFromList(hand: Hand): Promise<void> {
  await button(hand, guide.moment.enter).click()
  await toList(hand, 'enter')
}
