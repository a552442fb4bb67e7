/**
 * Challenge and response, in place of the stage's list: one question at a time, readable from two metres, answered by a
 * large button. What is answered are the list's own steps; the list is one tap away. The frame above stays: alarms and
 * the other guests are never hidden by it.
 */
import { useEffect, useState } from 'react'
import {
  type Asked,
  type ChallengeMoment,
  isStillAsked,
  type QuestionId,
  questionsOf,
} from '../../../domain/procedure/challenge.ts'
import { closedBeforeStart } from '../../../domain/procedure/gates.ts'
import type { Refusal, Run } from '../../../domain/procedure/run.ts'
import { Button } from '../../kit/Button.tsx'
import { useGuideStrings } from '../../strings/guide-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import { usePlace } from '../place.ts'
import { FootButton, FootGuard } from '../stage/FootButton.tsx'
import { Problems } from '../stage/Problems.tsx'
import { problemWords } from '../stage/refusal-words.ts'
import { Undo } from '../stage/StageFoot.tsx'
import stageStyles from '../stage/stage.module.css'
import { SinceOff } from '../steam/SinceOff.tsx'
import { useWork } from '../work.tsx'
import { AskCard } from './AskCard.tsx'
import styles from './challenge.module.css'
import { ReadyCard } from './ReadyCard.tsx'

/** The questions of one moment until all are answered, or the person turns to the list. */
export function ChallengeScreen({ moment }: { readonly moment: ChallengeMoment }) {
  const { loaded, closeChallenge } = useWork()
  const title = useGuideStrings().moment[moment]
  const [passed, setPassed] = useState<ReadonlySet<QuestionId>>(new Set())
  const { run } = loaded
  const questions = questionsOf(run, moment)
  const declined = moment === 'enter' ? blockedAtUrn(run) : null
  const current = questions.find((one) => isToAsk(one, passed)) ?? null
  const isOver = !isStillAsked(run, moment) || (current === null && moment !== 'enter')
  useEffect(() => {
    if (isOver) closeChallenge(moment)
  }, [isOver, closeChallenge, moment])
  if (isOver) return null
  const pass = (id: QuestionId) => setPassed((before) => new Set([...before, id]))
  return (
    <main className={styles.screen} aria-label={title}>
      <ChallengeHead
        moment={moment}
        at={current ? questions.indexOf(current) + 1 : null}
        of={questions.length}
      />
      {declined ? (
        <Declined because={declined} />
      ) : current ? (
        <AskCard key={current.id} question={current} onPass={() => pass(current.id)} />
      ) : (
        <ReadyCard questions={questions} />
      )}
    </main>
  )
}

/** Open and not put off; or about now, and not yet asked on this card. */
function isToAsk({ id, state, again, steps, skippable }: Asked, passed: ReadonlySet<QuestionId>): boolean {
  if (steps.length === 0) return false
  if (state === 'open') return !skippable || !passed.has(id)
  return again && !passed.has(id)
}

function blockedAtUrn(run: Run): Refusal | null {
  return closedBeforeStart(run).find(({ refused }) => refused === 'blockedValue') ?? null
}

function ChallengeHead({
  moment,
  at,
  of,
}: {
  readonly moment: ChallengeMoment
  readonly at: number | null
  readonly of: number
}) {
  const guide = useGuideStrings()
  const { loaded, closeChallenge } = useWork()
  const place = usePlace()
  const about = [loaded.guest?.address, place?.words].filter(Boolean).join(' · ')
  return (
    <header className={styles.head}>
      <h1>{guide.moment[moment]}</h1>
      <span className={styles.about}>{about}</span>
      {moment === 'leaveUrn' ? <SinceOff /> : null}
      <span className={styles.progress}>{at === null ? '' : guide.progress(at, of)}</span>
      <Button small onPress={() => closeChallenge(moment)}>
        {guide.toList}
      </Button>
    </header>
  )
}

/** A gate said no: its reason, and the way on. Nobody enters the urn from here. */
function Declined({ because }: { readonly because: Refusal }) {
  const { loaded, open } = useWork()
  const strings = useStrings()
  const guide = useGuideStrings()
  const isIdentity = because.gate === 'identity'
  return (
    <>
      <div className={styles.body}>
        <Problems />
        <div className={styles.card} role="alert">
          <p className={styles.question}>{guide.noSteam}</p>
          <p className={styles.line}>{problemWords(because, loaded.text, strings)}</p>
        </div>
      </div>
      <footer className={`${stageStyles.foot} ${styles.foot}`}>
        <Undo />
        <FootGuard action="declined">
          <span className={stageStyles.reason} />
          <FootButton
            look="go"
            onPress={() => open(isIdentity ? { kind: 'move' } : { kind: 'end', outcome: 'declined' })}
          >
            {isIdentity ? strings.visit.bar.move : strings.visit.menu.decline}
          </FootButton>
        </FootGuard>
      </footer>
    </>
  )
}
