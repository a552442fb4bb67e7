/**
 * Urns that cannot wait, in a line each under the bar of every screen, also above an open sheet: past the half hour,
 * time is up, the question. Where the urn's own dial is on show it says it by itself, unless a sheet covers it. One tap
 * leads there.
 * The seconds are not read out: a screen reader would speak without end.
 */
import { useLayoutEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { useDialOnShow } from '../state/dial-on-show.ts'
import { useSession } from '../state/session.ts'
import { useSheets } from '../state/sheets.ts'
import { useStrings } from '../strings/strings.ts'
import type { UrnAlarm } from './strip.ts'
import styles from './UrnAlarms.module.css'

/** The region is always there, so that a sheet opened before the alarm leaves it within reach. */
export function UrnAlarms({ alarms }: { readonly alarms: readonly UrnAlarm[] }) {
  const { shell } = useStrings()
  const [, go] = useLocation()
  const isCovered = useSheets((s) => s.open > 0)
  const lines = useRef<HTMLElement>(null)
  const dial = useDialOnShow((s) => s.visitId)
  const shown = alarms.filter(({ id }) => isCovered || dial !== id)
  useLayoutEffect(() => keepClear(shown.length === 0 ? 0 : (lines.current?.offsetHeight ?? 0)))
  const open = (id: string) => {
    useSession.getState().jump()
    go(`/visit/${id}`)
  }
  return (
    <div className={styles.slot}>
      <section
        ref={lines}
        className={`${styles.alarms} ${isCovered ? styles.above : ''}`}
        aria-label={shell.alarm.label}
        data-react-aria-top-layer="true"
      >
        {shown.map(({ id, kind, tone, text, time, go: label }) => (
          <Banner
            key={`${id} ${kind}`}
            urgent
            loud
            tone={tone}
            action={
              <Button small aria-label={`${label} ${text}`} onPress={() => open(id)}>
                {label}
              </Button>
            }
          >
            {text}{' '}
            <b className={styles.time} aria-hidden="true">
              {time}
            </b>
          </Banner>
        ))}
      </section>
    </div>
  )
}

/** Sheets leave as much room above them as the lines take. */
function keepClear(px: number): void {
  document.documentElement.style.setProperty('--alarms', `${px}px`)
}
