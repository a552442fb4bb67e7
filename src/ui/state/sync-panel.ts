/** Whether the panel of the exchange is open, from wherever it was opened; and that the clock's line has been read. */
import { create } from 'zustand'

type SyncPanel = {
  readonly isOpen: boolean
  /** Said once a session is enough: the panel goes on saying it. */
  readonly isClockRead: boolean
  open(): void
  close(): void
  readClock(): void
}

export const useSyncPanel = create<SyncPanel>((set) => ({
  isOpen: false,
  isClockRead: false,
  open: () => set({ isOpen: true }),
  close: () => set({ isOpen: false }),
  readClock: () => set({ isClockRead: true }),
}))
