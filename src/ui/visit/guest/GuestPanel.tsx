/**
 * The guest at a glance: how to call them, who they are, what to be careful about, what they like, today's readings,
 * the last visit, cups, who looks after them, where the record is kept. That a case is serious never shows here as
 * such (D10): a guest may be looking on.
 */
import { Suspense } from 'react'
import { Link } from 'wouter'
import { readRecord } from '../../../db/queries.ts'
import { type Guest, phoneTail } from '../../../domain/people/guest.ts'
import { asSeen } from '../../../domain/people/seen.ts'
import { fieldsOf } from '../../../domain/procedure/answers.ts'
import { isClosed } from '../../../domain/procedure/view.ts'
import { Button } from '../../kit/Button.tsx'
import { Tag } from '../../kit/Tag.tsx'
import { useApp } from '../../state/app.tsx'
import { useLive } from '../../state/live.ts'
import { useSession } from '../../state/session.ts'
import { clockTime } from '../../state/times.ts'
import { useRightsStrings } from '../../strings/rights-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import { RecordPlace } from '../../sync/RecordPlace.tsx'
import { dayWords } from '../format.ts'
import { usePlace } from '../place.ts'
import { settingWords } from '../stage/value-words.ts'
import { useWords } from '../steps/use-step.ts'
import { nameOf, useWork } from '../work.tsx'
import { cupsOf, readingsOf } from './glance.ts'
import styles from './guest.module.css'
import { useHistory } from './use-history.ts'

/** All of it, for the side of the screen and for the sheet. */
export function GuestPanel() {
  const { loaded, seesHealth } = useWork()
  const { visit } = useStrings()
  const guest = loaded.guest && asSeen(loaded.guest, seesHealth ? 'all' : 'noHealth')
  if (!guest) return <p className={styles.muted}>{visit.guest.notHere}</p>
  return (
    <div className={styles.panel}>
      <Who guest={guest} />
      <Marks guest={guest} />
      {seesHealth ? null : (
        <Suspense>
          <NoHealth />
        </Suspense>
      )}
      <Facts />
      <Kept />
    </div>
  )
}

function NoHealth() {
  const { health } = useRightsStrings()
  return <p className={styles.muted}>{health.panel}</p>
}

function Who({ guest }: { readonly guest: Guest }) {
  const { visit } = useStrings()
  const history = useHistory()
  const tail = phoneTail(guest)
  const card = guest.card ? guest.card.name : guest.trial ? visit.guest.trial : visit.guest.noCard
  const number = history
    ? history.visitNo > 1
      ? visit.guest.visitNo(history.visitNo)
      : visit.guest.firstVisit
    : ''
  return (
    <div>
      <h2 className={styles.address}>{guest.address}</h2>
      <p className={styles.muted}>
        {[guest.name === guest.address ? '' : guest.name, tail ? visit.guest.tail(tail) : '']
          .filter(Boolean)
          .join(visit.comma)}
      </p>
      <p className={styles.muted}>{[number, card].filter(Boolean).join(visit.comma)}</p>
    </div>
  )
}

function Marks({ guest }: { readonly guest: Guest }) {
  const { visit } = useStrings()
  const cautions = [
    ...(guest.weak ? [visit.guest.weak] : []),
    ...(guest.lowSugar ? [visit.guest.lowSugar] : []),
    ...guest.cautions,
  ]
  if (cautions.length + guest.preferences.length === 0) return null
  return (
    <ul className={styles.marks}>
      {[...new Set(cautions)].map((words) => (
        <li key={words}>
          <Tag tone="amber">{words}</Tag>
        </li>
      ))}
      {guest.preferences.map((words) => (
        <li key={words}>
          <Tag>{words}</Tag>
        </li>
      ))}
    </ul>
  )
}

function Facts() {
  const { loaded, staff, seesHealth, open } = useWork()
  const words = useWords()
  const { strings, timeZone } = words
  const { visit } = strings
  const language = useSession((s) => s.language)
  const history = useHistory()
  const place = usePlace()
  const { consultant, begun, turnover } = fieldsOf(loaded.run)
  const turnoverDoneAt = useTurnoverDone(turnover?.id ?? null)
  const isOver = isClosed(loaded.run)
  const cups = cupsOf(loaded.run)
  const told = [
    cups.before === null ? '' : visit.guest.cups.before(cups.before),
    cups.during === null ? '' : visit.guest.cups.during(cups.during),
    cups.after === null ? '' : visit.guest.cups.after(cups.after),
  ].filter(Boolean)
  const last = history?.last
  return (
    <dl className={styles.facts}>
      {(seesHealth ? readingsOf(loaded.run, words) : []).map(
        ({ stepId, label, words: value, at, unusual }) => (
          <Fact key={stepId} name={label}>
            <b>{value}</b>
            <span className={styles.muted}> {clockTime(at, timeZone)}</span>{' '}
            {unusual ? <Tag tone="amber">{visit.unusual}</Tag> : null}
          </Fact>
        ),
      )}
      {last ? (
        <Fact name={visit.guest.last}>
          {last.minutes === null
            ? dayWords(last.at, timeZone, language)
            : visit.guest.lastSteam(
                dayWords(last.at, timeZone, language),
                last.minutes,
                last.setting ? settingWords(strings, last.setting) : '',
              )}
        </Fact>
      ) : null}
      {seesHealth && last?.sweat ? <Fact name={visit.guest.lastSweat}>{last.sweat}</Fact> : null}
      {told.length > 0 ? <Fact name={visit.guest.water}>{told.join(visit.comma)}</Fact> : null}
      <Fact name={visit.guest.consultant}>
        {consultant ? nameOf(staff, consultant.value) : strings.today.underWay.nobody}{' '}
        {consultant || isOver ? null : (
          <Button small onPress={() => open({ kind: 'handOver' })}>
            {visit.bar.handOver}
          </Button>
        )}
      </Fact>
      <Fact name={visit.guest.room}>
        {place?.words ??
          (isOver ? (
            visit.noPlace
          ) : (
            <Button small onPress={() => open({ kind: 'place' })}>
              {visit.choosePlace}
            </Button>
          ))}
      </Fact>
      {begun ? <Fact name={visit.guest.begun}>{clockTime(begun.at, timeZone)}</Fact> : null}
      {turnover ? (
        <Fact name={visit.guest.turnover}>
          {turnoverDoneAt ? (
            visit.guest.turnoverDone(clockTime(turnoverDoneAt, timeZone))
          ) : (
            <Link className={styles.link} href={`/turnover/${turnover.id}`}>
              {visit.guest.turnoverOpen}
            </Link>
          )}
        </Fact>
      ) : null}
    </dl>
  )
}

/** When the room that this visit left was ready again; null while it is not (D5). */
export function useTurnoverDone(id: string | null): number | null {
  const { store } = useApp()
  const found = useLive(async () => {
    const record = id ? await readRecord(store, { table: 'turnovers', id }) : null
    return record ? (fieldsOf(record).filed?.at ?? null) : null
  }, [store, id])
  return found ?? null
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Where the record is: being kept, kept on this tablet, sent, at the shop's server. */
export function Kept() {
  const { run, saving } = useWork().loaded
  return <RecordPlace table={run.table} id={run.id} isSaving={saving.size > 0} />
}

/** One line for narrow screens: tap for all of it. */
export function guestLine(guest: Guest | null, fallback: string): string {
  if (!guest) return fallback
  const tail = phoneTail(guest)
  return [guest.address, guest.name === guest.address ? '' : guest.name, tail].filter(Boolean).join(' · ')
}
