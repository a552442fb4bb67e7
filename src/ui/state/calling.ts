/**
 * What calls on this tablet just now, of whatever kind. The frame rings for its urns' alarms and for what stands here: put there by the
 * part that knows of emergencies and of colleagues who are wanted, which is fetched after the first screen.
 */
import { create } from 'zustand'
import type { Loudness } from '../../domain/alarm/call.ts'

export type Calling = {
  readonly id: string
  /** How soon it vibrates again. */
  readonly againMs: number
  /** Null where it must not be heard. */
  readonly sound: Loudness | null
  /** For a notice over another app: the place, and no guest's name. */
  readonly body: string
}

export const useCalling = create<{ readonly others: readonly Calling[] }>(() => ({ others: [] }))

/** Takes the place of what stood there; nobody redraws where it is the same. */
export function callAlso(others: readonly Calling[]): void {
  if (JSON.stringify(others) !== JSON.stringify(useCalling.getState().others)) useCalling.setState({ others })
}
