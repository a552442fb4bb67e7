/** A tablet with screens for tests: the real store on fake-indexeddb, a clock set by hand, real words and contexts. */
import { act, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import { makeKeyRing } from '../../../src/db/key-ring.ts'
import { identitySealer } from '../../../src/db/seal.ts'
import { newId, type Store } from '../../../src/db/store.ts'
import { correctedClock } from '../../../src/device/corrected-clock.ts'
import type { Language } from '../../../src/domain/language.ts'
import { isOpenRecord } from '../../../src/domain/open-record.ts'
import { SAMPLE_PIN } from '../../../src/domain/people/pin.ts'
import { sampleShop } from '../../../src/domain/shop/sample.ts'
import { AppProviders, AppRoot, type Services } from '../../../src/ui/App.tsx'
import { makeShop } from '../../../src/ui/setup/make-shop.ts'
import { sampleWords } from '../../../src/ui/setup/sample-words.ts'
import type { StorageAnswer } from '../../../src/ui/state/app.tsx'
import { tabletSealer } from '../../../src/ui/state/sealing.ts'
import { useSession } from '../../../src/ui/state/session.ts'
import { useSyncPanel } from '../../../src/ui/state/sync-panel.ts'
import { useUpdates } from '../../../src/ui/state/updates.ts'
import { loadConsentStrings } from '../../../src/ui/strings/consent-strings.ts'
import { loadEmergencyStrings } from '../../../src/ui/strings/emergency-strings.ts'
import { loadGuideStrings } from '../../../src/ui/strings/guide-strings.ts'
import { loadLockStrings } from '../../../src/ui/strings/lock-strings.ts'
import { loadReadinessStrings } from '../../../src/ui/strings/readiness-strings.ts'
import { loadRetentionStrings } from '../../../src/ui/strings/retention-strings.ts'
import { loadRightsStrings } from '../../../src/ui/strings/rights-strings.ts'
import { loadRoomsStrings } from '../../../src/ui/strings/rooms-strings.ts'
import { loadSetupStrings } from '../../../src/ui/strings/setup-strings.ts'
import { loadShopStrings } from '../../../src/ui/strings/shop-strings.ts'
import { loadStrings } from '../../../src/ui/strings/strings.ts'
import { loadSyncStrings } from '../../../src/ui/strings/sync-strings.ts'
import { loadTabletsStrings } from '../../../src/ui/strings/tablets-strings.ts'
import { closeTablets, type HandClock, handClock, openTablet } from '../../db/tablet.ts'

export const ZONE = 'Asia/Shanghai'

export type TestTablet = {
  readonly store: Store
  readonly clock: HandClock
  readonly services: Services
  /** What the tablet was asked to do: light, vibration, sound, notices, the exchange; in order. */
  readonly deeds: string[]
}

/** A tablet without a shop; `answer` is what the browser says about keeping data. `isSealed`: as main.tsx opens it, locked. */
export async function tablet(answer: StorageAnswer = 'granted', isSealed = false): Promise<TestTablet> {
  const clock = handClock()
  const sealer = tabletSealer()
  const store = await openTablet({ clock, isOpen: isOpenRecord, sealer: isSealed ? sealer : identitySealer })
  const deeds: string[] = []
  const services: Services = {
    store,
    keys: makeKeyRing(store, sealer),
    clock,
    session: 'test',
    newId: () => newId(store),
    wakeLock: (on) => deeds.push(`light ${on}`),
    vibrate: (pattern) => deeds.push(pattern),
    sound: {
      state: () => 'ready',
      unlock: async () => 'ready',
      chime: (chime) => deeds.push(`chime ${chime}`),
      onChange: () => () => undefined,
    },
    notices: {
      state: () => 'granted',
      ask: async () => 'granted',
      show: async ({ title, body, silent }) => {
        deeds.push(`notice ${title} ${body}${silent ? ' silent' : ''}`)
        return true
      },
      close: async (tag) => void deeds.push(`close ${tag}`),
    },
    can: { vibrate: true, keepScreen: true },
    askPersistent: async () => answer,
    persistentAnswer: async () => answer,
    sync: { now: () => deeds.push('sync') },
    build: '0.1.0+test',
  }
  return { store, clock, services, deeds }
}

/** The same with a clock that follows the server's. */
export function withCorrection(of: TestTablet): TestTablet {
  const clock = correctedClock(of.clock, 0)
  return { ...of, services: { ...of.services, clock, correctClock: clock.correct } }
}

/** A shop from before PINs: nothing in it is sealed, nobody can sign in. */
export const NO_KEYS = { slots: new Map(), recovery: null }

/** The same with the sample shop in it. */
export async function sampleTablet(language: Language = 'zh-CN'): Promise<TestTablet> {
  const made = await tablet()
  const shop = sampleShop(await sampleWords(language), made.clock.now(), ZONE)
  await makeShop(made.services, shop, NO_KEYS)
  return made
}

/** The sample shop as it is made on a tablet: sealed, a PIN for each, and locked. */
export async function sealedTablet(): Promise<TestTablet> {
  const made = await tablet('granted', true)
  const { keys } = made.services
  const shop = sampleShop(await sampleWords('zh-CN'), made.clock.now(), ZONE)
  const grant = await keys.begin({ person: 'sample-staff-chen', pin: SAMPLE_PIN })
  const slots = new Map()
  for (const { id } of shop.staff) slots.set(id, await grant.slotFor({ person: id, pin: SAMPLE_PIN }, true))
  await grant.unlock()
  await makeShop(made.services, shop, { slots, recovery: null })
  grant.end()
  keys.lock()
  return made
}

/** The words that come with a screen of their own. */
async function loadLater(language: Language) {
  const parts = [
    loadConsentStrings,
    loadEmergencyStrings,
    loadRightsStrings,
    loadLockStrings,
    loadReadinessStrings,
    loadRetentionStrings,
    loadRoomsStrings,
    loadSetupStrings,
    loadShopStrings,
    loadTabletsStrings,
  ]
  await Promise.all(parts.map((load) => load(language)))
}

/** Shows one screen in the app's contexts, at an address. */
export async function show(of: TestTablet, screen: ReactNode, path = '/', language: Language = 'zh-CN') {
  const { hook, history } = memoryLocation({ path, record: true })
  const strings = await loadStrings(language)
  await loadSyncStrings(language)
  await loadGuideStrings(language)
  await loadLater(language)
  useSession.setState({ language })
  // Awaited: a part that is fetched only now would else wait for ever.
  const shown = await act(async () =>
    render(
      <Router hook={hook}>
        <AppProviders services={of.services} strings={strings}>
          {screen}
        </AppProviders>
      </Router>,
    ),
  )
  return { ...shown, history }
}

/** Shows the whole app, as main.tsx does. */
export async function showApp(of: TestTablet, path = '/', language: Language = 'zh-CN') {
  const { hook, history } = memoryLocation({ path, record: true })
  const strings = await loadStrings(language)
  await loadSyncStrings(language)
  await loadGuideStrings(language)
  await loadLater(language)
  useSession.setState({ language })
  const shown = render(
    <Router hook={hook}>
      <AppRoot services={of.services} strings={strings} />
    </Router>,
  )
  return { ...shown, history }
}

/** What outlives a component is set back; call it after each test. */
export function putAway(): void {
  closeTablets()
  localStorage.clear()
  useSession.setState({
    who: null,
    last: null,
    language: 'zh-CN',
    theme: 'system',
    place: null,
    notice: null,
  })
  useSyncPanel.setState({ isOpen: false, isClockRead: false })
  useUpdates.setState({
    waiting: null,
    outcome: null,
    isActivating: false,
    checkNow: async () => {},
    activate: async () => {},
  })
}
