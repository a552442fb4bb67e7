/** Signing in, as a person does it: a name and six digits; and what the tests must not wait for, locking by itself. */
import { expect } from '@playwright/test'
import { SAMPLE_PIN } from '../../../src/domain/people/pin.ts'
import { lock as english } from '../../../src/ui/strings/en/lock.ts'
import { lock } from '../../../src/ui/strings/zh-cn/lock.ts'
import { lock as traditional } from '../../../src/ui/strings/zh-hant/lock.ts'
import type { Hand } from './hand.ts'
import { putRows } from './seed.ts'

/** Whatever the screens speak. */
const SPOKEN = [lock, english, traditional]
const anyOf = (words: readonly string[]) => new RegExp(`^(${words.join('|')})$`)

/** Which tablet. */
type At = Pick<Hand, 'tablet'>

/** Of everybody in a shop of one's own. */
export const OWN_PIN = '902713'

/** No test but those about it is to be locked out by the minutes that it lets pass. */
const NEVER_MIN = 10_000_000

/** The locked tablet. */
export function lockScreen(hand: At) {
  return hand.tablet.page.getByRole('main', { name: anyOf(SPOKEN.map(({ screen }) => screen)) })
}

/** Six digits on the pad that is on the screen. */
export async function typePin(hand: At, pin?: string): Promise<void> {
  const page = hand.tablet.page
  const erase = anyOf(SPOKEN.map(({ pin: { erase: words } }) => words))
  await expect(page.getByRole('button', { name: erase })).toBeEnabled()
  const isSample = (await page.getByText(anyOf(SPOKEN.map(({ sample }) => sample(SAMPLE_PIN)))).count()) > 0
  await page.keyboard.type(pin ?? (isSample ? SAMPLE_PIN : OWN_PIN))
}

/** Opens a locked tablet; whoever worked there last, unless a name is given. */
export async function unlock(hand: At, name?: string): Promise<void> {
  const screen = lockScreen(hand)
  await expect(screen).toBeVisible({ timeout: 30_000 })
  if (name !== undefined) await screen.getByRole('button', { name: new RegExp(name) }).click()
  await typePin(hand)
  await expect(screen).toBeHidden({ timeout: 30_000 })
}

/** From now on the tablet stays open however long nobody touches it. */
export function neverLock(hand: At): Promise<void> {
  return putRows(hand.tablet.page, 'device', [{ name: 'lockAfterMin', value: NEVER_MIN }])
}

/** Reloads the page, and signs the same person in again. */
export async function reload(hand: At): Promise<void> {
  await hand.tablet.page.reload()
  await unlock(hand)
}

/** Opens an address anew, as typed, and signs the same person in again. */
export async function goAnew(hand: At, path: string): Promise<void> {
  await hand.tablet.page.goto(new URL(path, hand.tablet.page.url()).href)
  await unlock(hand)
}

/** Starts the tablet that was killed, and signs the same person in again. */
export async function startAgain(hand: At, path?: string): Promise<void> {
  await hand.tablet.restart(path)
  await unlock(hand)
}
