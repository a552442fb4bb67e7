/**
 * The alarms of this tablet in the order and words of the screen: what is due, whether it calls here, who goes.
 * `{ kind: 'off', title: '王女士 · 1 号房 时间到了，请关瓮', note: '周敏去了', look: 'calm' }`
 */
import { type Alarm, alarmsOf, type Watched } from '../../domain/alarm/alarm.ts'
import { type Call, callOf, ELSEWHERE_AFTER_MS, type TabletPlace } from '../../domain/alarm/call.ts'
import type { Going } from '../../domain/alarm/going.ts'
import type { RoomId, StaffId, UrnId, VisitId } from '../../domain/ids.ts'
import { fieldsOf } from '../../domain/procedure/answers.ts'
import { steamClock } from '../../domain/urn/clock.ts'
import type { LoadedRun } from '../state/runs.ts'
import type { AlarmStrings } from '../strings/zh-cn/alarm.ts'

/** One visit under way, with the names to show. */
export type Entry = { readonly loaded: LoadedRun; readonly room: string | null; readonly name: string }

export type ShownAlarm = Alarm &
  Call & {
    readonly day: string
    readonly room: string | null
    readonly title: string
    /** Who goes, or who said so and has not done it; null while nobody has answered. */
    readonly note: string | null
  }

type Around = {
  readonly going: readonly Going[]
  readonly place: TabletPlace | null
  /** Whose dial is on show. */
  readonly dial: string | null
  readonly unknownGuest: string
  /** Nobody is signed in: an alarm is called by its room alone (SEC6). */
  readonly isLocked: boolean
  readonly nameOf: (id: StaffId) => string
  readonly now: number
}

/** Every alarm that this tablet knows of, the gravest first, whether it is shown or not. */
export function shownAlarms(
  entries: readonly Entry[],
  words: AlarmStrings,
  { going, place, dial, unknownGuest, isLocked, nameOf, now }: Around,
): readonly ShownAlarm[] {
  return alarmsOf(
    entries.flatMap((entry) => watchedOf(entry, now)),
    going,
    now,
  ).flatMap((alarm) => {
    const entry = entries.find(({ loaded }) => loaded.run.id === alarm.visitId)
    if (!entry) return []
    const whole = [entry.name || unknownGuest, entry.room].filter(Boolean).join(' · ')
    const name = isLocked ? (entry.room ?? words.anUrn) : whole
    return [
      {
        ...alarm,
        ...callOf(alarm, place, dial === alarm.visitId),
        day: entry.loaded.run.day,
        room: entry.room,
        title: words[alarm.kind](name, alarm.minute),
        note: noteOf(alarm, words, nameOf),
      },
    ]
  })
}

function watchedOf({ loaded: { run } }: Entry, now: number): readonly Watched[] {
  const clock = steamClock(run, now)
  if (!clock) return []
  const place = fieldsOf(run).place
  return [
    {
      visitId: run.id as VisitId,
      urnId: (place?.urnId as UrnId | undefined) ?? null,
      roomId: (place?.roomId as RoomId | undefined) ?? null,
      clock,
      offMin: run.context.procedure.clock.offMin,
    },
  ]
}

function noteOf(
  { going, isHeld }: Alarm,
  words: AlarmStrings,
  nameOf: (id: StaffId) => string,
): string | null {
  if (going.length === 0) return null
  const names = [...new Set(going.map(({ by }) => by))].map(nameOf).join(words.and)
  return isHeld ? words.goes(names) : words.saidSo(names)
}

/** A line stands on every screen for what cannot wait; for a check once the others are called, its room knows it before. */
export function standsInLine({ kind, waitedMs }: Pick<Alarm, 'kind' | 'waitedMs'>): boolean {
  return kind !== 'check' || waitedMs >= ELSEWHERE_AFTER_MS.check
}
