/** A line under the bar of every screen while this tablet's clock is more than two minutes off (HLC5); nothing stops. */
import { tabletClock } from '../../db/server-time.ts'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { useApp } from '../state/app.tsx'
import { useNow } from '../state/now.ts'
import { useSession } from '../state/session.ts'
import { useSyncPanel } from '../state/sync-panel.ts'
import { useStrings } from '../strings/strings.ts'
import { clockWords } from '../sync/clock-words.ts'
import { useOverview } from '../sync/use-sync.ts'

const EVERY_MS = 15_000

/** Goes by itself when the clock has been set right, or for the session when it has been read. */
export function ClockBanner({ timeZone }: { readonly timeZone: string }) {
  const { shell } = useStrings()
  const language = useSession((s) => s.language)
  const isRead = useSyncPanel((s) => s.isClockRead)
  const overview = useOverview()
  const { store } = useApp()
  const now = useNow(EVERY_MS, tabletClock(store))
  const words = overview && clockWords(overview.offsetMs, now, shell, { timeZone, language })
  if (!words || isRead) return null
  return (
    <Banner
      tone="amber"
      action={
        <Button small look="quiet" onPress={useSyncPanel.getState().readClock}>
          {shell.clock.dismiss}
        </Button>
      }
    >
      {words}
    </Banner>
  )
}
