/**
 * Composition root of the tablet: the clock, the database, what this tablet can do, the watch for new versions, the
 * exchange with the server; then the screens. Language and theme are known before the first paint. A database that does not open is said in words,
 * with a way to try again.
 */
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { BUILD, RELEASED_AT } from './client/build.ts'
import { startExchange } from './client/exchange.ts'
import { reloadOnLostPart } from './client/lost-part.ts'
import { watchUpdates } from './client/updates.ts'
import { makeKeyRing } from './db/key-ring.ts'
import { readServerTime } from './db/server-time.ts'
import { newId, openStore, type Store } from './db/store.ts'
import { storeErrorFrom } from './db/store-error.ts'
import { deviceClock } from './device/clock.ts'
import { correctedClock } from './device/corrected-clock.ts'
import { makeNotices } from './device/notify.ts'
import { askPersist, persistAnswer } from './device/persist.ts'
import { makeSound, unlockByTouch } from './device/sound.ts'
import { testClock } from './device/test-clock.ts'
import { canVibrate, vibrate } from './device/vibrate.ts'
import { makeWakeLock } from './device/wake-lock.ts'
import { LANGUAGES } from './domain/language.ts'
import { isOpenRecord } from './domain/open-record.ts'
import { AppRoot, type Services, StorelessRoot } from './ui/App.tsx'
import { Loading } from './ui/shell/Loading.tsx'
import { StoreErrorScreen } from './ui/shell/StoreErrorScreen.tsx'
import { firstLanguage, readChoices } from './ui/state/device-choices.ts'
import { floorAtStart } from './ui/state/kept-time.ts'
import { tabletSealer } from './ui/state/sealing.ts'
import { followServerTime, isSomebodyHeld } from './ui/state/server-time.ts'
import { useSession } from './ui/state/session.ts'
import { showTheme } from './ui/state/theme.ts'
import { useUpdates } from './ui/state/updates.ts'
import { loadStrings, type Strings } from './ui/strings/strings.ts'
import './ui/kit/tokens.css'

const place = document.getElementById('app')
if (!place) throw new Error('index.html has no #app')
const root = createRoot(place)
const tablet = __TEST_CLOCK__ ? await testClock() : deviceClock({ floor: 0 })
const clock = correctedClock(tablet, 0)

/** The only one: what is kept in the clear is what it leaves clear. */
const sealer = tabletSealer()

const shown: { words: Strings | null } = { words: null }

const updates = watchUpdates({
  clock,
  onWaiting: (version) => useUpdates.setState({ waiting: { version } }),
  onActivated: (outcome) => useUpdates.setState({ outcome, isActivating: false }),
})
useUpdates.setState({
  checkNow: updates.checkNow,
  activate: () => {
    useUpdates.setState({ isActivating: true })
    return updates.activate().finally(() => useUpdates.setState({ isActivating: false }))
  },
})
// Before the first part is asked for: a lost one, be it the strings, leaves nothing that could say so.
reloadOnLostPart(() => {
  const { words } = shown
  if (words) useSession.getState().say({ text: words.shell.error.title.screen, tone: 'red', at: clock.now() })
})
useSession.setState({ language: firstLanguage() })
await start()

/** Opens the store and shows the screens; shows the reason where it cannot, and begins anew when asked to. */
async function start(): Promise<void> {
  const opening = setTimeout(() => void showOpening(), OPENING_SHOWN_AFTER_MS)
  try {
    // What the exchange is dated by, and what the server's time is measured against, is the tablet's own clock.
    const store = await openStore({ clock: tablet, sealer, isOpen: isOpenRecord })
    const choices = await readChoices(store)
    const { language } = choices
    tablet.raiseFloor(await floorAtStart(store, { wall: tablet.now(), releasedAt: RELEASED_AT, language }))
    clock.correct((await readServerTime(store)).correctionMs, false)
    // It corrects before it writes; a full disk or a lost part must not keep the alarms from starting.
    await followServerTime(store, language, clock.correct).catch(() => undefined)
    const strings = await loadStrings(language)
    shown.words = strings
    useSession.setState(choices)
    showTheme(choices.theme)
    clearTimeout(opening)
    root.render(<AppRoot services={servicesOf(store)} strings={strings} />)
  } catch (error) {
    clearTimeout(opening)
    const { code } = storeErrorFrom(error, 'unavailable')
    await showStoreless((strings) => <StoreErrorScreen strings={strings} code={code} onRetry={start} />)
  }
}

/** A database that takes its time must not keep anybody from the emergency cards. */
const OPENING_SHOWN_AFTER_MS = 1_000

async function showOpening(): Promise<void> {
  await showStoreless(
    () => <Loading />,
    () => shown.words === null,
  )
}

/** The words stand in the tablet's language as it was known beside the database. */
async function showStoreless(
  screen: (strings: Strings) => ReactNode,
  isWanted: () => boolean = () => true,
): Promise<void> {
  const strings = shown.words ?? (await anyStrings())
  if (!isWanted()) return
  const { language } = useSession.getState()
  showTheme('system')
  root.render(
    <StorelessRoot strings={strings} language={language}>
      {screen(strings)}
    </StorelessRoot>,
  )
}

/** The words of the tablet's language; if that part is lost, of whichever is there: better than a blank page. */
async function anyStrings(): Promise<Strings> {
  for (const language of [firstLanguage(), ...LANGUAGES]) {
    const strings = await loadStrings(language).catch(() => null)
    if (strings) return strings
  }
  return loadStrings(firstLanguage())
}

function servicesOf(store: Store): Services {
  const wakeLock = makeWakeLock({ wakeLock: navigator.wakeLock, page: document })
  const sound = makeSound({
    open: typeof AudioContext === 'undefined' ? null : () => new AudioContext(),
    page: document,
  })
  // In a room nothing ever sounds (A6.1).
  unlockByTouch(sound, document, () => (useSession.getState().place?.place ?? 'room') !== 'room')
  return {
    store,
    keys: makeKeyRing(store, sealer),
    clock,
    correctClock: clock.correct,
    session: newId(store),
    newId: () => newId(store),
    wakeLock,
    isScreenKept: wakeLock.isHeld,
    // Before the first tap the browser refuses, and writes an error each time.
    vibrate: (pattern) => {
      if (navigator.userActivation?.hasBeenActive !== false) vibrate(pattern)
    },
    sound,
    notices: makeNotices({
      notification: typeof Notification === 'undefined' ? undefined : Notification,
      worker: navigator.serviceWorker as ServiceWorkerContainer | undefined,
    }),
    can: { vibrate: canVibrate(), keepScreen: 'wakeLock' in navigator },
    askPersistent: () => askPersist(navigator.storage),
    persistentAnswer: () => persistAnswer(navigator.storage),
    sync: startExchange(store, tablet, () => isSomebodyHeld(store)),
    build: BUILD,
  }
}
