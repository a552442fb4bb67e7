/** What may die with the tab: who works here now, the row that is called to attention, a short notice. */
import { create } from 'zustand'
import type { TabletPlace } from '../../domain/alarm/call.ts'
import type { StaffId } from '../../domain/ids.ts'
import type { Language } from '../../domain/language.ts'
import type { Theme } from './app.tsx'

export type Notice = {
  readonly text: string
  readonly tone: 'plain' | 'jade' | 'amber' | 'red'
  readonly at: number
  /** It names no guest: also a locked tablet may show it. What failed (red) never names one. */
  readonly isForAll?: true
}

type Session = {
  /** Who is signed in; null while the tablet is locked. */
  readonly who: StaffId | null
  /** Who worked here last; offered first when somebody signs in. */
  readonly last: StaffId | null
  /** When the tablet was touched last. */
  readonly activeAt: number
  readonly language: Language
  readonly theme: Theme
  /** Where this tablet stands; null until somebody says so. */
  readonly place: TabletPlace | null
  readonly notice: Notice | null
  /** Counts the taps on an alarm: each opens its visit anew, without the sheets that lay over it. */
  readonly jumps: number
  setLanguage(language: Language): void
  setTheme(theme: Theme): void
  setPlace(place: TabletPlace | null): void
  /** While the tablet is locked only what names nobody is said: a save that ends late must not put a name on it. */
  say(notice: Notice | null): void
  jump(): void
}

export const useSession = create<Session>((set) => ({
  who: null,
  last: null,
  activeAt: 0,
  language: 'zh-CN',
  theme: 'system',
  place: null,
  notice: null,
  jumps: 0,
  setLanguage: (language) => set({ language }),
  setTheme: (theme) => set({ theme }),
  setPlace: (place) => set({ place }),
  say: (notice) =>
    set(({ who }) =>
      who !== null || notice === null || notice.tone === 'red' || notice.isForAll ? { notice } : {},
    ),
  jump: () => set(({ jumps }) => ({ jumps: jumps + 1 })),
}))
