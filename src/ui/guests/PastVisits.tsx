/** When a guest has been here: the newest first, each leading to its record. */
import { useLocation } from 'wouter'
import { recordsOfPerson, type SyncRecord } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import type { Language } from '../../domain/language.ts'
import type { Guest } from '../../domain/people/guest.ts'
import type { RunFields } from '../../domain/procedure/run.ts'
import { steamClock } from '../../domain/urn/clock.ts'
import { NextIcon } from '../kit/Icons.tsx'
import { Tag, type TagTone } from '../kit/Tag.tsx'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { loadRun } from '../state/runs.ts'
import { useSession } from '../state/session.ts'
import { dayName } from '../state/times.ts'
import { useStrings } from '../strings/strings.ts'
import { wholeMin } from '../visit/format.ts'
import styles from './GuestPage.module.css'

type Past = {
  readonly id: string
  readonly day: string
  readonly at: number
  readonly state: 'open' | 'filed' | 'voided' | 'declined' | 'leftEarly'
  readonly steamedMin: number | null
}

/** Older ones are counted, not listed: their clocks would have to be read one by one. */
const SHOWN = 20

/** `onOpen` is called when one is opened, so that the sheet closes. */
export function PastVisits({ guest, onOpen }: { readonly guest: Guest; readonly onOpen: () => void }) {
  const { guests: words } = useStrings()
  const { store, clock } = useApp()
  const language = useSession((s) => s.language)
  const [, go] = useLocation()
  const past = useLive(
    () => pastVisits(store, guest.id, language, clock.now()),
    [store, guest.id, language, clock],
  )
  const { page } = words
  if (!past) return null
  return (
    <section aria-label={page.visits} className={styles.visits}>
      <h3 className={styles.visitsTitle}>
        {page.visits} <span className={styles.quiet}>{past.count > 0 ? page.times(past.count) : ''}</span>
      </h3>
      {past.count === 0 ? <p className={styles.quiet}>{page.noVisits}</p> : null}
      <ul className={styles.visitList}>
        {past.visits.map((visit) => (
          <li key={visit.id}>
            <button
              type="button"
              className={styles.visit}
              onClick={() => {
                onOpen()
                go(`/visit/${visit.id}`)
              }}
            >
              <span className={styles.visitDay}>
                <b>{dayName(visit.day, language)}</b>
                {visit.steamedMin === null ? null : (
                  <span className={styles.quiet}>{page.steamed(visit.steamedMin)}</span>
                )}
              </span>
              <Tag tone={TONE[visit.state]}>{page[visit.state]}</Tag>
              <NextIcon />
            </button>
          </li>
        ))}
      </ul>
      {past.count > SHOWN ? <p className={styles.quiet}>{page.more(past.count - SHOWN)}</p> : null}
    </section>
  )
}

const TONE: { readonly [S in Past['state']]: TagTone } = {
  open: 'clay',
  filed: 'jade',
  voided: 'plain',
  declined: 'plain',
  leftEarly: 'jade',
}

async function pastVisits(store: Store, guestId: string, language: Language, now: number) {
  const records = await recordsOfPerson(store, 'visits', guestId)
  // A visit that was moved to another guest still has this one on its envelope.
  const own = records.filter((record) => record.fields.guestId === guestId)
  const newest = [...own].sort((a, b) => begunAt(fieldsOf(b)) - begunAt(fieldsOf(a))).slice(0, SHOWN)
  const visits = await Promise.all(
    newest.map(async (record): Promise<Past> => {
      const loaded = await loadRun(store, 'visits', record.id, language)
      const urn = loaded && steamClock(loaded.run, now)
      const steamedMin = urn?.offAt ? wholeMin(urn.elapsedMs) : null
      const day = record.day ?? ''
      return {
        id: record.id,
        day,
        at: begunAt(fieldsOf(record)),
        state: stateOf(fieldsOf(record)),
        steamedMin,
      }
    }),
  )
  return { visits, count: own.length }
}

function fieldsOf(record: SyncRecord): RunFields {
  return record.fields as RunFields
}

function begunAt(fields: RunFields): number {
  return fields.begun?.at ?? 0
}

function stateOf(fields: RunFields): Past['state'] {
  if (fields.voided) return 'voided'
  if (fields.ended) return fields.ended.outcome
  return fields.filed ? 'filed' : 'open'
}
