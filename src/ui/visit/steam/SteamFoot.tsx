/** Bottom of the urn's panel: stop and undo at the left, the one thing that is due at the right. */
import type { ReactNode } from 'react'
import type { SteamClock } from '../../../domain/urn/clock.ts'
import { Button } from '../../kit/Button.tsx'
import { useGuideStrings } from '../../strings/guide-strings.ts'
import { type Strings, useStrings } from '../../strings/strings.ts'
import { minSec } from '../format.ts'
import { FootButton, FootGuard } from '../stage/FootButton.tsx'
import { reopened } from '../stage/foot.ts'
import { problemWords } from '../stage/refusal-words.ts'
import { Undo } from '../stage/StageFoot.tsx'
import stageStyles from '../stage/stage.module.css'
import { missingOf } from '../stage/value-words.ts'
import { findView, useWork } from '../work.tsx'
import type { Chosen } from './check-due.ts'

type SteamFootProps = {
  readonly clock: SteamClock
  readonly now: number
  /** null while no check is due. */
  readonly chosen: readonly Chosen[] | null
}

/** Which of the buttons stands there follows the clock's phase. */
export function SteamFoot(props: SteamFootProps) {
  const { visit } = useStrings()
  const { loaded, open } = useWork()
  const { phase, next, away } = props.clock
  const isOff = phase === 'over' || phase === 'off'
  const ofUrn = phase === 'steaming' ? `${next?.kind} ${next?.minute}` : phase
  const action = isOff ? 'off' : away ? 'away' : ofUrn
  return (
    <footer className={stageStyles.foot}>
      <Button look="stop" onPress={() => open({ kind: 'stop' })}>
        <span aria-hidden="true">◼</span> {visit.steam.stop}
      </Button>
      <Undo except={loaded.procedure.clock.between} />
      <FootGuard action={action}>
        <SteamAction {...props} />
      </FootGuard>
    </footer>
  )
}

function Reason({ children }: { readonly children?: ReactNode }) {
  return <span className={stageStyles.reason}>{children}</span>
}

function OffAction({ reason }: { readonly reason?: string }) {
  const { visit } = useStrings()
  const { tell } = useWork()
  return (
    <>
      <Reason>{reason}</Reason>
      <FootButton look="go" onPress={() => tell({ type: 'off' })}>
        {visit.steam.off}
      </FootButton>
    </>
  )
}

/** The guest is out: nothing is asked of them before they are back. */
function BackAction() {
  const { away } = useGuideStrings()
  const { open } = useWork()
  return (
    <>
      <Reason />
      <FootButton look="go" onPress={() => open({ kind: 'breakBack' })}>
        {away.back}
      </FootButton>
    </>
  )
}

/** While the urn should be off, or the guest must not steam, nothing else is offered before "off". */
function SteamAction({ clock, now, chosen }: SteamFootProps) {
  const strings = useStrings()
  const { visit } = strings
  const { loaded, stages, tell, show, call } = useWork()
  if (clock.phase === 'off' || clock.phase === 'over') return <OffAction />
  if (clock.away) return <BackAction />
  const again = reopened(loaded.run, stages)
  const never = again.find(({ refused }) => refused === 'blockedValue')
  if (never) return <OffAction reason={problemWords(never, loaded.text, strings)} />
  const stepId = again[0]?.stepId
  if (stepId) {
    return (
      <>
        <Reason>{missingOf(loaded.text, stepId)}</Reason>
        <FootButton
          look="blocked"
          onPress={() => {
            show(findView(stages, stepId)?.stage.stage.id ?? null)
            call(stepId)
          }}
        >
          {visit.goThere}
        </FootButton>
      </>
    )
  }
  if (clock.phase === 'ask') {
    return (
      <>
        <Reason />
        <FootButton onPress={() => tell({ type: 'continue', goOn: false })}>{visit.steam.noMore}</FootButton>
        <FootButton look="go" onPress={() => tell({ type: 'continue', goOn: true })}>
          {visit.steam.goOn}
        </FootButton>
      </>
    )
  }
  return <CheckAction clock={clock} now={now} chosen={chosen} />
}

/** What the clock waits for, and how long yet. */
function waitWords({ next }: SteamClock, now: number, { steam }: Strings['visit']): string {
  if (!next) return ''
  const left = minSec(next.dueAt - now, 'up')
  if (next.kind === 'check') return steam.waitCheck(next.minute, left)
  return next.kind === 'ask' ? steam.waitAsk(next.minute, left) : steam.waitOff(next.minute, left)
}

/** What was chosen goes into the check with the tick, and out of what was noticed between two: it is there once. */
function CheckAction({ clock, now, chosen }: SteamFootProps) {
  const { visit } = useStrings()
  const { tell } = useWork()
  const { next } = clock
  const isDue = chosen !== null
  const found = [...new Set(chosen?.map(({ id }) => id))]
  const label = found.length > 0 ? visit.steam.recordCheck(found.length) : visit.steam.allNormal
  const wait = isDue ? '' : waitWords(clock, now, visit)
  const record = async () => {
    if (!isDue || !next) return
    await tell({ type: 'check', minute: next.minute, found, noticed: chosen.map(({ n }) => n) })
  }
  return (
    <>
      <Reason>{wait}</Reason>
      <FootButton look={isDue ? 'go' : 'blocked'} aria-description={wait || undefined} onPress={record}>
        {label}
      </FootButton>
    </>
  )
}
