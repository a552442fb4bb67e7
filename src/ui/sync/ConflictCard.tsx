/**
 * One conflict: where, and both values side by side with who entered them and when; the one that stands says so. One tap
 * chooses, and the opposite tap takes it back. A value that somebody has written since stands beside them.
 */

import { MINUTE_MS } from '../../base/clock.ts'
import type { Json } from '../../base/json.ts'
import type { SideName } from '../../domain/conflict/conflict.ts'
import type { Choice } from '../../domain/conflict/settle.ts'
import { Button } from '../kit/Button.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useSyncStrings } from '../strings/sync-strings.ts'
import styles from './Conflicts.module.css'
import { doneAt, fieldWords, recordWords, sideWords } from './conflict-words.ts'
import type { ConflictView } from './use-conflicts.ts'
import { actorName } from './words.ts'

const SIDES: readonly SideName[] = ['won', 'lost']

/** `problem` says why the last tap was not kept; `onChoose` is null for whoever may only look. */
export function ConflictCard({
  view,
  problem,
  onChoose,
}: {
  readonly view: ConflictView
  readonly problem: string | null
  readonly onChoose: ((choice: Choice) => void) | null
}) {
  const { conflicts } = useSyncStrings()
  const { conflict, around, stands } = view
  const { of, settled } = conflict
  const title = recordWords(of, around)
  const field = fieldWords(of.field, around)
  return (
    <li className={styles.card}>
      <h4 className={styles.where}>
        <span className={styles.field}>{field}</span>
        <span className={styles.record}>{title}</span>
      </h4>
      {around.record === null ? <p className={styles.quiet}>{conflicts.absent}</p> : null}
      <div className={styles.sides}>
        {SIDES.map((side) => (
          <SideOf key={side} view={view} side={side} onChoose={onChoose} />
        ))}
        {around.record !== null && stands === null ? <Since view={view} onChoose={onChoose} /> : null}
      </div>
      {settled === null ? null : (
        <p className={styles.quiet}>
          {conflicts.chosen(actorName(settled.by, around.staff, around.sync), around.time(settled.at))}
        </p>
      )}
      {problem === null ? null : (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </li>
  )
}

type SideProps = { readonly view: ConflictView; readonly onChoose: ((choice: Choice) => void) | null }

function SideOf({ view, side, onChoose }: SideProps & { readonly side: SideName }) {
  const { conflicts } = useSyncStrings()
  const { conflict, around, stands } = view
  const { value, actor, at } = conflict[side]
  const name = actorName(actor, around.staff, around.sync)
  const words = sideWords(conflict.of.field, value, around)
  const isStanding = stands === side
  const isSettled = conflict.settled !== null
  return (
    <section className={`${styles.side} ${isStanding ? styles.stands : ''}`}>
      <Value words={words} isStanding={isStanding} mark={conflicts.stands} />
      <p className={styles.quiet}>
        {[conflicts.by(name, around.time(at)), ...doneWords(value, at, view)].join(
          around.strings.today.comma,
        )}
      </p>
      {onChoose === null || around.record === null || (isStanding && isSettled) ? null : (
        <Button
          small
          aria-label={isStanding ? conflicts.keepLabel(words, name) : conflicts.takeLabel(words, name)}
          onPress={() => onChoose(side)}
        >
          {isStanding ? conflicts.keep : conflicts.take}
        </Button>
      )}
    </section>
  )
}

/** Somebody has written a third value since; leaving it as it is settles the conflict too. */
function Since({ view, onChoose }: SideProps) {
  const { conflicts } = useSyncStrings()
  const { conflict, around, standing } = view
  const words = sideWords(conflict.of.field, standing, around)
  return (
    <section className={`${styles.side} ${styles.stands}`}>
      <Value words={words} isStanding mark={conflicts.since} />
      {conflict.settled === null && onChoose ? (
        <Button small aria-label={conflicts.keepLabel(words, '')} onPress={() => onChoose('standing')}>
          {conflicts.keep}
        </Button>
      ) : null}
    </section>
  )
}

function Value({
  words,
  isStanding,
  mark,
}: {
  readonly words: string
  readonly isStanding: boolean
  readonly mark: string
}) {
  return (
    <p className={styles.value}>
      <b>{words}</b> {isStanding ? <Tag tone="jade">{mark}</Tag> : null}
    </p>
  )
}

/** When it was done, where that is not when it was entered. */
function doneWords(value: Json, writtenAt: number, { around }: ConflictView): readonly string[] {
  const at = doneAt(value)
  if (at === null || Math.abs(at - writtenAt) < MINUTE_MS) return []
  return [around.sync.conflicts.doneAt(around.time(at))]
}
