/** An address that leads nowhere. */
import { useLocation } from 'wouter'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useStrings } from '../strings/strings.ts'

/** Says so and leads back to today. */
export function MissingPage() {
  const { shell } = useStrings()
  const [, go] = useLocation()
  return (
    <main>
      <Empty isPage title={shell.error.missingTitle} line={shell.error.missingLine}>
        <Button look="go" onPress={() => go('/')}>
          {shell.error.home}
        </Button>
      </Empty>
    </main>
  )
}
