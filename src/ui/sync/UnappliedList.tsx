/** This tablet's change sets that the server has not taken: what, by whom, when and why (S2, C3). All are still here. */
import type { Unapplied } from '../../db/sync-state.ts'
import type { Staff } from '../../domain/people/staff.ts'
import { Tag } from '../kit/Tag.tsx'
import { useSyncStrings } from '../strings/sync-strings.ts'
import styles from './SyncSheet.module.css'
import { actorName, intentWords, reasonOf } from './words.ts'

/** The latest first; nothing at all when there are none. */
export function UnappliedList({
  unapplied,
  staff,
  time,
}: {
  readonly unapplied: readonly Unapplied[]
  readonly staff: readonly Staff[]
  readonly time: (at: number) => string
}) {
  const sync = useSyncStrings()
  const words = sync.unapplied
  if (unapplied.length === 0) return null
  return (
    <section className={styles.section} aria-label={words.title}>
      <h3 className={styles.title}>{words.title}</h3>
      <p className={styles.quiet}>{words.line}</p>
      <ul className={styles.list}>
        {[...unapplied]
          .sort((a, b) => b.madeAt - a.madeAt)
          .map(({ uid, intent, actor, madeAt, reason, where, since }) => (
            <li key={uid} className={styles.item}>
              <p className={styles.itemTitle}>
                {words.of(intentWords(intent, sync), actorName(actor, staff, sync), time(madeAt))}
              </p>
              <p className={styles.itemLine}>
                <Tag tone={since === 'applied' ? 'jade' : 'amber'}>
                  {since === null ? words.where[where] : words.since[since]}
                </Tag>{' '}
                <span>{reasonOf(reason, sync)}</span>
              </p>
            </li>
          ))}
      </ul>
    </section>
  )
}
