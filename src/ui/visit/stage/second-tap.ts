/**
 * A ticked row drops the words above it, and the rows below move up under the finger: the second tap of a double tap
 * would tick another step unseen. Two quick taps at one place that meet two different buttons count as the first alone.
 */
import { type PointerEvent, type SyntheticEvent, useRef } from 'react'

export type Tap = { readonly x: number; readonly y: number; readonly at: number; readonly on: Element | null }

const WITHIN_MS = 400
/** A fingertip, in CSS pixels. */
const WITHIN_PX = 24

/** Whether the tap only repeats the last one, though what lies there is another button by now. */
export function isSecondTap(last: Tap | null, tap: Tap): boolean {
  if (last === null || last.on === tap.on || tap.at - last.at > WITHIN_MS) return false
  return Math.abs(tap.x - last.x) < WITHIN_PX && Math.abs(tap.y - last.y) < WITHIN_PX
}

/** Handlers for whatever holds the buttons; same button, same place (a stepper) stays as quick as the finger. */
export function useSecondTapGuard() {
  const last = useRef<Tap | null>(null)
  const isRepeat = useRef(false)
  const stop = (event: SyntheticEvent) => {
    if (isRepeat.current) event.stopPropagation()
  }
  return {
    onPointerDownCapture: (event: PointerEvent) => {
      const on = event.target instanceof Element ? event.target.closest('button') : null
      const tap = { x: event.clientX, y: event.clientY, at: event.timeStamp, on }
      // What a screen reader presses has no place.
      isRepeat.current = (tap.x !== 0 || tap.y !== 0) && isSecondTap(last.current, tap)
      if (!isRepeat.current) last.current = tap
      stop(event)
    },
    onClickCapture: (event: SyntheticEvent) => {
      stop(event)
      // A link that has come to lie there, such as a number to call, is not followed either.
      if (isRepeat.current) event.preventDefault()
      isRepeat.current = false
    },
  }
}
