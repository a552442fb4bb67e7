/** The rooms screen. */
import { useStrings } from '../strings/strings.ts'

/** Names itself. */
export function RoomsScreen() {
  const { shell } = useStrings()
  return (
    <main>
      <h1>{shell.rooms}</h1>
    </main>
  )
}
