import { describe, expect, test } from 'vitest'
import { makeWakeLock } from '../../src/device/wake-lock.ts'

type Held = { released: boolean; release(): Promise<void> }

/** A browser that gives and takes the light; `hide` is the page being covered. */
function browser({ refuses = false } = {}) {
  const page = new EventTarget() as EventTarget & { visibilityState: DocumentVisibilityState }
  page.visibilityState = 'visible'
  const given: Held[] = []
  const request = async () => {
    if (refuses) throw new Error('battery saver')
    const held: Held = {
      released: false,
      release: async () => {
        held.released = true
      },
    }
    given.push(held)
    return held as unknown as WakeLockSentinel
  }
  const look = (state: DocumentVisibilityState) => {
    page.visibilityState = state
    if (state === 'hidden') for (const held of given) held.released = true
    page.dispatchEvent(new Event('visibilitychange'))
  }
  return { port: { wakeLock: { request }, page: page as unknown as Document }, given, look }
}
const soon = () => new Promise((resolve) => setTimeout(resolve))
const lit = (given: readonly Held[]) => given.filter(({ released }) => !released).length

describe('the light while somebody is in an urn', () => {
  test('is asked for once, however often it is wished', async () => {
    const { port, given } = browser()
    const light = makeWakeLock(port)
    light(true)
    light(true)
    await soon()
    light(true)
    await soon()
    expect([given.length, lit(given), light.isHeld()]).toEqual([1, 1, true])
  })

  test('comes back when the page is looked at again', async () => {
    const { port, given, look } = browser()
    const light = makeWakeLock(port)
    light(true)
    await soon()
    look('hidden')
    expect(light.isHeld()).toBe(false)
    look('visible')
    await soon()
    expect([given.length, lit(given), light.isHeld()]).toEqual([2, 1, true])
  })

  test('goes out when it is no longer wished, also while the browser is still being asked', async () => {
    const { port, given, look } = browser()
    const light = makeWakeLock(port)
    light(true)
    light(false)
    await soon()
    expect(lit(given)).toBe(0)
    look('visible')
    await soon()
    expect([lit(given), light.isHeld()]).toEqual([0, false])
  })

  test('that is refused, or unknown to the browser, stops nobody', async () => {
    const { port } = browser({ refuses: true })
    const light = makeWakeLock(port)
    light(true)
    await soon()
    expect(light.isHeld()).toBe(false)
    const none = makeWakeLock({ page: port.page })
    none(true)
    await soon()
    expect(none.isHeld()).toBe(false)
  })
})
