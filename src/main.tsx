/**
 * Composition root of the tablet: the clock, the database, what this tablet can do, the watch for new versions; then
 * the screens. Language and theme are known before the first paint. A database that does not open is said in words,
 * with a way to try again.
 */
import { createRoot } from 'react-dom/client'
import { BUILD } from './client/build.ts'
import { reloadOnLostPart } from './client/lost-part.ts'
import { watchUpdates } from './client/updates.ts'
import { identitySealer } from './db/seal.ts'
import { lastKnownTime, newId, openStore, type Store } from './db/store.ts'
import { storeErrorFrom } from './db/store-error.ts'
import { deviceClock } from './device/clock.ts'
import { askPersist, persistAnswer } from './device/persist.ts'
import { testClock } from './device/test-clock.ts'
import { vibrate } from './device/vibrate.ts'
import { makeWakeLock } from './device/wake-lock.ts'
import { isOpenRecord } from './domain/procedure/view.ts'
import { AppRoot, type Services } from './ui/App.tsx'
import { StoreErrorScreen } from './ui/shell/StoreErrorScreen.tsx'
import { firstLanguage, readChoices } from './ui/state/device-choices.ts'
import { useSession } from './ui/state/session.ts'
import { showTheme } from './ui/state/theme.ts'
import { useUpdates } from './ui/state/updates.ts'
import { loadStrings } from './ui/strings/strings.ts'
import './ui/kit/tokens.css'

const place = document.getElementById('app')
if (!place) throw new Error('index.html has no #app')
const root = createRoot(place)
const clock = __TEST_CLOCK__ ? await testClock() : deviceClock({ floor: 0 })

const updates = watchUpdates({
  clock,
  onWaiting: (version) => useUpdates.setState({ waiting: { version } }),
  onActivated: (outcome) => useUpdates.setState({ outcome, isActivating: false }),
})
useUpdates.setState({
  checkNow: updates.checkNow,
  activate: () => {
    useUpdates.setState({ isActivating: true })
    return updates.activate()
  },
})
await start()

/** Opens the store and shows the screens; shows the reason where it cannot, and begins anew when asked to. */
async function start(): Promise<void> {
  try {
    const store = await openStore({ clock, sealer: identitySealer, isOpen: isOpenRecord })
    clock.raiseFloor(await lastKnownTime(store))
    const choices = await readChoices(store)
    const strings = await loadStrings(choices.language)
    useSession.setState(choices)
    showTheme(choices.theme)
    root.render(<AppRoot services={servicesOf(store)} strings={strings} />)
    reloadOnLostPart(() =>
      useSession.getState().say({ text: strings.shell.error.title.screen, tone: 'red', at: clock.now() }),
    )
  } catch (error) {
    const strings = await loadStrings(firstLanguage())
    showTheme('system')
    root.render(
      <StoreErrorScreen strings={strings} code={storeErrorFrom(error, 'unavailable').code} onRetry={start} />,
    )
  }
}

function servicesOf(store: Store): Services {
  const wakeLock = makeWakeLock({ wakeLock: navigator.wakeLock, page: document })
  return {
    store,
    clock,
    session: newId(store),
    newId: () => newId(store),
    wakeLock,
    isScreenKept: wakeLock.isHeld,
    vibrate,
    askPersistent: () => askPersist(navigator.storage),
    persistentAnswer: () => persistAnswer(navigator.storage),
    build: BUILD,
  }
}
