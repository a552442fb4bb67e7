/** The guests screen. */
import { useStrings } from '../strings/strings.ts'

/** Names itself. */
export function GuestsScreen() {
  const { shell } = useStrings()
  return (
    <main>
      <h1>{shell.guests}</h1>
    </main>
  )
}
