/** What is done on Today: a guest who has a booking arrives, a walk-in is written down, a visit is opened again. */
import { expect, type Locator } from '@playwright/test'
import { button, type Hand, option, pageOf, sheet, typeInto } from './hand.ts'
import { goToPlace } from './shop.ts'
import { words } from './words.ts'

const { today, shell, visit } = words

/** The day's register. */
export function register(hand: Hand): Locator {
  return pageOf(hand).getByRole('complementary', { name: today.register.title })
}

/** A booked guest is here: one tap in the register begins the visit and opens it. */
export async function arrive(hand: Hand, name: string): Promise<void> {
  await register(hand)
    .getByRole('button', { name: `${today.arrived} ${name}` })
    .click()
  await expectVisitOpen(hand)
}

/** A guest without a booking: found, and begun at once. `found` is how the guest is told apart in the list. */
export async function walkIn(hand: Hand, search: string, found: RegExp): Promise<void> {
  await openNew(hand, search, found)
  await sheet(hand, today.sheet.newTitle)
    .getByRole('button', { name: today.sheet.saveNow, exact: true })
    .click()
  await expectVisitOpen(hand)
}

/** Opens "new" in the register with a guest chosen, as somebody who is here now. */
export async function openNew(hand: Hand, search: string, found: RegExp): Promise<void> {
  await button(hand, today.register.add).click()
  const at = sheet(hand, today.sheet.newTitle)
  await typeInto(hand, today.sheet.findLabel, search)
  await at.getByRole('list', { name: today.sheet.found }).getByRole('button', { name: found }).click()
  await option(at, today.sheet.kind, today.sheet.kindNow).click()
}

async function expectVisitOpen(hand: Hand) {
  await expect(pageOf(hand).getByRole('navigation', { name: visit.stages })).toBeVisible()
  await expect(pageOf(hand)).toHaveURL(/\/visit\//)
}

/** The strip above every screen. */
export function strip(hand: Hand): Locator {
  return pageOf(hand).getByRole('navigation', { name: shell.strip.label })
}

/** One tap in the strip opens another guest's visit. */
export async function switchTo(hand: Hand, name: string | RegExp): Promise<void> {
  await strip(hand).getByRole('link', { name }).click()
  await expectVisitOpen(hand)
}

/** Back to Today by the bar. */
export async function toToday(hand: Hand): Promise<void> {
  await goToPlace(hand, 'today')
}
