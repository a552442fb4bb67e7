/**
 * Looks at one screen as it stands: axe in both themes, no side scroll; one bad screen does not hide the next.
 * Pictures at the three sizes and in both themes are written for a person who asks for them, for they take minutes:
 * `PICTURES=1 npm run e2e screens languages`, then look into test-results/pictures.
 */
import { expect } from '@playwright/test'
import { expectAccessible, expectNoSideScroll, takePictures } from '../support/look.ts'
import { SIZES, type Size, type Tablet } from '../support/tablet.ts'
import { reload } from './lock.ts'

async function complaintOf(look: Promise<void>): Promise<string> {
  try {
    await look
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The screen that is open; `name` names its pictures. */
export async function lookAt(tablet: Tablet, name: string): Promise<void> {
  await tablet.page.mouse.move(0, 0)
  expect.soft(await complaintOf(expectAccessible(tablet.page)), `${name}: axe`).toBe('')
  expect.soft(await complaintOf(expectNoSideScroll(tablet)), `${name}: side scroll`).toBe('')
  if (process.env.PICTURES) await takePictures(tablet, name)
}

/**
 * Writes a picture for the manifest (public/screenshots) when asked to: `MANIFEST_PICTURES=1 npm run e2e screens`.
 * The pictures stand in the repository; a normal run must not change them.
 */
export async function keepForManifest(tablet: Tablet, name: string, size: Size): Promise<void> {
  if (!process.env.MANIFEST_PICTURES) return
  await tablet.resize(size)
  await reload({ tablet })
  await expect(tablet.page.getByRole('main').getByRole('img').first()).toBeVisible()
  await tablet.page.screenshot({
    path: `public/screenshots/${name}.png`,
    clip: { x: 0, y: 0, ...SIZES[size] },
  })
  await tablet.resize('wide')
}
