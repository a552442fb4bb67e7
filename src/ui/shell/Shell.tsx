/**
 * The frame of every screen: where to go, who is being served right now, whether all is kept, who is working; below
 * it what everybody should know (a wrong clock, a new version), then the screen. The frame never scrolls away: one tap leads to
 * any guest in an urn. Each screen brings its own <main>.
 *
 *   ┌ shop · places ──── strip of visits ──── kept here · who · emergency ┐
 *   │ alarms, emergencies under way, banner                               │
 *   │ screen (scrolls)                                                    │
 *   └─────────────────────────────────────────────────────────────────────┘
 */
import { lazy, type ReactNode, Suspense } from 'react'
import { Link, useLocation } from 'wouter'
import type { Shop } from '../../domain/shop/shop.ts'
import { AlarmLines } from '../alarm/AlarmLines.tsx'
import { EmergencyButton } from '../emergency/EmergencyButton.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useSession } from '../state/session.ts'
import { useStrings } from '../strings/strings.ts'
import { NoticeToast } from './NoticeToast.tsx'
import { SavingState } from './SavingState.tsx'
import styles from './Shell.module.css'
import { useNewerProcedure } from './use-newer-procedure.ts'
import { useWatch } from './use-watch.ts'
import { VisitStrip } from './VisitStrip.tsx'
import { WhoPicker } from './WhoPicker.tsx'

const IncidentLines = lazy(() =>
  import('../emergency/IncidentLines.tsx').then((m) => ({ default: m.IncidentLines })),
)

const NamelessUrns = lazy(() => import('../lock/NamelessUrns.tsx').then((m) => ({ default: m.NamelessUrns })))

const SummonsLines = lazy(() =>
  import('../emergency/SummonsLines.tsx').then((m) => ({ default: m.SummonsLines })),
)

/** Rarely there, and nothing waits for them. */
const ClockBanner = lazy(() => import('./ClockBanner.tsx').then((m) => ({ default: m.ClockBanner })))
const UpdateBanner = lazy(() => import('./UpdateBanner.tsx').then((m) => ({ default: m.UpdateBanner })))
const UnsetPlace = lazy(() => import('../alarm/UnsetPlace.tsx').then((m) => ({ default: m.UnsetPlace })))

const PLACES = [
  { name: 'today', path: '/', within: ['/visit/', '/turnover/'] },
  { name: 'rooms', path: '/rooms', within: [] },
  { name: 'guests', path: '/guests', within: [] },
  { name: 'shop', path: '/shop', within: [] },
] as const

/** The shop's frame around one screen. */
export function Shell({ shop, children }: { readonly shop: Shop; readonly children: ReactNode }) {
  const { shell } = useStrings()
  const { strip, alarms } = useWatch()
  useNewerProcedure()
  const jumps = useSession((s) => s.jumps)
  return (
    <div className={styles.frame}>
      <div className={styles.top}>
        <header className={styles.bar}>
          <p className={styles.name} title={shop.name}>
            <span className={styles.shopName}>{shop.name}</span>
            {shop.sample ? <Tag tone="amber">{shell.sampleTag}</Tag> : null}
          </p>
          <Places />
          <VisitStrip pills={strip.pills} />
          <div key={jumps} className={styles.end}>
            <SavingState timeZone={shop.timeZone} />
            <WhoPicker />
          </div>
        </header>
        <EmergencyButton />
      </div>
      <AlarmLines alarms={alarms} now={strip.now} steaming={strip.steaming}>
        <Suspense>
          <SummonsLines nameOf={alarms.nameOf} />
        </Suspense>
      </AlarmLines>
      <Suspense>
        <IncidentLines nameOf={alarms.nameOf} />
        <NamelessUrns entries={strip.entries} />
        {strip.steaming > 0 ? <UnsetPlace /> : null}
      </Suspense>
      <Suspense>
        <ClockBanner timeZone={shop.timeZone} />
        <UpdateBanner steaming={strip.steaming} />
      </Suspense>
      <NoticeToast />
      <div className={styles.screen}>{children}</div>
    </div>
  )
}

function Places() {
  const { shell } = useStrings()
  const [path] = useLocation()
  return (
    <nav className={styles.places} aria-label={shell.nav}>
      {PLACES.map((place) => {
        const isHere = path === place.path || place.within.some((start) => path.startsWith(start))
        return (
          <Link
            key={place.name}
            href={place.path}
            className={styles.place}
            aria-current={isHere ? 'page' : undefined}
          >
            {shell[place.name]}
          </Link>
        )
      })}
    </nav>
  )
}
