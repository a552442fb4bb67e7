/** Checks that passed without an answer: listed with a way to enter them late; nothing is invented for them. */
import type { SteamClock } from '../../../domain/urn/clock.ts'
import { Button } from '../../kit/Button.tsx'
import { Row } from '../../kit/Row.tsx'
import { useStrings } from '../../strings/strings.ts'
import { useWork } from '../work.tsx'

/** A row a missed check; nothing when none was. */
export function MissedChecks({ clock }: { readonly clock: SteamClock }) {
  const { loaded, open } = useWork()
  const { visit } = useStrings()
  const { check } = loaded.procedure.clock
  const missed = clock.checks.filter(
    ({ state, minute }) => state === 'missed' && !loaded.run.fields[`${check}#${minute}`],
  )
  return missed.map(({ minute }) => (
    <Row
      key={minute}
      state="open"
      label={visit.steam.checkDue(minute)}
      stateText={visit.steam.checkState.missed}
      detail={visit.steam.checkState.missed}
      controls={
        <Button
          small
          aria-label={visit.steam.enterMissed(minute)}
          onPress={() => open({ kind: 'check', minute })}
        >
          {visit.lateTitle}
        </Button>
      }
    />
  ))
}
