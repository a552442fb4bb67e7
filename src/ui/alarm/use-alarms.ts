/** The alarms of this tablet, live: from its own records alone, connected or not, and from who said that they go. */
import { recordsOfDay } from '../../db/queries.ts'
import { ALARMS, goingFrom } from '../../domain/alarm/going.ts'
import type { StaffId } from '../../domain/ids.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { mayHoldGuest, steamClock } from '../../domain/urn/clock.ts'
import { useApp } from '../state/app.tsx'
import { useDialOnShow } from '../state/dial-on-show.ts'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { useNameOf } from '../state/staff.ts'
import { useStrings } from '../strings/strings.ts'
import { type Entry, type ShownAlarm, shownAlarms } from './shown.ts'

export type Alarms = {
  readonly all: readonly ShownAlarm[]
  readonly nameOf: (id: StaffId) => string
  /** Guests in an urn whose procedure is not on this tablet. */
  readonly standIns: number
  /** Whether a guest may be in an urn that this tablet does not stand beside: of that one it knows only what it was told. */
  readonly isElsewhere: boolean
}

/** `now` is the instant that the caller redraws by. */
export function useAlarms(entries: readonly Entry[], now: number): Alarms {
  const { store } = useApp()
  const { alarm: words, shell } = useStrings()
  const place = useSession((s) => s.place)
  const isLocked = useSession((s) => s.who === null)
  const dial = useDialOnShow((s) => s.visitId)
  const days = [...new Set(entries.map(({ loaded }) => loaded.run.day))].sort().join(' ')
  const going = useLive(async () => {
    const records = await Promise.all(
      days.split(' ').map((day) => (day ? recordsOfDay(store, ALARMS, day) : [])),
    )
    return goingFrom(records.flat())
  }, [store, days])
  const nameOf = useNameOf()
  const all = shownAlarms(entries, words, {
    going: going ?? [],
    place,
    dial,
    unknownGuest: shell.strip.unknownGuest,
    isLocked,
    nameOf,
    now,
  })
  const steaming = entries.filter(({ loaded }) => {
    const clock = steamClock(loaded.run, now)
    return clock !== null && mayHoldGuest(clock)
  })
  const isBeside = ({ loaded: { run } }: Entry) =>
    dial === run.id || (place?.place === 'room' && place.roomId === fieldsOf(run).place?.roomId)
  return {
    all,
    nameOf,
    standIns: steaming.filter(({ loaded }) => loaded.isStandIn).length,
    isElsewhere: !steaming.every(isBeside),
  }
}
