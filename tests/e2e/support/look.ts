/** Looks at the screen that is open: axe in both themes, and pictures at the three sizes for a person to look at. */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { SIZES, type Size, type Tablet } from './tablet.ts'

const PICTURES = fileURLToPath(new URL('../../../test-results/pictures/', import.meta.url))
const THEMES = ['light', 'dark'] as const
/** Motion ends within 200 ms; colours measured in between would be wrong. */
const SETTLE_MS = 300

async function wear(page: Page, colorScheme: (typeof THEMES)[number]) {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.waitForTimeout(SETTLE_MS)
}

/** axe-core finds nothing on the open screen, in the light and in the dark theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const theme of THEMES) {
    await wear(page, theme)
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    const found = violations.map(({ id, help, nodes }) => ({
      theme,
      id,
      help,
      where: nodes.slice(0, 5).map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
    }))
    expect(found, `axe on ${page.url()}`).toEqual([])
  }
  await wear(page, 'light')
}

/** Writes test-results/pictures/<name>-<size>-<theme>.png for every size and theme. */
export async function takePictures(tablet: Tablet, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  for (const theme of THEMES) {
    await wear(tablet.page, theme)
    for (const size of Object.keys(SIZES) as Size[]) {
      await tablet.resize(size)
      await tablet.page.screenshot({ path: `${PICTURES}${name}-${size}-${theme}.png` })
    }
  }
  await tablet.resize('wide')
  await wear(tablet.page, 'light')
}

/** Nothing of the page is wider than the screen, at any of the three sizes. */
export async function expectNoSideScroll(tablet: Tablet): Promise<void> {
  for (const size of Object.keys(SIZES) as Size[]) {
    await tablet.resize(size)
    const over = await tablet.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(over, `${tablet.page.url()} at ${size}`).toBeLessThanOrEqual(0)
  }
  await tablet.resize('wide')
}
