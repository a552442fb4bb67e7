/** The shop screen. */
import { useStrings } from '../strings/strings.ts'

/** Names itself. */
export function ShopScreen() {
  const { shell } = useStrings()
  return (
    <main>
      <h1>{shell.shop}</h1>
    </main>
  )
}
