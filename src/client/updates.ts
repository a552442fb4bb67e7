/**
 * New versions of the app, from "one is waiting" to "it is running, and here is the proof". The browser is asked for
 * one when the app becomes visible, when the network comes back, and hourly; it is fetched whole and then waits. Whether
 * this is a good moment (nobody is steaming) is the caller's to know: nothing is activated here but by `activate`.
 *
 *   register → waiting(version) → activate: note → SKIP_WAITING → controlling → reload → outcome
 */
import type { Workbox } from 'workbox-window'
import type { Clock } from '../base/clock.ts'
import { BUILD } from './build.ts'
import { GET_VERSION, parseVersionAnswer, SKIP_WAITING, SW_PROTOCOL } from './sw-messages.ts'
import { noteUpdate, pageNotes, takeOutcome, type UpdateOutcome } from './update-proof.ts'

export type UpdateOptions = {
  readonly clock: Clock
  /** A new version is fetched and waits; null when it does not tell its version. */
  readonly onWaiting: (version: string | null) => void
  /** What became of the last activation: told once, at the start after it, or at once when it got stuck. */
  readonly onActivated: (outcome: UpdateOutcome) => void
  /** The app is on the tablet for the first time and opens without a network from now on. */
  readonly onOfflineReady?: () => void
}
export type Updates = {
  /** Asks the server for a new version now; quiet when it cannot be reached. */
  checkNow(): Promise<void>
  /** Lets the waiting version take over and reloads. Does nothing when none waits. */
  activate(): Promise<void>
  stop(): void
}

const HOUR_MS = 3_600_000
/** Becoming visible happens many times a minute on a shared tablet. */
const CHECK_AT_MOST_EVERY_MS = 60_000
/**
 * A worker takes over at once, or when the old one falls idle, which Chromium finds after 30 s. One that has not by then
 * will not (seen in the field: joCur/quorum#207); it is said, not waited for.
 */
const TAKE_OVER_LIMIT_MS = 40_000
/** Chromium forgets a take-over that it could not begin at once, and looks again when it is asked again. */
const ASK_AGAIN_MS = 3_000
const VERSION_LIMIT_MS = 3_000

/** Asks a worker for its version; null when it stays silent (an older protocol) or answers something else. */
async function versionOf(worker: ServiceWorker): Promise<string | null> {
  const { port1, port2 } = new MessageChannel()
  const answer = new Promise<string | null>((resolve) => {
    port1.onmessage = (event) => resolve(parseVersionAnswer(event.data))
  })
  const silence = new Promise<null>((resolve) => setTimeout(resolve, VERSION_LIMIT_MS, null))
  worker.postMessage({ v: SW_PROTOCOL, type: GET_VERSION }, [port2])
  return Promise.race([answer, silence]).finally(() => port1.close())
}

const inert: Updates = { checkNow: async () => {}, activate: async () => {}, stop: () => {} }

/** Registers the service worker and watches for new versions. Without one (plain http, dev server) it does nothing. */
export function watchUpdates(options: UpdateOptions): Updates {
  const outcome = takeOutcome(pageNotes, BUILD)
  if (outcome) options.onActivated(outcome)
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return inert

  reloadWhenReplaced()
  const registered = register(options).catch(() => undefined)
  const check = checking(options.clock, registered)
  return {
    checkNow: check.now,
    stop: check.stop,
    activate: async () => {
      const registration = await registered
      if (registration) await activate(registration, options)
    },
  }
}

/** workbox-window is fetched beside the first route: nothing that is shown waits for it. */
async function register(options: UpdateOptions): Promise<ServiceWorkerRegistration | undefined> {
  const { Workbox } = await import('workbox-window')
  const workbox = new Workbox('/sw.js')
  const registered = workbox.register({ immediate: true })
  report(workbox, registered, options)
  return registered
}

function report(
  workbox: Workbox,
  registered: Promise<ServiceWorkerRegistration | undefined>,
  { onWaiting, onOfflineReady }: UpdateOptions,
) {
  workbox.addEventListener('waiting', async () => {
    const waiting = (await registered)?.waiting
    if (waiting) onWaiting(await versionOf(waiting))
  })
  workbox.addEventListener('activated', (event) => {
    if (!event.isUpdate && !event.isExternal) onOfflineReady?.()
  })
}

/**
 * A tab whose worker was replaced, by itself or by another tab, must reload: the old parts are gone. The first worker of
 * all also takes control; that is no replacement. (workbox's `isUpdate` stays false for a tab that was open then.)
 */
function reloadWhenReplaced() {
  let hasController = Boolean(navigator.serviceWorker.controller)
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (hasController) location.reload()
    hasController = true
  })
}

async function activate(registration: ServiceWorkerRegistration, { clock, onActivated }: UpdateOptions) {
  const waiting = registration.waiting
  if (!waiting) return
  const target = await versionOf(waiting)
  noteUpdate(pageNotes, target, BUILD, clock.now())
  const ask = () => waiting.postMessage({ v: SW_PROTOCOL, type: SKIP_WAITING })
  ask()
  const again = setInterval(ask, ASK_AGAIN_MS)
  await new Promise((resolve) => setTimeout(resolve, TAKE_OVER_LIMIT_MS))
  clearInterval(again)
  takeOutcome(pageNotes, BUILD)
  onActivated({ updated: false, wanted: target, running: BUILD })
}

/** `navigator.onLine` is never asked: it was true after an offline reload. A failed check costs nothing. */
function checking(clock: Clock, registered: Promise<ServiceWorkerRegistration | undefined>) {
  let last = Number.NEGATIVE_INFINITY
  const now = async () => {
    last = clock.mono()
    await (await registered)?.update().catch(() => undefined)
  }
  const maybe = () => {
    const isDue = clock.mono() - last >= CHECK_AT_MOST_EVERY_MS
    if (document.visibilityState === 'visible' && isDue) void now()
  }
  const timer = setInterval(maybe, HOUR_MS)
  document.addEventListener('visibilitychange', maybe)
  window.addEventListener('online', maybe)
  const stop = () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', maybe)
    window.removeEventListener('online', maybe)
  }
  return { now, stop }
}
