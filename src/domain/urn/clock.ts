/** Contract only: being written. The urn's clock from stored instants (A5.11–A6.6, D6, D13). */
import type { Run } from '../procedure/run.ts'

export type CheckState = 'waiting' | 'due' | 'overdue' | 'done' | 'late' | 'missed'
export type SteamClock = {
  readonly startAt: number
  readonly setting: string
  readonly plannedMin: number
  /** start + 30 minutes less what earlier annulled starts took. Nothing moves it. */
  readonly deadlineAt: number
  /** When the question is due: minute 20, or the end of a shorter plan (D6). */
  readonly askAt: number
  readonly plannedEndAt: number
  readonly elapsedMs: number
  /** Until the deadline; 0 past it. Never more than 30 minutes. */
  readonly remainingMs: number
  /** Past the deadline without a confirmed "off". */
  readonly overMs: number
  readonly phase: 'steaming' | 'ask' | 'off' | 'over' | 'ended'
  readonly checks: readonly {
    readonly minute: number
    readonly dueAt: number
    readonly state: CheckState
    readonly lateMs: number
    readonly found: readonly string[]
  }[]
  /** null until answered. */
  readonly goOn: boolean | null
  readonly offAt: number | null
  /** The next thing due: a check, the question, or off. */
  readonly next: {
    readonly kind: 'check' | 'ask' | 'off'
    readonly minute: number
    readonly dueAt: number
  } | null
}
/** null before the first start. */
export declare function steamClock(run: Run, now: number): SteamClock | null
