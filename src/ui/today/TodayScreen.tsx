/** The today screen. */
import { useStrings } from '../strings/strings.ts'

/** Names itself. */
export function TodayScreen() {
  const { shell } = useStrings()
  return (
    <main>
      <h1>{shell.today}</h1>
    </main>
  )
}
