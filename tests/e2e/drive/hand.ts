/**
 * The hand that works on a tablet: what the drivers share. Every tap that answers a step is also written into `tapped`,
 * so that a test can compare the record with what was done. `{ 'A5.7-water' → 2, 'A3.2-seat' → 'lounge' }`
 */
import { expect, type Locator, type Page } from '@playwright/test'
import type { ClockFile } from '../support/clock-file.ts'
import type { Tablet } from '../support/tablet.ts'

export type Hand = {
  readonly tablet: Tablet
  readonly clock: ClockFile
  /** Field → value, as tapped last. */
  readonly tapped: Map<string, unknown>
}

/** A hand that has tapped nothing yet. */
export function handOf({ tablet, clock }: Pick<Hand, 'tablet' | 'clock'>): Hand {
  return { tablet, clock, tapped: new Map() }
}

/** The page as it is now; another one after the tablet was started again. */
export function pageOf({ tablet }: Hand): Page {
  return tablet.page
}

/** Minutes pass; afterwards the page knows. */
export async function pass(hand: Hand, minutes: number): Promise<void> {
  await hand.clock.advance(minutes)
  await told(hand)
}

/** Waits until the page has read the clock that was just changed. */
export async function told(hand: Hand): Promise<void> {
  await pageOf(hand).evaluate(async () => {
    window.dispatchEvent(new Event('test-clock'))
    await window.readTestClock?.()
  })
}

/** A button by its words. */
export function button(hand: Hand, name: string): Locator {
  return pageOf(hand).getByRole('button', { name, exact: true })
}

/** The sheet that lies over the screen. */
export function sheet(hand: Hand, name?: string): Locator {
  return pageOf(hand).getByRole('dialog', name === undefined ? {} : { name, exact: true })
}

/** Chooses in a sheet or a screen: one of several (radio), or any number of them (button). */
export function option(within: Locator, group: string, name: string): Locator {
  return within
    .getByRole('radiogroup', { name: group, exact: true })
    .getByRole('radio', { name, exact: true })
}

/** The row, or the card, of a step or a group: found by its "more". */
export function rowOf(hand: Hand, label: string, more: (label: string) => string): Locator {
  return pageOf(hand)
    .getByRole('button', { name: more(label), exact: true })
    .locator('xpath=..')
}

/** Types into a labelled field. */
export async function typeInto(hand: Hand, label: string, text: string): Promise<void> {
  await pageOf(hand).getByLabel(label, { exact: true }).fill(text)
}

/** The heading of the screen. */
export async function expectHeading(hand: Hand, name: string | RegExp): Promise<void> {
  await expect(pageOf(hand).getByRole('heading', { level: 1, name })).toBeVisible()
}
