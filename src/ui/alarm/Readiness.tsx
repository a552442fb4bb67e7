/** Each means by which this tablet can call, whether it is there, and what to do where it is not; with a real try. */
import { Suspense, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { RoomId } from '../../domain/ids.ts'
import { Button } from '../kit/Button.tsx'
import { Card } from '../kit/Card.tsx'
import { NextIcon } from '../kit/Icons.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useSession } from '../state/session.ts'
import { useReadinessStrings } from '../strings/readiness-strings.ts'
import { PlaceChoice } from './PlaceChoice.tsx'
import styles from './Readiness.module.css'
import { type MeansLine, maySound, meansLines } from './readiness.ts'
import { useMeans } from './use-means.ts'

/** All of them, for the tablet's settings. */
export function Readiness() {
  const words = useReadinessStrings()
  const { means, ...ways } = useMeans()
  return (
    <div className={styles.ready}>
      <Lines lines={meansLines(means, words)} />
      <Ways {...ways} canAsk={means.notices === 'unasked'} />
    </div>
  )
}

/**
 * Before steaming begins in a room: only what is missing, and where the tablet stands if nobody has said so. One line that
 * opens, so that what is decided now, the plan, keeps the screen.
 */
export function MissingMeans(of: MissingProps) {
  // The words may still be on their way; the start does not wait for them.
  return (
    <Suspense fallback={null}>
      <Missing {...of} />
    </Suspense>
  )
}

type MissingProps = { readonly roomId: RoomId | null }

function Missing({ roomId }: MissingProps) {
  const words = useReadinessStrings()
  // Stays while the panel does, so that the answer can be seen and changed.
  const [isAsked] = useState(() => useSession.getState().place === null)
  const { means, ...ways } = useMeans()
  const [isOpen, setOpen] = useState(false)
  const isUnset = useSession((s) => s.place === null)
  const missing = meansLines(means, words).filter(({ isReady }) => !isReady)
  const lacks = missing.length > 0 ? words.lacks(missing.map(({ id }) => words.short[id])) : words.allSet
  return (
    <section className={styles.beforeStart} aria-label={words.title}>
      <AriaButton
        className={`${styles.line} ${isUnset || missing.length > 0 ? styles.amber : ''}`}
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
      >
        <span className={styles.lineWords}>{isUnset ? words.place.unsaid : lacks}</span>
        <span className={isOpen ? styles.turned : styles.turn}>
          <NextIcon />
        </span>
      </AriaButton>
      {isOpen ? (
        <Card>
          <div className={styles.ready}>
            {isAsked ? (
              <>
                <h2>{words.place.title}</h2>
                <PlaceChoice here={roomId} />
              </>
            ) : null}
            {missing.length > 0 ? (
              <>
                <p>{words.missing}</p>
                <Lines lines={missing} />
              </>
            ) : (
              <p>{words.allSet}</p>
            )}
            <Ways {...ways} canAsk={means.notices === 'unasked'} />
          </div>
        </Card>
      ) : null}
    </section>
  )
}

function Lines({ lines }: { readonly lines: readonly MeansLine[] }) {
  return (
    <ul className={styles.lines}>
      {lines.map(({ id, isReady, words }) => (
        <li key={id}>
          <Tag tone={isReady ? 'jade' : 'amber'}>{words}</Tag>
        </li>
      ))}
    </ul>
  )
}

type WaysProps = Omit<ReturnType<typeof useMeans>, 'means'> & { readonly canAsk: boolean }

function Ways({ ask, test, isTested, canAsk }: WaysProps) {
  const words = useReadinessStrings()
  const place = useSession((s) => s.place)
  return (
    <>
      <div className={styles.ways}>
        {canAsk ? (
          <Button small onPress={ask}>
            {words.allow}
          </Button>
        ) : null}
        <Button small onPress={test}>
          {words.test}
        </Button>
      </div>
      {isTested ? (
        <p className={styles.tested} role="status">
          {maySound(place) ? words.testedLoud : words.tested}
        </p>
      ) : null}
    </>
  )
}
