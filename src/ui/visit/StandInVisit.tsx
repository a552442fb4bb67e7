/**
 * A visit whose own procedure is not on this tablet, read by another's clock: who and where, the time, and what is safe to
 * say without its steps, that the urn is off and that the guest is out (D13). An alarm leads here too.
 */
import { useLocation } from 'wouter'
import { type SteamClock, steamClock } from '../../domain/urn/clock.ts'
import { Button } from '../kit/Button.tsx'
import { SteamDial } from '../kit/SteamDial.tsx'
import { useNow } from '../state/now.ts'
import { clockTime } from '../state/times.ts'
import { useGuideStrings } from '../strings/guide-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { guestLine } from './guest/GuestPanel.tsx'
import { usePlace } from './place.ts'
import { Sheets } from './sheets/Sheets.tsx'
import { FootButton, FootGuard } from './stage/FootButton.tsx'
import { Problems } from './stage/Problems.tsx'
import stageStyles from './stage/stage.module.css'
import { settingWords } from './stage/value-words.ts'
import { dialOf } from './steam/dial-of.ts'
import { StillInside } from './steam/SinceOff.tsx'
import styles from './visit.module.css'
import { useWork } from './work.tsx'

const DIAL_PX = 320

/** In the visit's Work, whose run is the stand-in's. */
export function StandInVisit() {
  const { loaded } = useWork()
  const strings = useStrings()
  const { visit } = strings
  const guide = useGuideStrings()
  const now = useNow()
  const place = usePlace()
  const clock = steamClock(loaded.run, now)
  const { timeZone } = loaded.run.context.shop
  const where = place?.words ?? visit.noPlace
  return (
    <main className={styles.standIn}>
      <div className={stageStyles.head}>
        <h1>{guestLine(loaded.guest, visit.guest.notHere)}</h1>
        <span className={stageStyles.about}>
          {clock
            ? visit.steam.where(
                where,
                settingWords(strings, clock.setting),
                clockTime(clock.startAt, timeZone),
              )
            : where}
        </span>
      </div>
      <div className={styles.standInBody}>
        <Problems />
        <StillInside stage={null} />
        <p>{guide.standIn.line}</p>
        {clock ? (
          <div className={styles.standInDial}>
            <SteamDial size={DIAL_PX} {...dialOf(clock, loaded.guest?.address ?? '', strings)} />
          </div>
        ) : null}
      </div>
      <StandInFoot clock={clock} />
      <Sheets side={null} sideLabel={visit.guestPanel} />
    </main>
  )
}

/** One deed at a time, and none that needs a step. */
function StandInFoot({ clock }: { readonly clock: SteamClock | null }) {
  const { visit } = useStrings()
  const guide = useGuideStrings()
  const { open, tell } = useWork()
  const [, go] = useLocation()
  const isOn = clock !== null && clock.offAt === null
  const isEnd = clock?.phase === 'over' || clock?.phase === 'off'
  const isOutAsked = !isOn && clock !== null && clock.outDueAt !== null
  return (
    <footer className={stageStyles.foot}>
      {isOn ? (
        <Button look="stop" onPress={() => open({ kind: 'stop' })}>
          <span aria-hidden="true">◼</span> {visit.steam.stop}
        </Button>
      ) : null}
      <span className={stageStyles.reason} />
      <FootGuard action={isOn ? (isEnd ? 'off' : 'on') : isOutAsked ? 'out' : 'today'}>
        {isOn && isEnd ? (
          <FootButton look="go" onPress={() => tell({ type: 'off' })}>
            {visit.steam.off}
          </FootButton>
        ) : isOutAsked ? (
          <FootButton look="go" onPress={() => tell({ type: 'ledOut' })}>
            {guide.standIn.out}
          </FootButton>
        ) : (
          <FootButton look={isOn ? 'plain' : 'go'} onPress={() => go('/')}>
            {visit.absent.toToday}
          </FootButton>
        )}
      </FootGuard>
    </footer>
  )
}
