/** What a guest decides on the tablet turned to them: purpose by purpose, then signed, or written down from a paper form. */
import { expect, type Locator } from '@playwright/test'
import { PURPOSES, type Purpose } from '../../../src/domain/consent/consent.ts'
import { button, type Hand, pageOf, sheet, typeInto } from './hand.ts'
import { draw } from './steps.ts'
import { words } from './words.ts'

const { consent } = words

export type Wish = {
  readonly yes: readonly Purpose[]
  /** Of those asked; minors are asked two. */
  readonly asked?: readonly Purpose[]
  /** Where the paper form lies; absent: signed on the tablet. */
  readonly paper?: string
  readonly guardian?: string
}

const inSheet = (hand: Hand, name: string): Locator => sheet(hand).getByRole('button', { name, exact: true })

/** From the sheet's first page to the summary; the guest reads each page. */
export async function decide(hand: Hand, { yes, asked = PURPOSES, guardian }: Wish): Promise<void> {
  if (guardian !== undefined) await typeInto(hand, consent.sheet.guardianName, guardian)
  await inSheet(hand, consent.sheet.begin).click()
  for (const [at, purpose] of asked.entries()) {
    await expect(pageOf(hand).getByText(consent.sheet.progress(at + 1, asked.length))).toBeVisible()
    await inSheet(hand, yes.includes(purpose) ? consent.sheet.yes : consent.sheet.no).click()
  }
  await expect(sheet(hand, consent.sheet.summary)).toBeVisible()
}

/** From the summary to what is kept. */
export async function keepDecisions(hand: Hand, { yes, paper }: Wish): Promise<void> {
  const summary = sheet(hand, consent.sheet.summary)
  if (paper !== undefined) {
    await inSheet(hand, consent.sheet.paper).click()
    await typeInto(hand, consent.sheet.where, paper)
  } else if (yes.length > 0) {
    await draw(hand, summary.getByRole('img', { name: consent.sheet.pad.canvas }))
  }
  await inSheet(hand, consent.sheet.save).click()
  await expect(summary).toBeHidden()
}

/** Asked from the line in the visit, whole. */
export async function askInVisit(hand: Hand, wish: Wish): Promise<void> {
  await button(hand, consent.ask).click()
  await decide(hand, wish)
  await keepDecisions(hand, wish)
  await expect(pageOf(hand).getByRole('dialog')).toHaveCount(0)
}

/** A new guest agrees to all that a visit needs, on paper. */
export function agree(hand: Hand): Promise<void> {
  return askInVisit(hand, { yes: ['record', 'readings', 'photos'], paper: '前台' })
}
