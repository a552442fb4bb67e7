/** Stands beside the screens, so that whatever asks for a PIN need not bring the sheet for it. */
import { lazy, Suspense } from 'react'
import { useAskedPin } from '../state/ask-pin.ts'

const AskPinSheet = lazy(() => import('./AskPinSheet.tsx').then((m) => ({ default: m.AskPinSheet })))

/** Nothing at all while nobody asks. */
export function AskPinLayer() {
  const isAsked = useAskedPin((s) => s.question !== null)
  return isAsked ? (
    <Suspense>
      <AskPinSheet />
    </Suspense>
  ) : null
}
