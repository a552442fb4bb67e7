/** How the app's clock is corrected now: what shows the time need not wait for its next look at it. */
import { create } from 'zustand'

export const useClockSet = create<{ readonly correctionMs: number }>(() => ({ correctionMs: 0 }))
