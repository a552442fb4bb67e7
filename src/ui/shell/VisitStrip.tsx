/** All visits under way, one tap each: above every screen; many, or on a narrow screen, in a line of their own, which scrolls. */
import { Link, useLocation } from 'wouter'
import { SteamDial } from '../kit/SteamDial.tsx'
import { useStrings } from '../strings/strings.ts'
import type { StripPill } from './strip.ts'
import styles from './VisitStrip.module.css'

const DIAL_PX = 36
/** More than fit beside the places on a 1280 px screen. */
const MANY = 2

/** A pill that tells of a plan needs its line whole, the others give way. */
function widthOf(pills: readonly StripPill[]): number {
  return pills.length + (pills.some(({ dial, note }) => dial && note) ? 0.5 : 0)
}

/** Takes no room when nobody is being served. */
export function VisitStrip({ pills }: { readonly pills: readonly StripPill[] }) {
  const { shell } = useStrings()
  const [path] = useLocation()
  if (pills.length === 0) return null
  return (
    <nav
      className={`${styles.strip} ${widthOf(pills) > MANY ? styles.many : ''}`}
      aria-label={shell.strip.label}
    >
      <ul className={styles.list}>
        {pills.map((pill) => {
          const to = `/visit/${pill.id}`
          return (
            <li key={pill.id}>
              <Link
                href={to}
                className={`${styles.pill} ${styles[pill.tone]}`}
                aria-current={path === to ? 'page' : undefined}
              >
                {pill.dial ? <SteamDial size={DIAL_PX} label="" title={pill.state} {...pill.dial} /> : null}
                <span className={styles.who}>
                  <span className={styles.guest}>{pill.name}</span>
                  <span className={styles.line}>{[pill.room, pill.note].filter(Boolean).join(' · ')}</span>
                </span>
                {pill.minutes === null ? null : (
                  <b className={styles.minutes} aria-hidden="true">
                    {pill.minutes}
                  </b>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
