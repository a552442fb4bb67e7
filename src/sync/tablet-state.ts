/**
 * What an enrolled tablet may ask, and what it is told with its greeting; pure (SEC10).
 *
 *   enrolled ──retired──▶ sends what it has, gets nothing ─┐
 *      └──────stolen────▶ the same, and its sets are parked ┴─▶ wipes itself ─▶ wiped
 */
import { PATHS } from './wire.ts'
import { TABLET_PATHS } from './wire-tablets.ts'

export type TabletState = 'enrolled' | 'retired' | 'stolen' | 'wiped'

/** A token is exchanged for a new one after so long. */
const TOKEN_LASTS_MS = 24 * 60 * 60_000
/** Sending, and what belongs to it: nothing here tells a record, a name or another tablet. */
const UPLOAD_ONLY: readonly string[] = [PATHS.hello, PATHS.push, PATHS.missing, TABLET_PATHS.wiped]

/** Whether the route is open to a tablet in this state. */
export function mayAsk(state: TabletState, route: string): boolean {
  return state === 'enrolled' || UPLOAD_ONLY.includes(route)
}

/**
 * The actions of a greeting; `wipe` means: when nothing more is to be sent. What a server has lost that was restored since, the tablet
 * may be the last to have: it is asked for before it goes (S4).
 */
export function actionsFor(
  state: TabletState,
  of: { readonly isKnown: boolean; readonly rotatedAt: number; readonly now: number },
): readonly string[] {
  if (state !== 'enrolled') return ['upload_only', ...(of.isKnown ? [] : ['reoffer']), 'wipe']
  const isOld = Math.abs(of.now - of.rotatedAt) >= TOKEN_LASTS_MS
  return [...(of.isKnown ? [] : ['reoffer', 'rebootstrap']), ...(isOld ? ['rotate'] : [])]
}
