/**
 * Which emergency card lies over the screen. The screen below stays as it is, with all that was typed, so that closing the
 * card leads back to the very same step. What was recorded is in the database; this may die with the tab.
 */
import { create } from 'zustand'

export type EmergencyView =
  /** All cards, to choose from. */
  | { readonly kind: 'choose' }
  /** One card; `id` is its incident, null where nothing is recorded. */
  | { readonly kind: 'card'; readonly what: string; readonly id: string | null }

type Emergency = {
  /** null: no card is open. */
  readonly view: EmergencyView | null
  /** Whether the shop's frame is there with the button in its bar; where it is not, the button floats. */
  readonly isFramed: boolean
  show(view: EmergencyView): void
  close(): void
}

export const useEmergency = create<Emergency>((set) => ({
  view: null,
  isFramed: false,
  show: (view) => set({ view }),
  close: () => set({ view: null }),
}))
