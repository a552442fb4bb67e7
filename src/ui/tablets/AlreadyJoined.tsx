/** A join code was opened on a tablet that has a shop: it says so, and where the shop's tablets are. The code is gone from the address by then. */
import { useLocation } from 'wouter'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useStrings } from '../strings/strings.ts'
import { useTabletsStrings } from '../strings/tablets-strings.ts'

/** In place of a screen. */
export function AlreadyJoined({ shop }: { readonly shop: string }) {
  const { already } = useTabletsStrings()
  const { shell } = useStrings()
  const [, go] = useLocation()
  return (
    <main>
      <Empty isPage title={already.title(shop)} line={already.line}>
        <Button onPress={() => go('/')}>{shell.error.home}</Button>
        <Button look="go" onPress={() => go('/shop')}>
          {already.list}
        </Button>
      </Empty>
    </main>
  )
}

/** The same in one sentence on a locked tablet. */
export function AlreadyNote({ shop }: { readonly shop: string }) {
  const { already } = useTabletsStrings()
  return <Banner tone="amber">{already.note(shop)}</Banner>
}
