/**
 * Who calls for people, in a line each above the urns' alarms, also above an open sheet or card: an emergency that another tablet
 * began, a colleague who is wanted. It rings here by where the tablet stands, until somebody goes; the tablet that called sees who.
 *
 *   ┌ 紧急：晕倒 · 王女士 · 3 号房 · 10:32 起 ── [我去（周敏）] [别人去] [打开紧急卡] ┐
 *   └ 3 号房在叫同事：周敏去了 ── [不用了] ────────────────────────────────────────────┘
 */
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { isRinging, isStanding, summonsCall } from '../../domain/alarm/summons.ts'
import type { StaffId } from '../../domain/ids.ts'
import alarmStyles from '../alarm/AlarmLines.module.css'
import { loudest } from '../alarm/use-calls.ts'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { WhoButton } from '../shell/WhoButton.tsx'
import { callAlso } from '../state/calling.ts'
import { useEmergency } from '../state/emergency.ts'
import { useSession } from '../state/session.ts'
import { clockTime } from '../state/times.ts'
import { useTakeBack } from '../state/wanted.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { useSummonsStrings } from '../strings/summons-strings.ts'
import styles from './Emergency.module.css'
import { emergencyTitle, roomWords, whoseWords } from './incident-words.ts'
import { comingWords } from './summons-words.ts'
import { type ShopFacts, useShopFacts } from './use-facts.ts'
import { type Summoned, useAnswer, useSummoned } from './use-summoned.ts'

/** As often as for a guest past the half hour; for a colleague as for an urn that is to be switched off. */
const AGAIN_MS = { emergency: 4_000, colleague: 8_000 } as const

type Props = { readonly nameOf: (id: StaffId) => string }

/** Nothing at all while nobody calls. */
export function SummonsLines(props: Props) {
  const all = useSummoned() ?? []
  return all.length === 0 ? null : <Lines all={all} {...props} />
}

function Lines({ all, ...props }: Props & { readonly all: readonly Summoned[] }) {
  const words = useSummonsStrings()
  const facts = useShopFacts()
  const place = useSession((s) => s.place)
  const titled = useTitles(facts)
  const shown = facts ? all.filter((one) => standsHere(one, facts.now)) : []
  const calls = facts
    ? shown.flatMap((one) => {
        const { calls: isCalling, sound } = summonsCall(one, place, facts.now)
        return isCalling
          ? [{ id: one.key.id, againMs: AGAIN_MS[one.kind], sound, body: titled(one).body }]
          : []
      })
    : []
  useEffect(() => callAlso(calls))
  useEffect(() => () => callAlso([]), [])
  if (!facts || shown.length === 0) return null
  return (
    <section className={styles.summons} aria-label={words.label} data-rings={loudest(calls) ?? undefined}>
      {shown.map((one) => (
        <Line key={one.key.id} one={one} title={titled(one).title} facts={facts} {...props} />
      ))}
    </section>
  )
}

/** An emergency's own tablet, and all once somebody goes, have it in the calm lines below the bar. */
function standsHere(one: Summoned, now: number): boolean {
  return one.kind === 'emergency' ? !one.isOwn && isRinging(one, now) : isStanding(one, now)
}

/** What stands in the line, and what a notice may say: card and room, never the guest. */
function useTitles(facts: ShopFacts | undefined) {
  const words = useSummonsStrings()
  const cards = useEmergencyStrings()
  return (one: Summoned): { readonly title: string; readonly body: string } => {
    if (one.kind === 'emergency') {
      const { incident } = one
      const title = (where: string) => emergencyTitle(incident, where, cards)
      return { title: title(whoseWords(incident, facts)), body: title(roomWords(incident, facts)) }
    }
    const room = facts?.here.get(one.wanted.visitId)?.room || words.aRoom
    return { title: one.isOwn ? words.calling(room) : words.colleague(room), body: words.colleague(room) }
  }
}

type LineProps = Props & { readonly one: Summoned; readonly title: string; readonly facts: ShopFacts }

function Line(props: LineProps) {
  const { one, title, facts, nameOf } = props
  const { now, timeZone } = facts
  const { alarm } = useStrings()
  const words = useSummonsStrings()
  const isAnswered = one.going.length > 0
  const isUrgent = !one.isOwn && !isAnswered
  const tone = !isUrgent ? 'plain' : one.kind === 'emergency' ? 'red' : 'amber'
  const cards = useEmergencyStrings()
  const since = cards.line.since(clockTime(one.askedAt, timeZone))
  const note = one.isOwn || isAnswered ? comingWords(one, now, words, alarm, nameOf) : since
  return (
    <div className={one.kind === 'emergency' ? alarmStyles.large : alarmStyles.line}>
      <Banner urgent={isUrgent} loud={isUrgent} tone={tone} action={<Ways {...props} />}>
        {title}
        {note ? <span className={alarmStyles.note}>{note}</span> : null}
      </Banner>
    </div>
  )
}

function Ways({ one, title, nameOf }: LineProps) {
  const { alarm } = useStrings()
  const { failed } = useEmergencyStrings()
  const words = useSummonsStrings()
  const [, go] = useLocation()
  const me = useSession((s) => s.who)
  const view = useEmergency((s) => s.view)
  const keep = useAnswer()
  const [isFailed, setFailed] = useState(false)
  const answer = async (by: StaffId) => setFailed(!(await keep(one, by)))
  const takeBack = useTakeBack()
  if (one.kind === 'colleague' && one.isOwn)
    return (
      <Button small aria-label={`${words.back} ${title}`} onPress={() => void takeBack(one.wanted.visitId)}>
        {words.back}
      </Button>
    )
  const open = () => {
    if (one.kind === 'emergency') {
      useEmergency.getState().show({ kind: 'card', what: one.incident.what, id: one.incident.id })
      return
    }
    useSession.getState().jump()
    go(`/visit/${one.wanted.visitId}`)
  }
  const label = one.kind === 'emergency' ? words.open : alarm.open
  const isOpen = view?.kind === 'card' && view.id === one.key.id
  return (
    <span className={alarmStyles.ways}>
      {isFailed ? <span className={styles.notKept}>{failed}</span> : null}
      {one.going.length > 0 ? null : (
        <>
          {me ? (
            <Button small aria-label={`${alarm.iGo(nameOf(me))} ${title}`} onPress={() => void answer(me)}>
              {alarm.iGo(nameOf(me))}
            </Button>
          ) : null}
          <WhoButton
            label={alarm.other}
            about={title}
            sheet={alarm.whoGoes}
            onChoose={(by) => void answer(by)}
          />
        </>
      )}
      {isOpen ? null : (
        <Button small aria-label={`${label} ${title}`} onPress={open}>
          {label}
        </Button>
      )}
    </span>
  )
}
