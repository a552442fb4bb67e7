/**
 * The urns under way on a locked tablet: room, dial, what is due, and the two deeds that cannot wait for a PIN, "off" and
 * "out". Anybody may say them; whose deed it was is written afterwards (D13). Asked once more in a sheet over the middle, away from the button.
 */
import { useRef, useState } from 'react'
import { MINUTE_MS } from '../../base/clock.ts'
import { NOBODY } from '../../domain/people/named.ts'
import type { RunEvent } from '../../domain/procedure/run.ts'
import { mayHoldGuest, type SteamClock, steamClock } from '../../domain/urn/clock.ts'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { SteamDial } from '../kit/SteamDial.tsx'
import type { StripEntry } from '../shell/strip.ts'
import { useApp } from '../state/app.tsx'
import { useDispatch } from '../state/dispatch.ts'
import { useLockStrings } from '../strings/lock-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { clockWords, dialOf, isCounting, planBrief } from '../today/due.ts'
import styles from './LockScreen.module.css'

const DIAL_PX = 108
/** Why an urn was switched off before its time, where nobody who knows is signed in. */
const UNSAID = 'other'
/** Somebody else has said it before. */
const SAID: readonly string[] = ['notSteaming', 'unchanged']

type Shown = { readonly entry: StripEntry; readonly clock: SteamClock; readonly room: string }
type Asked = Shown & { readonly deed: 'off' | 'out' }

/** Those whose guest is in the urn, or not known to be out of it. */
export function LockedUrns({
  entries,
  now,
}: {
  readonly entries: readonly StripEntry[]
  readonly now: number
}) {
  const { urns: words } = useLockStrings()
  const [asked, ask] = useState<Asked | null>(null)
  const shown = entries.flatMap((entry): readonly Shown[] => {
    const clock = steamClock(entry.loaded.run, now)
    const isHere = clock !== null && (mayHoldGuest(clock) || clock.outDueAt !== null)
    return isHere ? [{ entry, clock, room: entry.room ?? words.anUrn }] : []
  })
  return (
    <>
      <h2>{words.title}</h2>
      {shown.length === 0 ? <p className={styles.quiet}>{words.none}</p> : null}
      <ul className={styles.urns}>
        {shown.map((one) => (
          <Urn key={one.entry.loaded.run.id} {...one} now={now} onAsk={(deed) => ask({ ...one, deed })} />
        ))}
      </ul>
      {asked ? <Confirm {...asked} onClose={() => ask(null)} /> : null}
    </>
  )
}

type UrnProps = Shown & { readonly now: number; readonly onAsk: (deed: Asked['deed']) => void }

function Urn({ clock, room, now, onAsk }: UrnProps) {
  const { shell } = useStrings()
  const { urns: words } = useLockStrings()
  const isOn = clock.offAt === null
  const deed = isOn ? 'off' : 'out'
  const plan = planBrief(clock, now, shell.plan)
  return (
    <li className={styles.urn}>
      {isCounting(clock) ? (
        <SteamDial
          size={DIAL_PX}
          title={words.dial(room, Math.floor(clock.elapsedMs / MINUTE_MS))}
          {...dialOf(clock)}
        />
      ) : null}
      <div className={styles.urnText}>
        <b className={styles.room}>{room}</b>
        <span aria-hidden="true">{stateOf(clock, words)}</span>
        {plan ? <span className={styles.plan}>{plan}</span> : null}
      </div>
      <Button
        small
        look={clock.phase === 'over' || clock.phase === 'off' || !isOn ? 'go' : 'plain'}
        aria-label={words[`${deed}Where`](room)}
        onPress={() => onAsk(deed)}
      >
        {words[deed]}
      </Button>
    </li>
  )
}

function stateOf(clock: SteamClock, words: ReturnType<typeof useLockStrings>['urns']): string {
  if (clock.overMs > 0) return words.over(clockWords(clock.overMs))
  if (clock.offAt !== null) return words.isOff
  if (clock.isAhead) return words.unsure
  if (clock.away) return words.away(clockWords(Math.max(0, clock.remainingMs), 'up'))
  return words.left(clockWords(Math.max(0, clock.remainingMs), 'up'))
}

function Confirm({ entry, room, deed, onClose }: Asked & { readonly onClose: () => void }) {
  const { urns: words } = useLockStrings()
  const { kit } = useStrings()
  const dispatch = useDispatch()
  const { now } = useApp().clock
  const [isFailed, setFailed] = useState(false)
  const isSending = useRef(false)
  const confirm = async () => {
    if (isSending.current) return
    isSending.current = true
    const outcome = await dispatch(entry.loaded, deedNow(entry, deed, now()))
    isSending.current = false
    const isKept = 'kept' in outcome || ('refused' in outcome && SAID.includes(outcome.refused))
    if (isKept) onClose()
    else setFailed(true)
  }
  return (
    <Sheet
      open
      title={deed === 'off' ? words.confirmOff(room) : words.confirmOut(room)}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <Button look={deed === 'off' ? 'stop' : 'go'} onPress={() => void confirm()}>
          {words.yes}
        </Button>
      }
    >
      {isFailed ? (
        <Banner tone="red" urgent>
          {words.failed}
        </Banner>
      ) : null}
      <p>{deed === 'off' ? words.confirmOffLine : words.confirmOutLine}</p>
    </Sheet>
  )
}

/** At its end an urn is switched off as planned, before it for a reason that nobody has said. */
function deedNow({ loaded }: StripEntry, deed: Asked['deed'], now: number): RunEvent {
  if (deed === 'out') return { type: 'ledOut', by: NOBODY }
  const phase = steamClock(loaded.run, now)?.phase
  const isEnd = phase === 'over' || phase === 'off'
  return isEnd ? { type: 'off', by: NOBODY } : { type: 'stop', reason: UNSAID, by: NOBODY }
}
