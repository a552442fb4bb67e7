/** How much of the shop's records has come down: a bar and the numbers; it can be left, the tablet goes on by itself. */
import { useSyncStrings } from '../strings/sync-strings.ts'
import styles from './Progress.module.css'

/** `snapshot` is null before the server has said how many there are. */
export function Progress({
  snapshot,
}: {
  readonly snapshot: { readonly done: number; readonly total: number } | null
}) {
  const { progress } = useSyncStrings()
  const total = snapshot?.total ?? 0
  const done = Math.min(snapshot?.done ?? 0, total)
  const words = snapshot === null ? progress.begins : progress.of(done, total)
  return (
    <div className={styles.progress}>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={progress.label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={snapshot === null ? undefined : done}
        aria-valuetext={words}
      >
        <div className={styles.done} style={{ inlineSize: `${total === 0 ? 0 : (100 * done) / total}%` }} />
      </div>
      <p className={styles.words} aria-hidden="true">
        {words}
      </p>
    </div>
  )
}
