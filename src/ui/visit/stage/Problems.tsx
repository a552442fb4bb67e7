/** Why the last tap was not kept, in a sentence; what is special about this run, as long as it is. */
import { reasonAsSeen } from '../../../domain/people/seen.ts'
import { fieldsOf } from '../../../domain/procedure/answers.ts'
import { Banner } from '../../kit/Banner.tsx'
import { Button } from '../../kit/Button.tsx'
import { clockTime } from '../../state/times.ts'
import { useWords } from '../steps/use-step.ts'
import { nameOf, useWork } from '../work.tsx'
import { problemWords } from './refusal-words.ts'
import styles from './stage.module.css'
import { reasonWords } from './value-words.ts'

/** Announced at once when nothing was saved, politely otherwise. */
export function Problems() {
  const { problem, setProblem, loaded } = useWork()
  const { strings } = useWords()
  if (!problem) return null
  const isFailure = 'failed' in problem
  return (
    <div className={styles.banner}>
      <Banner
        tone={isFailure ? 'red' : 'amber'}
        urgent={isFailure}
        action={
          <Button small onPress={() => setProblem(null)}>
            {strings.visit.dismiss}
          </Button>
        }
      >
        {problemWords(problem, loaded.text, strings)}
      </Banner>
    </div>
  )
}

/** Filed, voided, ended early: said above every stage. */
export function RunState() {
  const { loaded, staff, looker } = useWork()
  const { strings, text, timeZone } = useWords()
  const { visit } = strings
  const { filed, voided, ended } = fieldsOf(loaded.run)
  if (voided) {
    return (
      <div className={styles.banner}>
        <Banner tone="red">
          {visit.file.voided(
            clockTime(voided.at, timeZone),
            nameOf(staff, voided.by),
            reasonWords(text, looker ? reasonAsSeen(voided.why, looker) : voided.why),
          )}
        </Banner>
      </div>
    )
  }
  const missingWords = loaded.run.table === 'visits' ? visit.file.filedMissing : visit.turnover.notRecorded
  const lines = [
    ...(ended
      ? [
          // Why is about the guest's health as a rule.
          [visit.end.ended[ended.outcome], ...(looker ? [] : [reasonWords(text, ended.reason)])].join(
            visit.colon,
          ),
        ]
      : []),
    ...(filed
      ? [
          loaded.run.table === 'visits'
            ? visit.file.filed(clockTime(filed.at, timeZone), nameOf(staff, filed.by))
            : visit.turnover.closedLine(clockTime(filed.at, timeZone), nameOf(staff, filed.by)),
          ...(filed.missing.length > 0 ? [missingWords(filed.missing.length)] : []),
        ]
      : []),
  ]
  if (lines.length === 0) return null
  return (
    <div className={styles.banner}>
      <Banner tone={filed ? 'jade' : 'amber'}>{lines.join(' · ')}</Banner>
    </div>
  )
}
