/**
 * Where the data is, in words and with the time: at the shop's server, on its way, or kept here and since when; a tap
 * explains it. Not to reach the server is usual and does not nag. Screen readers hear when the state itself changes,
 * not each tick that is sent.
 */
import { lazy, Suspense, useEffect } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { type SyncOverview, stillUnapplied } from '../../db/sync-state.ts'
import { useApp } from '../state/app.tsx'
import { useNow } from '../state/now.ts'
import { useSession } from '../state/session.ts'
import { useSyncPanel } from '../state/sync-panel.ts'
import { timeOfLate } from '../state/times.ts'
import { type Strings, useStrings } from '../strings/strings.ts'
import { type Situation, situationOf, toneOf } from '../sync/situation.ts'
import { useOpenConflicts, useOverview } from '../sync/use-sync.ts'
import styles from './SavingState.module.css'

/** Dialogs are not needed for the first paint. */
const SyncSheet = lazy(() => import('../sync/SyncSheet.tsx').then((m) => ({ default: m.SyncSheet })))

const EVERY_MS = 5_000

/** A short line in the bar, and the panel that it opens. */
export function SavingState({ timeZone }: { readonly timeZone: string }) {
  const { shell } = useStrings()
  const { clock } = useApp()
  const language = useSession((s) => s.language)
  const overview = useOverview()
  const conflicts = useOpenConflicts()
  useNow(EVERY_MS)
  if (!overview) return null
  const situation = situationOf(overview, clock.now())
  const toDecide = conflicts + stillUnapplied(overview).length
  const [first, ...second] = barWords(situation, overview, toDecide, shell.saving, (at) =>
    timeOfLate(at, clock.now(), timeZone, language),
  )
  return (
    <>
      <AriaButton className={styles.state} onPress={useSyncPanel.getState().open}>
        <span
          className={`${styles.dot} ${styles[toneOf(situation, { ...overview, toDecide })]}`}
          aria-hidden="true"
        />
        <span className={styles.words}>
          <span>{first}</span>
          {second.length > 0 ? (
            <span className={styles.second}>
              {second.map((words) => (
                <span key={words}>{words}</span>
              ))}
            </span>
          ) : null}
        </span>
      </AriaButton>
      <span className="visually-hidden" role="status">
        {stateWords(situation === 'sending' ? 'synced' : situation, shell.saving).join(' ')}
      </span>
      <Panel timeZone={timeZone} />
    </>
  )
}

/** Whoever leaves the frame, by an alarm for example, leaves the panel too. */
function Panel({ timeZone }: { readonly timeZone: string }) {
  const isOpen = useSyncPanel((s) => s.isOpen)
  useEffect(() => useSyncPanel.getState().close, [])
  if (!isOpen) return null
  return (
    <Suspense>
      <SyncSheet timeZone={timeZone} />
    </Suspense>
  )
}

type Words = Strings['shell']['saving']

/** What the state alone decides: the line itself, and what is wrong. This is what screen readers hear. */
function stateWords(situation: Situation, words: Words): readonly [string, ...string[]] {
  switch (situation) {
    case 'synced':
      return [words.synced]
    case 'fetching':
      return [words.fetching]
    case 'alone':
    case 'waiting':
      return [words.kept]
    case 'sending':
      return [words.kept, words.sending]
    case 'unreachable':
      return [words.kept, words.offline]
    default:
      return [words.kept, words.trouble[situation]]
  }
}

/** The line, and what stands below it: the first always, the others where there is room. */
function barWords(
  situation: Situation,
  overview: SyncOverview,
  toDecide: number,
  words: Words,
  time: (at: number) => string,
): readonly string[] {
  const { waiting, oldestAt, trouble, snapshot, lastContactAt } = overview
  const [first, ...wrong] = stateWords(situation, words)
  const since = (at: number | null | undefined) => (at == null ? [] : [words.since(time(at))])
  if (situation === 'fetching')
    return [first, ...(snapshot === null ? [] : [words.fetched(snapshot.done, snapshot.total)])]
  if (situation === 'synced' && toDecide > 0)
    return [stillUnapplied(overview).length > 0 ? words.rest : first, words.toDecide(toDecide)]
  if (situation === 'synced')
    return [first, ...(lastContactAt === null ? [] : [words.lately(time(lastContactAt))])]
  if (situation === 'sending') return [first, ...wrong]
  if (waiting > 0)
    return [first, ...wrong, words.waiting(waiting), ...(wrong.length > 0 ? [] : since(oldestAt))]
  return situation === 'alone' ? [words.allKept] : [first, ...wrong, ...since(trouble?.since)]
}
