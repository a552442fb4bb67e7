/**
 * The panel of the exchange: where the data is, what waits and since when, what a person must decide, what the server has
 * not taken, what it has noted. Answers about health are shown in here and nowhere outside.
 */
import { lazy, Suspense } from 'react'
import { recordsOf } from '../../db/queries.ts'
import { tabletClock } from '../../db/server-time.ts'
import type { SyncOverview } from '../../db/sync-state.ts'
import { roleOf } from '../../domain/people/staff.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useNow } from '../state/now.ts'
import { useSession } from '../state/session.ts'
import { useStaff } from '../state/staff.ts'
import { useSyncPanel } from '../state/sync-panel.ts'
import { timeOfLate } from '../state/times.ts'
import { useRightsStrings } from '../strings/rights-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { useSyncStrings } from '../strings/sync-strings.ts'
import { ConflictList } from './ConflictList.tsx'
import { clockWords } from './clock-words.ts'
import { NoteList } from './NoteList.tsx'
import { notesOf } from './notes.ts'
import { ParkedList } from './ParkedList.tsx'
import { StateBlock, StateFacts } from './StateBlock.tsx'
import styles from './SyncSheet.module.css'
import { UnappliedList } from './UnappliedList.tsx'
import { useAsk } from './use-ask.ts'
import { useConflictSeen, useConflicts } from './use-conflicts.ts'
import { useParked } from './use-parked.ts'
import { useOverview } from './use-sync.ts'
import { actorName } from './words.ts'

const EVERY_MS = 5_000
const FilePart = lazy(() => import('../tablets/FilePart.tsx').then((m) => ({ default: m.FilePart })))
const ConnectForm = lazy(() => import('../tablets/ConnectForm.tsx').then((m) => ({ default: m.ConnectForm })))

/** Opened and closed by `useSyncPanel`. */
export function SyncSheet({ timeZone }: { readonly timeZone: string }) {
  const sync = useSyncStrings()
  const { shell, kit } = useStrings()
  const { store } = useApp()
  const language = useSession((s) => s.language)
  const who = useSession((s) => s.who)
  const now = useNow(EVERY_MS)
  const tabletNow = useNow(EVERY_MS, tabletClock(store))
  const overview = useOverview()
  const conflicts = useConflicts(timeZone)
  const staff = useStaff()
  const attention = useLive(() => recordsOf(store, 'attention'), [store])
  const { ask, isAsking } = useAsk(overview)
  const { close } = useSyncPanel.getState()
  const parked = useParked(timeZone)
  const isShown = useConflictSeen(conflicts)
  if (!overview || !conflicts || !isShown || !staff || !attention || !parked) return null
  const time = (at: number) => timeOfLate(at, now, timeZone, language)
  const role = roleOf(staff, who)
  const isManager = role === 'manager'
  // Both values of an answer stand there, and answers are about health.
  const differing = { open: conflicts.open.filter(isShown), settled: conflicts.settled.filter(isShown) }
  const hidden = conflicts.open.length - differing.open.length
  const own = new Set(overview.unapplied.map(({ uid }) => uid))
  const toJudge = isManager ? parked : []
  // A manager finds this tablet's own among those of all.
  const unapplied = overview.unapplied.filter(({ where }) => !isManager || where === 'held')
  const notes = notesOf(attention, own).filter(({ kind }) => !isManager || kind !== 'parked')
  const lists = [differing.open, differing.settled, toJudge, unapplied]
  const hasLists = lists.some((list) => list.length > 0)
  const name = (actor: string) => actorName(actor, staff, sync)
  return (
    <Sheet
      open
      title={shell.saving.title}
      closeLabel={kit.close}
      onClose={close}
      size={hasLists ? 'large' : 'normal'}
      actions={
        <>
          <Button onPress={close}>{shell.saving.understood}</Button>
          {isUnconnected(overview) ? null : (
            <Button look="go" isPending={isAsking} onPress={ask}>
              {isAsking ? sync.now.asked : sync.now.ask}
            </Button>
          )}
        </>
      }
    >
      <StateBlock
        overview={overview}
        now={now}
        time={time}
        clockLine={clockWords(overview.offsetMs, tabletNow, shell, { timeZone, language })}
      />
      <ConnectPart overview={overview} />
      <ConflictList {...differing} />
      {hidden > 0 ? (
        <Suspense>
          <Hidden count={hidden} />
        </Suspense>
      ) : null}
      <ParkedList views={toJudge} name={name} time={time} />
      <UnappliedList unapplied={unapplied} staff={staff} time={time} />
      <NoteList notes={notes} name={name} time={time} />
      <StateFacts overview={overview} time={time} />
      {overview.waiting > 0 && overview.trouble !== null ? (
        <Suspense>
          <FilePart deed="save" />
        </Suspense>
      ) : null}
    </Sheet>
  )
}

/** Of guests whom whoever looks does not see whole: counted, with who settles them. */
function Hidden({ count }: { readonly count: number }) {
  const { hiddenConflicts } = useRightsStrings()
  return <p className={styles.quiet}>{hiddenConflicts(count)}</p>
}

function isUnconnected({ trouble, shop }: SyncOverview): boolean {
  return trouble === null ? shop === null : trouble.code === 'notJoined'
}

/** A tablet that no server knows can be connected from here. */
function ConnectPart({ overview }: { readonly overview: SyncOverview }) {
  if (!isUnconnected(overview)) return null
  return (
    <Suspense>
      <ConnectForm onDone={() => undefined} />
    </Suspense>
  )
}
