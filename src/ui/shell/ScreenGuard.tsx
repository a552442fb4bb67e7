/** Keeps a fault of one screen from taking the others with it: the frame stays, the screen says what happened. */
import { Component, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { StoreError } from '../../db/store-error.ts'
import { useStrings } from '../strings/strings.ts'
import { StoreErrorScreen } from './StoreErrorScreen.tsx'

type CatchProps = {
  readonly path: string
  readonly onError: (error: unknown, retry: () => void) => ReactNode
  readonly children: ReactNode
}

const AGAIN_MS = 10_000

/** What was thrown below it is shown by `onError`, for this address alone. */
export class Catch extends Component<CatchProps, { readonly error: unknown }> {
  override state = { error: null as unknown }

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error('nothing was thrown') }
  }

  /** A desk that nobody looks at must not stay without its alarms: it tries again by itself. */
  timer: ReturnType<typeof setTimeout> | undefined

  override componentDidCatch() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.setState({ error: null }), AGAIN_MS)
  }

  override componentWillUnmount() {
    clearTimeout(this.timer)
  }

  override componentDidUpdate(before: CatchProps) {
    if (before.path !== this.props.path && this.state.error !== null) this.setState({ error: null })
  }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    return this.props.onError(error, () => this.setState({ error: null }))
  }
}

/** Begins anew when another address is opened. */
export function ScreenGuard({ children }: { readonly children: ReactNode }) {
  const strings = useStrings()
  const [path, go] = useLocation()
  return (
    <Catch
      path={path}
      onError={(error, retry) => (
        <StoreErrorScreen
          strings={strings}
          code={error instanceof StoreError ? error.code : 'screen'}
          onRetry={retry}
          onHome={path === '/' ? undefined : () => go('/')}
        />
      )}
    >
      {children}
    </Catch>
  )
}
