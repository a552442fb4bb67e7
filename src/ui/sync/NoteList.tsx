/** What the server has noted for the shop (CS4, S2): for information, nothing waits for it. */
import { useSyncStrings } from '../strings/sync-strings.ts'
import { type Note, noteWords } from './notes.ts'
import styles from './SyncSheet.module.css'

/** Nothing at all when there are none. */
export function NoteList({
  notes,
  name,
  time,
}: {
  readonly notes: readonly Note[]
  readonly name: (actor: string) => string
  readonly time: (at: number) => string
}) {
  const sync = useSyncStrings()
  if (notes.length === 0) return null
  return (
    <section className={styles.section} aria-label={sync.notes.title}>
      <h3 className={styles.title}>{sync.notes.title}</h3>
      <p className={styles.quiet}>{sync.notes.line}</p>
      <ul className={styles.list}>
        {notes.map((note) => (
          <li key={note.id} className={styles.item}>
            <p>{noteWords(note, sync, name)}</p>
            <p className={styles.quiet}>{sync.notes.since(time(note.at))}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
