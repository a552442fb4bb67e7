/**
 * What lies over every screen, whatever it is: the emergency cards once they are asked for. They come in a part of their own that is fetched
 * when the tablet has nothing else to do, so that the first screen is not slower and the tap still answers at once.
 * Where the database does not answer, its steps and numbers are shown alone. The tablet's own way back closes them, as ✕ and Escape do.
 */
import { lazy, Suspense, useEffect, useRef } from 'react'
import { Catch } from '../shell/ScreenGuard.tsx'
import { useEmergency } from '../state/emergency.ts'
import { useSession } from '../state/session.ts'
import { FloatingEmergencyButton } from './EmergencyButton.tsx'

const load = () => import('./EmergencyScreen.tsx')
const EmergencyScreen = lazy(() => load().then((m) => ({ default: m.EmergencyScreen })))

const loadStoreless = () => import('./StorelessScreen.tsx')
const StorelessScreen = lazy(() => loadStoreless().then((m) => ({ default: m.StorelessScreen })))

/** The first screen must have had its own requests by then. */
const IDLE_AFTER_MS = 1_500

/** Put once beside the screens. */
export function EmergencyLayer() {
  const isOpen = useEmergency((s) => s.view !== null)
  const isFramed = useEmergency((s) => s.isFramed)
  const jumps = useSession((s) => s.jumps)
  const isLocked = useSession((s) => s.who === null)
  useFetchedAhead()
  useBackCloses(isOpen)
  // A tap on an alarm leads away, whatever lies over it; what was open before this came stays open.
  const jumped = useRef(jumps)
  useEffect(() => {
    if (jumped.current !== jumps) useEmergency.getState().close()
    jumped.current = jumps
  }, [jumps])
  return (
    <>
      {isFramed ? null : <FloatingEmergencyButton />}
      {isOpen ? (
        <Suspense>
          {/* Opened before the frame was there, it would shut off the frame's alarms: they are made out when it opens. And locking takes the names off it. */}
          <Catch path="" onError={() => <StorelessScreen />}>
            <EmergencyScreen key={`${isFramed} ${isLocked}`} />
          </Catch>
        </Suspense>
      ) : null}
    </>
  )
}

/** Where there is no database at all. */
export function StorelessLayer() {
  const isOpen = useEmergency((s) => s.view !== null)
  useFetchedAhead()
  useBackCloses(isOpen)
  return (
    <>
      <FloatingEmergencyButton />
      {isOpen ? (
        <Suspense>
          <StorelessScreen />
        </Suspense>
      ) : null}
    </>
  )
}

function useFetchedAhead(): void {
  const language = useSession((s) => s.language)
  useEffect(() => {
    // A failure is met again, and shown, by the tap.
    const fetchAll = () =>
      void Promise.all([load(), loadStoreless()]).then(
        ([m]) => m.fetchWords(language),
        () => undefined,
      )
    const timer = setTimeout(fetchAll, IDLE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [language])
}

const OWN = 'emergency'
const isOwnEntry = () => history.state?.[OWN] === true

/** An entry of the browser's history for the open cards: the system's back button closes them and nothing else. */
function useBackCloses(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return
    const { close } = useEmergency.getState()
    history.pushState({ [OWN]: true }, '')
    // A way back that was still on its way when the cards were opened again does not close them.
    const onBack = () => (isOwnEntry() ? undefined : close())
    window.addEventListener('popstate', onBack)
    return () => {
      window.removeEventListener('popstate', onBack)
      if (isOwnEntry()) history.back()
    }
  }, [isOpen])
}
