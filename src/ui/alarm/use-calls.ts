/**
 * How the tablet calls for a person. It vibrates as soon as something calls here, and again and again until it is done
 * or answered, the more often the graver it is; at the desk and in the corridor it rings, the more often the louder; and
 * behind another app a notice says it. In a room an alarm is seen and felt, never heard (A6.1).
 */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { AlarmKind } from '../../domain/alarm/alarm.ts'
import { LOUDNESS, type Loudness } from '../../domain/alarm/call.ts'
import { useApp } from '../state/app.tsx'
import { type Calling, useCalling } from '../state/calling.ts'
import { useSession } from '../state/session.ts'
import { useStrings } from '../strings/strings.ts'
import type { Alarms } from './use-alarms.ts'

/** A check may wait for a hand that is busy; a guest past the half hour may not. */
const AGAIN_MS: { readonly [Kind in AlarmKind]: number } = {
  over: 4_000,
  out: 8_000,
  back: 8_000,
  unsure: 8_000,
  off: 8_000,
  away: 8_000,
  ask: 10_000,
  check: 20_000,
}
const RING_AGAIN_MS: { readonly [L in Loudness]: number } = { soft: 12_000, urgent: 6_000, loud: 3_000 }

/** Calls for all alarms together, and for what else calls here; one more is felt and heard at once. */
export function useCalls({ all }: Alarms): void {
  const { alarm: words } = useStrings()
  const others = useCalling((s) => s.others)
  const urns = all
    .filter(({ calls }) => calls)
    .map(
      ({ id, kind, room, minute, sound }): Calling => ({
        id,
        againMs: AGAIN_MS[kind],
        sound,
        body: words[kind](room ?? words.anUrn, minute),
      }),
    )
  const calling = [...others, ...urns]
  const what = calling
    .map(({ id }) => id)
    .sort()
    .join(' ')
  useVibration(Math.min(...calling.map(({ againMs }) => againMs)), what)
  useRinging(loudest(calling), what)
  useNotices(calling)
}

/** The loudest that any of them asks for. */
export function loudest(alarms: readonly Pick<Calling, 'sound'>[]): Loudness | null {
  const at = Math.max(-1, ...alarms.map(({ sound }) => (sound === null ? -1 : LOUDNESS.indexOf(sound))))
  return LOUDNESS[at] ?? null
}

function useVibration(againMs: number, what: string): void {
  const { vibrate } = useApp()
  useEffect(() => {
    if (!what) return
    vibrate('alarm')
    const timer = setInterval(() => vibrate('alarm'), againMs)
    return () => clearInterval(timer)
  }, [vibrate, againMs, what])
}

function useRinging(loudness: Loudness | null, what: string): void {
  const { sound } = useApp()
  useEffect(() => {
    if (!loudness || !what) return
    sound.chime(loudness)
    const timer = setInterval(() => sound.chime(loudness), RING_AGAIN_MS[loudness])
    return () => clearInterval(timer)
  }, [sound, loudness, what])
}

/** A notice for each alarm that calls while the page is hidden, anew when it gets louder; gone when it is answered or looked at. */
function useNotices(calling: readonly Calling[]): void {
  const { notices } = useApp()
  const { shell } = useStrings()
  const language = useSession((s) => s.language)
  const isHidden = useSyncExternalStore(onVisibility, isPageHidden)
  const shown = useRef(new Map<string, string>())
  useEffect(() => {
    const wanted = new Map(isHidden ? calling.map((one) => [one.id, one] as const) : [])
    for (const id of shown.current.keys())
      if (!wanted.has(id)) {
        shown.current.delete(id)
        void notices.close(id)
      }
    for (const [id, { body, sound }] of wanted) {
      const urgency = sound ?? ''
      if (shown.current.get(id) === urgency) continue
      shown.current.set(id, urgency)
      void notices.show({ tag: id, title: shell.appName, body, silent: sound === null, lang: language })
    }
  })
}

const isPageHidden = () => document.visibilityState === 'hidden'

function onVisibility(tell: () => void): () => void {
  document.addEventListener('visibilitychange', tell)
  return () => document.removeEventListener('visibilitychange', tell)
}
