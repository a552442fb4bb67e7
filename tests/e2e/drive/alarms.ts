/** Alarms as another tablet sees them: the lines, what was felt and heard in that browser, and where it stands. */
import { expect, type Locator } from '@playwright/test'
import type { Tablet } from '../support/tablet.ts'
import { type Hand, option, pageOf } from './hand.ts'
import { words } from './words.ts'

const { alarm, readiness } = words

declare global {
  interface Window {
    /** How many notes the page has begun, in a context that was running. */
    rung?: number
    felt?: number
  }
}

/** From its next page on the browser counts what it is made to sound and to vibrate; both go on as they are. */
export async function listen(tablet: Tablet): Promise<void> {
  await tablet.context.addInitScript(() => {
    window.rung = 0
    window.felt = 0
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (this: OscillatorNode, at) {
      if (this.context.state === 'running') window.rung = (window.rung ?? 0) + 1
      start.call(this, at)
    }
    const vibrate = navigator.vibrate.bind(navigator)
    navigator.vibrate = (pattern) => {
      window.felt = (window.felt ?? 0) + 1
      return vibrate(pattern as number[])
    }
  })
}

/** Notes and vibrations so far. */
export function counted(hand: Hand): Promise<{ readonly rung: number; readonly felt: number }> {
  return pageOf(hand).evaluate(() => ({ rung: window.rung ?? 0, felt: window.felt ?? 0 }))
}

/** The region of the alarms; `data-rings` is how loud it rings. */
export function alarms(hand: Hand): Locator {
  return pageOf(hand).getByRole('region', { name: alarm.label, exact: true })
}

/** Says on the shop's page that this tablet stands at the desk. */
export async function standAtDesk(hand: Hand): Promise<void> {
  const main = pageOf(hand).getByRole('main')
  await option(main, readiness.place.title, readiness.place.options.desk).click()
  await expect(main.getByText(readiness.place.hint.desk, { exact: true })).toBeVisible()
}

/** Says before the start that this tablet stands in the room of the visit. */
export async function standInRoom(hand: Hand, room: string): Promise<void> {
  const main = pageOf(hand).getByRole('main')
  await main.getByRole('button', { name: readiness.place.unsaid, expanded: false }).click()
  await option(main, readiness.place.title, readiness.place.options.room).click()
  await expect(option(main, readiness.place.which, room)).toBeChecked()
}
