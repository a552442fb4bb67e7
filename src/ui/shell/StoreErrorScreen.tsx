/** The database does not open or answer: why, in the user's language, and a way to try again (C7). */
import type { StoreErrorCode } from '../../db/store-error.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import type { Strings } from '../strings/strings.ts'

/** Takes its words as a prop, because it also stands where no context does. `screen` is a fault of ours. */
export function StoreErrorScreen({
  strings,
  code,
  onRetry,
  onHome,
}: {
  readonly strings: Strings
  readonly code: StoreErrorCode | 'screen'
  readonly onRetry: () => void
  readonly onHome?: () => void
}) {
  const { error } = strings.shell
  return (
    <main>
      <div role="alert">
        <Empty isPage title={error.title[code]} line={error.line[code]}>
          {onHome ? <Button onPress={onHome}>{error.home}</Button> : null}
          <Button look="go" onPress={onRetry}>
            {error.retry}
          </Button>
        </Empty>
      </div>
    </main>
  )
}
