/** Short signs in the hand, for a room that is meant to stay quiet (A6.1). Never the only sign: the screen says it too. */

/** Milliseconds on, off, on …; the alarm is long enough to be felt through a glove. */
const PATTERNS = { done: [40], alarm: [400, 150, 400, 150, 400] } as const

export type VibratePattern = keyof typeof PATTERNS

/** Vibrates where the tablet can; quiet where it cannot or may not. */
export function vibrate(pattern: VibratePattern): void {
  try {
    navigator.vibrate?.([...PATTERNS[pattern]])
  } catch {
    return
  }
}

/** Whether the browser offers it at all; whether the tablet has a motor shows only when it is tried. */
export function canVibrate(): boolean {
  return typeof navigator.vibrate === 'function'
}
