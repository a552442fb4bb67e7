/**
 * The newer version of the app, as the screens see it: whether one waits, and what became of the last activation.
 * main.tsx binds the two deeds to client/updates.ts; without a service worker (plain http) they do nothing.
 */
import { create } from 'zustand'
import type { UpdateOutcome } from '../../client/update-proof.ts'

type Updates = {
  /** The waiting version; its name is null when it does not tell it. */
  readonly waiting: { readonly version: string | null } | null
  /** Told once after an activation; null again when it has been read. */
  readonly outcome: UpdateOutcome | null
  readonly isActivating: boolean
  readonly checkNow: () => Promise<void>
  readonly activate: () => Promise<void>
}

export const useUpdates = create<Updates>(() => ({
  waiting: null,
  outcome: null,
  isActivating: false,
  checkNow: async () => {},
  activate: async () => {},
}))
