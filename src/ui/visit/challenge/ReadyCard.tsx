/** The last question before the urn: setting and minutes read back with what was answered; "ready" starts the clock. */
import { useEffect, useRef, useState } from 'react'
import { answerAsSeen } from '../../../domain/people/seen.ts'
import { fieldsOf } from '../../../domain/procedure/answers.ts'
import type { Asked } from '../../../domain/procedure/challenge.ts'
import { challengeOf } from '../../../domain/procedure/challenge.ts'
import { answerOf, closedBeforeStart } from '../../../domain/procedure/gates.ts'
import { MissingMeans } from '../../alarm/Readiness.tsx'
import { Button } from '../../kit/Button.tsx'
import { clockTime } from '../../state/times.ts'
import { useGuideStrings } from '../../strings/guide-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import { FootGuard } from '../stage/FootButton.tsx'
import { Problems } from '../stage/Problems.tsx'
import { problemWords } from '../stage/refusal-words.ts'
import { StartFoot, Undo } from '../stage/StageFoot.tsx'
import stageStyles from '../stage/stage.module.css'
import { labelOf, settingWords, valueWords } from '../stage/value-words.ts'
import { StartPanel } from '../steam/StartPanel.tsx'
import { WordsFor } from '../steps/StepRow.tsx'
import { useWords } from '../steps/use-step.ts'
import { nameOf, useWork } from '../work.tsx'
import styles from './challenge.module.css'

/** Setting and minutes are chosen here, or were in the list; neither beforehand. */
export function ReadyCard({ questions }: { readonly questions: readonly Asked[] }) {
  const { loaded, plan, setPlan, stages } = useWork()
  const strings = useStrings()
  const guide = useGuideStrings()
  const titleRef = useRef<HTMLHeadingElement>(null)
  useEffect(() => titleRef.current?.focus({ preventScroll: true }), [])
  const { run } = loaded
  const [closed] = closedBeforeStart(run)
  const ready = challengeOf(run, 'enter')?.ready ?? null
  const { setting, plannedMin } = plan
  const planned = setting !== null && plannedMin !== null ? { setting, plannedMin } : null
  // What was agreed in the list is only read back; while it is being chosen here its buttons stay.
  const [isFolded, setFolded] = useState(planned !== null)
  const stage = stages.find(({ state }) => state === 'now')
  return (
    <>
      <div className={styles.body}>
        <Problems />
        <div className={styles.card}>
          <h2 ref={titleRef} tabIndex={-1} className={`${styles.question} ${styles.ready}`}>
            {closed ? guide.notYet : planned ? <Planned {...planned} /> : guide.choosePlan}
          </h2>
          {closed ? <p className={styles.line}>{problemWords(closed, loaded.text, strings)}</p> : null}
          {planned && ready ? (
            <div className={styles.say}>
              <WordsFor stepIds={[ready]} />
            </div>
          ) : null}
          <div className={styles.means}>
            <MissingMeans roomId={fieldsOf(run).place?.roomId ?? null} />
          </div>
          {isFolded ? (
            <Button small onPress={() => setFolded(false)}>
              {strings.visit.steam.changeTitle}
            </Button>
          ) : (
            <div className={styles.start}>
              <StartPanel plan={plan} onChange={setPlan} isMeansSaid />
            </div>
          )}
          <ReadBack questions={questions} />
        </div>
      </div>
      <footer className={`${stageStyles.foot} ${styles.foot}`}>
        <Undo />
        <FootGuard action="ready">
          {stage && !closed ? <StartFoot plan={plan} open={0} ready={ready} /> : null}
        </FootGuard>
      </footer>
    </>
  )
}

function Planned({ setting, plannedMin }: { readonly setting: string; readonly plannedMin: number }) {
  const strings = useStrings()
  const guide = useGuideStrings()
  return (
    <>
      <span className={styles.plan}>{guide.readPlan(settingWords(strings, setting), plannedMin)}</span>{' '}
      <span>{guide.ready}</span>
    </>
  )
}

/** What was answered at the gates, by whom and when. */
function ReadBack({ questions }: { readonly questions: readonly Asked[] }) {
  const { loaded, staff, looker } = useWork()
  const guide = useGuideStrings()
  const words = useWords()
  const rows = questions
    .flatMap(({ steps }) => steps)
    .flatMap((step) => {
      const answer = answerOf(loaded.run, step)
      return answer ? [{ step, answer: looker ? answerAsSeen(step, answer, looker) : answer }] : []
    })
  if (rows.length === 0) return null
  return (
    <section className={styles.readBack} aria-label={guide.readBack}>
      {rows.map(({ step, answer }) => (
        <p key={step.id}>
          <span>{labelOf(loaded.text, step.id)}</span>
          <b>{valueWords(step, answer.value, words) || words.strings.visit.done}</b>
          <span>
            {words.strings.visit.doneAt(clockTime(answer.at, words.timeZone), nameOf(staff, answer.by))}
          </span>
        </p>
      ))}
    </section>
  )
}
