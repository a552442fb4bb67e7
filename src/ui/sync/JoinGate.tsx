/** Between the app's root and its screens: while the tablet joins a shop, the page that shows how far it is. */
import { lazy, type ReactNode, Suspense } from 'react'
import { Loading } from '../shell/Loading.tsx'
import { useJoining } from './joining.ts'

const JoinScreen = lazy(() => import('./JoinScreen.tsx').then((m) => ({ default: m.JoinScreen })))

/** A joiner sees the screens when all is here, not with half of the shop. */
export function JoinGate({ children }: { readonly children: ReactNode }) {
  const joining = useJoining()
  if (joining === undefined) return <Loading />
  if (joining === 'no') return children
  return (
    <Suspense fallback={<Loading />}>
      <JoinScreen />
    </Suspense>
  )
}
