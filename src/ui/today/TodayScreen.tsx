/**
 * The day at a glance: on the left what asks for a look, what to do now, who is being served, what is not finished,
 * what is filed; on the right the register. Everything opens or begins with one tap; the sheets are fetched when they are first needed.
 */
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { wallTime } from '../../domain/booking/local-time.ts'
import { writesIn } from '../../domain/people/rights.ts'
import { roleOf } from '../../domain/people/staff.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useNow } from '../state/now.ts'
import { useSession } from '../state/session.ts'
import { useStrings } from '../strings/strings.ts'
import { ClosedList } from './ClosedList.tsx'
import { mineToday } from './day.ts'
import { dayPart, dayWords, givenName } from './day-words.ts'
import { hasNow, NowList } from './NowList.tsx'
import { Register } from './Register.tsx'
import { ServedList } from './ServedList.tsx'
import type { Screen, Sheet } from './screen.ts'
import styles from './TodayScreen.module.css'
import { UnfinishedList } from './UnfinishedList.tsx'
import { type Arriving, useArrive } from './use-arrive.ts'
import {
  type Day,
  type Guests,
  guestIdsOf,
  type ShopNow,
  useDay,
  useGuests,
  useShopDay,
  useShopNow,
} from './use-day.ts'

const PreheatList = lazy(() => import('./PreheatList.tsx').then((m) => ({ default: m.PreheatList })))
const AttentionList = lazy(() => import('./AttentionList.tsx').then((m) => ({ default: m.AttentionList })))
const KeptSheet = lazy(() => import('./KeptSheet.tsx').then((m) => ({ default: m.KeptSheet })))
const TodaySheets = lazy(() => import('./TodaySheets.tsx').then((m) => ({ default: m.TodaySheets })))

/** Today; while the records are read, one quiet sentence. */
export function TodayScreen() {
  const shopNow = useShopNow()
  return shopNow ? <TodayOf shopNow={shopNow} /> : <Waiting />
}

function Waiting() {
  const { today } = useStrings()
  return (
    <main className={styles.waiting} aria-label={today.title} aria-busy="true">
      <p role="status">{today.loading}</p>
    </main>
  )
}

function TodayOf({ shopNow }: { readonly shopNow: ShopNow }) {
  const day = useShopDay(shopNow.shop.timeZone)
  const data = useDay(day)
  const guests = useGuests(guestIdsOf(data))
  if (!data || !guests) return <Waiting />
  return <TodayWith shopNow={shopNow} day={day} data={data} guests={guests} />
}

function TodayWith({
  shopNow,
  day,
  data,
  guests,
}: {
  readonly shopNow: ShopNow
  readonly day: string
  readonly data: Day
  readonly guests: Guests
}) {
  const { today } = useStrings()
  const me = useSession((s) => s.who)
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const arriving = useArrive()
  const arrive = useCallback(
    async (who: Arriving) => {
      const found = await arriving(who)
      if (found) setSheet({ kind: 'underWay', visitId: found.underWay, name: guests.called(found.guestId) })
    },
    [arriving, guests],
  )
  const mayServe = me === null || writesIn(roleOf(shopNow.staff, me), 'bookings')
  const screen: Screen = useMemo(
    () => ({ shopNow, day, me, mayServe, guests, open: setSheet, arrive }),
    [shopNow, day, me, mayServe, guests, arrive],
  )
  const now = useNow(5_000)
  return (
    <div className={styles.today}>
      <main className={styles.main} aria-label={today.title}>
        <Greeting screen={screen} data={data} now={now} />
        <Suspense fallback={null}>
          <AttentionList screen={screen} data={data} now={now} />
        </Suspense>
        {shopNow.staff.length === 0 ? <NobodyWorks /> : <NowList screen={screen} data={data} />}
        <Suspense fallback={null}>
          <PreheatList screen={screen} data={data} now={now} />
        </Suspense>
        <ServedList screen={screen} data={data} />
        <UnfinishedList screen={screen} data={data} />
        <ClosedList screen={screen} data={data} />
      </main>
      <Register screen={screen} data={data} isLoud={!hasNow(screen, data, now)} />
      <Suspense fallback={null}>
        <KeptSheet sheet={sheet} open={setSheet} />
      </Suspense>
      {sheet ? (
        <Suspense fallback={null}>
          <TodaySheets sheet={sheet} screen={screen} data={data} onClose={() => setSheet(null)} />
        </Suspense>
      ) : null}
    </div>
  )
}

function Greeting({
  screen,
  data,
  now,
}: {
  readonly screen: Screen
  readonly data: Day
  readonly now: number
}) {
  const { today } = useStrings()
  const { shopNow, me, day } = screen
  const person = shopNow.staff.find(({ id }) => id === me)
  const part = dayPart(Number(wallTime(now, shopNow.shop.timeZone).slice(0, 2)))
  const mine = me && mineToday(data.bookings, data.visits, me, day)
  return (
    <header className={styles.greeting}>
      <h1>{person ? today.greeting[part](givenName(person.name)) : today.hello}</h1>
      <p className={styles.date}>
        {[dayWords(day, today.locale), mine ? today.mine(mine.all, mine.done) : '']
          .filter((part) => part !== '')
          .join(today.comma)}
      </p>
    </header>
  )
}

function NobodyWorks() {
  const { today } = useStrings()
  const [, go] = useLocation()
  return (
    <Empty title={today.nobody.title} line={today.nobody.line}>
      <Button onPress={() => go('/shop')}>{today.nobody.shop}</Button>
    </Empty>
  )
}
