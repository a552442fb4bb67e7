/**
 * Keeps the screen on while somebody is in an urn. The browser takes the lock away whenever the page is hidden, so what
 * is wished is remembered and asked for again when the page is looked at. A refusal (battery saver, plain http) costs
 * the light, never the visit: the urn's clock runs on stored instants (D13).
 */

/** As much of the browser as is needed. */
export type WakeLockPort = {
  readonly wakeLock?: Pick<WakeLock, 'request'>
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener'>
}

/** The switch, true asks for the light, false lets it go; and whether it is really on. */
export type WakeLockSwitch = ((on: boolean) => void) & { readonly isHeld: () => boolean }

/** Makes the switch of this page. */
export function makeWakeLock({ wakeLock, page }: WakeLockPort): WakeLockSwitch {
  let isWished = false
  let held: Pick<WakeLockSentinel, 'released' | 'release'> | null = null
  let isAsking = false

  const ask = async () => {
    if (!wakeLock || isAsking || page.visibilityState !== 'visible') return
    if (held && !held.released) return
    isAsking = true
    held = await wakeLock.request('screen').catch(() => null)
    isAsking = false
    if (!isWished) letGo()
  }
  const letGo = () => {
    void held?.release().catch(() => undefined)
    held = null
  }
  page.addEventListener('visibilitychange', () => {
    if (isWished) void ask()
  })
  const wish = (on: boolean) => {
    isWished = on
    if (on) void ask()
    else letGo()
  }
  return Object.assign(wish, { isHeld: () => held !== null && !held.released })
}
