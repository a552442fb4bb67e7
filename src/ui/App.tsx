/**
 * The screens put together: what all of them need, then the first run, or the frame with one screen in it.
 * Today belongs to the first route; the others are fetched (from the tablet itself, once installed) when they are opened.
 */
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { Route, Switch } from 'wouter'
import { setDeviceSetting } from '../db/device-settings.ts'
import { readRecord } from '../db/queries.ts'
import type { Language } from '../domain/language.ts'
import { SHOP_ID, shopFrom } from '../domain/shop/shop.ts'
import { EmergencyLayer, StorelessLayer } from './emergency/EmergencyLayer.tsx'
import { AskPinLayer } from './lock/AskPinLayer.tsx'
import { Loading } from './shell/Loading.tsx'
import { MissingPage } from './shell/MissingPage.tsx'
import { ScreenGuard } from './shell/ScreenGuard.tsx'
import { Shell } from './shell/Shell.tsx'
import { type App, AppContext, useApp } from './state/app.tsx'
import { keepLanguage } from './state/device-choices.ts'
import { useLive } from './state/live.ts'
import { useSession } from './state/session.ts'
import { showTheme } from './state/theme.ts'
import { loadStrings, type Strings, StringsContext } from './strings/strings.ts'
import { JoinGate } from './sync/JoinGate.tsx'
import { TodayScreen } from './today/TodayScreen.tsx'

const SetupScreen = lazy(() => import('./setup/SetupScreen.tsx').then((m) => ({ default: m.SetupScreen })))
const RoomsScreen = lazy(() => import('./rooms/RoomsScreen.tsx').then((m) => ({ default: m.RoomsScreen })))
const GuestsScreen = lazy(() =>
  import('./guests/GuestsScreen.tsx').then((m) => ({ default: m.GuestsScreen })),
)
const IdleLock = lazy(() => import('./lock/IdleLock.tsx').then((m) => ({ default: m.IdleLock })))
const LockScreen = lazy(() => import('./lock/LockScreen.tsx').then((m) => ({ default: m.LockScreen })))
const ShopScreen = lazy(() => import('./shop/ShopScreen.tsx').then((m) => ({ default: m.ShopScreen })))
const VisitScreen = lazy(() => import('./visit/VisitScreen.tsx').then((m) => ({ default: m.VisitScreen })))
const AlreadyJoined = lazy(() =>
  import('./tablets/AlreadyJoined.tsx').then((m) => ({ default: m.AlreadyJoined })),
)
const TurnoverScreen = lazy(() =>
  import('./visit/TurnoverScreen.tsx').then((m) => ({ default: m.TurnoverScreen })),
)

/** What the composition root provides; changing language and theme is the screens' own. */
export type Services = Omit<App, 'setLanguage' | 'setTheme'>

/** How React Aria calls our languages: its traditional Chinese is Taiwan's. */
const LOCALE = { 'zh-CN': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-GB' } as const

/** Everything below it has the app's services and words; `strings` are those of the session's language. */
export function AppRoot({
  services,
  strings: first,
}: {
  readonly services: Services
  readonly strings: Strings
}) {
  return (
    <AppProviders services={services} strings={first}>
      <ScreenGuard>
        <JoinGate>
          <Screens />
        </JoinGate>
      </ScreenGuard>
      <EmergencyLayer />
    </AppProviders>
  )
}

/** A screen for where no database is open: its words, and the emergency cards without a record. */
export function StorelessRoot({
  strings,
  language,
  children,
}: {
  readonly strings: Strings
  readonly language: Language
  readonly children: ReactNode
}) {
  return (
    <I18nProvider locale={LOCALE[language]}>
      <StringsContext value={strings}>
        {children}
        <StorelessLayer />
      </StringsContext>
    </I18nProvider>
  )
}

/** The contexts alone: what a test of one screen is put into. */
export function AppProviders({
  services,
  strings: first,
  children,
}: {
  readonly services: Services
  readonly strings: Strings
  readonly children: ReactNode
}) {
  const [strings, setStrings] = useState(first)
  const language = useSession((s) => s.language)
  const theme = useSession((s) => s.theme)
  const app: App = useMemo(
    () => ({
      ...services,
      setLanguage: async (next) => {
        const words = await loadStrings(next)
        await keepLanguage(services.store, next)
        setStrings(words)
        useSession.getState().setLanguage(next)
      },
      setTheme: async (next) => {
        await setDeviceSetting(services.store, 'theme', next)
        useSession.getState().setTheme(next)
      },
    }),
    [services],
  )
  useEffect(() => showTheme(theme), [theme])
  useEffect(() => {
    document.documentElement.lang = language
    document.title = strings.shell.appName
  }, [language, strings])
  return (
    <I18nProvider locale={LOCALE[language]}>
      <StringsContext value={strings}>
        <AppContext value={app}>
          {children}
          <AskPinLayer />
        </AppContext>
      </StringsContext>
    </I18nProvider>
  )
}

const JOIN = '/join'

function Screens() {
  const { store } = useApp()
  const jumps = useSession((s) => s.jumps)
  const isLocked = useSession((s) => s.who === null)
  const record = useLive(() => readRecord(store, { table: 'shop', id: SHOP_ID }), [store])
  useEffect(() => {
    // Whoever opened a join code here needs none; it stays neither in the address nor in the history.
    if (record && location.pathname === JOIN && location.hash) history.replaceState(null, '', JOIN)
  }, [record])
  if (record === undefined) return <Loading />
  if (record === null)
    return (
      <Suspense fallback={<Loading />}>
        <SetupScreen />
      </Suspense>
    )
  const shop = shopFrom(record)
  // The screens are gone from the page, and what they held of guests with them.
  if (isLocked)
    return (
      <Suspense fallback={<Loading />}>
        <LockScreen shop={shop} />
      </Suspense>
    )
  return (
    <Shell shop={shop}>
      <Suspense>
        <IdleLock />
      </Suspense>
      <ScreenGuard>
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path="/">
              <TodayScreen />
            </Route>
            <Route path="/visit/:id">{({ id }) => <VisitScreen key={`${id} ${jumps}`} id={id} />}</Route>
            <Route path="/turnover/:id">{({ id }) => <TurnoverScreen key={id} id={id} />}</Route>
            <Route path="/rooms">
              <RoomsScreen />
            </Route>
            <Route path="/guests">
              <GuestsScreen />
            </Route>
            <Route path="/shop">
              <ShopScreen />
            </Route>
            <Route path={JOIN}>
              <AlreadyJoined shop={shop.name} />
            </Route>
            <Route>
              <MissingPage />
            </Route>
          </Switch>
        </Suspense>
      </ScreenGuard>
    </Shell>
  )
}
