/**
 * Chimes for the desk and the corridor, made by the browser itself, so that no file can be missing. A browser lets no
 * page sound before somebody has touched it: the first tap unlocks, and what is locked says so instead of pretending.
 * The tablet's own volume and mute switch stand above all of this and cannot be read.
 *
 *   absent   no Web Audio        locked ──tap──▶ ready ──the system takes it away──▶ locked
 */

export const CHIMES = ['soft', 'urgent', 'loud'] as const
export type Chime = (typeof CHIMES)[number]
export type SoundState = 'absent' | 'locked' | 'ready'

/** As much of the browser as is needed. */
export type SoundPort = {
  readonly open: (() => AudioContext) | null
  readonly page: Pick<Document, 'addEventListener'>
}

export type Sound = {
  readonly state: () => SoundState
  /** To be called from within a tap; resolves when the browser has answered. */
  readonly unlock: () => Promise<SoundState>
  /** Rings once; where it is locked it tries all the same, because an installed app may. */
  readonly chime: (chime: Chime) => void
  /** Calls back when the state changes; call what it answers to stop. */
  readonly onChange: (listener: () => void) => () => void
}

type Note = { readonly hz: number; readonly atS: number; readonly forS: number }
type Tune = { readonly wave: OscillatorType; readonly gain: number; readonly notes: readonly Note[] }

const beeps = (hz: readonly number[], everyS: number, forS: number): readonly Note[] =>
  hz.map((tone, i) => ({ hz: tone, atS: i * everyS, forS }))

/** Told apart by rhythm and pitch as well as by loudness: two notes, three short ones, six that alternate. */
const TUNES: { readonly [C in Chime]: Tune } = {
  soft: { wave: 'sine', gain: 0.25, notes: beeps([880, 660], 0.35, 0.6) },
  urgent: { wave: 'triangle', gain: 0.6, notes: beeps([988, 988, 1319], 0.22, 0.18) },
  loud: { wave: 'square', gain: 0.8, notes: beeps([1047, 784, 1047, 784, 1047, 784], 0.2, 0.17) },
}
/** A browser that refuses leaves the question open: after so long it counts as a no. */
const ANSWER_MS = 500
const FADE_S = 0.02

/** The sound of this page. */
export function makeSound({ open, page }: SoundPort): Sound {
  const listeners = new Set<() => void>()
  let context: AudioContext | null = null

  const opened = () => {
    if (!context && open) {
      try {
        context = open()
      } catch {
        return null
      }
      context.onstatechange = () => {
        for (const tell of listeners) tell()
      }
    }
    return context
  }
  const state = (): SoundState => {
    if (!open) return 'absent'
    return context?.state === 'running' ? 'ready' : 'locked'
  }
  const unlock = async () => {
    const at = opened()
    if (at && at.state !== 'running') await answerOf(at.resume())
    return state()
  }
  page.addEventListener('visibilitychange', () => {
    if (context && context.state !== 'running') void unlock()
  })
  return {
    state,
    unlock,
    chime: (chime) => {
      void unlock().then((is) => {
        if (context && is === 'ready') play(context, TUNES[chime])
      })
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Unlocks at the first tap or key of a page that is to sound, and again whenever the system took the sound away. */
export function unlockByTouch(
  sound: Sound,
  page: Pick<Document, 'addEventListener'>,
  isWanted: () => boolean,
) {
  for (const touch of ['pointerup', 'keydown'] as const)
    page.addEventListener(
      touch,
      () => {
        if (isWanted() && sound.state() === 'locked') void sound.unlock()
      },
      { capture: true, passive: true },
    )
}

async function answerOf(resumed: Promise<void>): Promise<void> {
  const tired = new Promise<void>((resolve) => setTimeout(resolve, ANSWER_MS))
  await Promise.race([resumed.catch(() => undefined), tired])
}

function play(context: AudioContext, { wave, gain, notes }: Tune): void {
  for (const { hz, atS, forS } of notes) {
    const from = context.currentTime + 0.02 + atS
    const volume = context.createGain()
    volume.gain.setValueAtTime(0, from)
    volume.gain.linearRampToValueAtTime(gain, from + FADE_S)
    volume.gain.exponentialRampToValueAtTime(0.001, from + forS)
    const tone = context.createOscillator()
    tone.type = wave
    tone.frequency.value = hz
    tone.connect(volume).connect(context.destination)
    tone.start(from)
    tone.stop(from + forS + FADE_S)
  }
}
