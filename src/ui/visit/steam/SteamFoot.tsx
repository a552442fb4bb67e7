/** Bottom of the urn's panel: stop at the left, the one thing that is due at the right. */
import type { SteamClock } from '../../../domain/urn/clock.ts'
import { Button } from '../../kit/Button.tsx'
import { useStrings } from '../../strings/strings.ts'
import { minSec } from '../format.ts'
import { reopened } from '../stage/foot.ts'
import stageStyles from '../stage/stage.module.css'
import { missingOf } from '../stage/value-words.ts'
import { findView, useWork } from '../work.tsx'
import { isCheckDue } from './check-due.ts'

type SteamFootProps = {
  readonly clock: SteamClock
  readonly now: number
  readonly found: readonly string[]
  readonly onKept: () => void
}

/** Which of the buttons stands there follows the clock's phase. */
export function SteamFoot(props: SteamFootProps) {
  const { visit } = useStrings()
  const { open } = useWork()
  return (
    <footer className={stageStyles.foot}>
      <Button look="stop" onPress={() => open({ kind: 'stop' })}>
        <span aria-hidden="true">◼</span> {visit.steam.stop}
      </Button>
      <SteamAction {...props} />
    </footer>
  )
}

function SteamAction({ clock, now, found, onKept }: SteamFootProps) {
  const { visit } = useStrings()
  const { loaded, stages, tell, show, call } = useWork()
  if (clock.phase === 'off' || clock.phase === 'over') {
    return (
      <>
        <span className={stageStyles.reason} />
        <Button look="go" onPress={() => tell({ type: 'off' })}>
          {visit.steam.off}
        </Button>
      </>
    )
  }
  const [again] = reopened(loaded.run, stages)
  if (again?.stepId) {
    const { stepId } = again
    return (
      <>
        <span className={stageStyles.reason}>{missingOf(loaded.text, stepId)}</span>
        <Button
          look="blocked"
          onPress={() => {
            show(findView(stages, stepId)?.stage.stage.id ?? null)
            call(stepId)
          }}
        >
          {visit.goThere}
        </Button>
      </>
    )
  }
  if (clock.phase === 'ask') {
    return (
      <>
        <span className={stageStyles.reason} />
        <Button onPress={() => tell({ type: 'continue', goOn: false })}>{visit.steam.noMore}</Button>
        <Button look="go" onPress={() => tell({ type: 'continue', goOn: true })}>
          {visit.steam.goOn}
        </Button>
      </>
    )
  }
  return <CheckAction clock={clock} now={now} found={found} onKept={onKept} />
}

function CheckAction({ clock, now, found, onKept }: SteamFootProps) {
  const { visit } = useStrings()
  const { loaded, tell } = useWork()
  const { next } = clock
  const isDue = isCheckDue(clock, loaded.procedure.clock, now)
  const label = isDue && found.length > 0 ? visit.steam.recordCheck(found.length) : visit.steam.allNormal
  if (!isDue || !next) {
    const wait =
      next && next.kind === 'check' ? visit.steam.waitCheck(next.minute, minSec(next.dueAt - now, 'up')) : ''
    return (
      <>
        <span className={stageStyles.reason}>{wait}</span>
        <Button look="blocked" aria-description={wait}>
          {label}
        </Button>
      </>
    )
  }
  return (
    <>
      <span className={stageStyles.reason} />
      <Button
        look="go"
        onPress={async () => {
          if (await tell({ type: 'check', minute: next.minute, found: [...found] })) onKept()
        }}
      >
        {label}
      </Button>
    </>
  )
}
