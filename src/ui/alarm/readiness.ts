/**
 * Whether an alarm of this tablet can reach a person, each means by itself: said before steaming begins, not found out
 * at minute 30. What the browser does not tell (volume, mute, a motor) only a try shows.
 */
import type { NotifyState } from '../../device/notify.ts'
import type { SoundState } from '../../device/sound.ts'
import type { TabletPlace } from '../../domain/alarm/call.ts'
import type { ReadinessStrings } from '../strings/zh-cn/readiness.ts'

export type Means = {
  /** Null where the tablet stands in a room, which stays silent by rule. */
  readonly sound: SoundState | null
  readonly notices: NotifyState
  readonly keepScreen: boolean
  readonly vibrate: boolean
}

export type MeansLine = {
  readonly id: 'sound' | 'notices' | 'keepScreen' | 'vibrate'
  readonly isReady: boolean
  readonly words: string
}

/** Whether a tablet at this place may sound at all. */
export function maySound(place: TabletPlace | null): boolean {
  return place?.place === 'desk' || place?.place === 'corridor'
}

/** A line for each means, in words that say what to do where it is missing. */
export function meansLines(means: Means, of: ReadinessStrings): readonly MeansLine[] {
  const { sound, notices, keepScreen, vibrate } = means
  return [
    ...(sound === null ? [] : [{ id: 'sound' as const, isReady: sound === 'ready', words: of.sound[sound] }]),
    { id: 'notices', isReady: notices === 'granted', words: of.notices[notices] },
    { id: 'keepScreen', isReady: keepScreen, words: of.keepScreen[keepScreen ? 'yes' : 'no'] },
    { id: 'vibrate', isReady: vibrate, words: of.vibrate[vibrate ? 'yes' : 'no'] },
  ]
}
