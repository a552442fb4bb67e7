/** While a screen is on its way: nothing for a moment, then one quiet line, so that quick openings do not flicker. */
import { useStrings } from '../strings/strings.ts'
import styles from './Loading.module.css'

/** Takes the place of the whole screen. */
export function Loading() {
  const { shell } = useStrings()
  return (
    <main className={styles.loading} aria-busy="true">
      <p role="status">{shell.opening}</p>
    </main>
  )
}
