/** The stage in the middle of the screen: what it is, its rows, and the foot with undo, reason and the one next thing. */
import type { StageId } from '../../../domain/ids.ts'
import { fieldsOf } from '../../../domain/procedure/answers.ts'
import { type ChallengeMoment, momentOfChallenge } from '../../../domain/procedure/challenge.ts'
import { step } from '../../../domain/procedure/engine.ts'
import type { Run } from '../../../domain/procedure/run.ts'
import { footFirst, isClosed, type StageView, type StepView } from '../../../domain/procedure/view.ts'
import { currentStart, isSteaming } from '../../../domain/urn/starts.ts'
import { Button } from '../../kit/Button.tsx'
import { Tag } from '../../kit/Tag.tsx'
import { useGuideStrings } from '../../strings/guide-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import { EndedUrn } from '../steam/EndedUrn.tsx'
import { StillInside } from '../steam/SinceOff.tsx'
import { StartPanel, startsUrn } from '../steam/StartPanel.tsx'
import { SteamPanel } from '../steam/SteamPanel.tsx'
import { StepRow } from '../steps/StepRow.tsx'
import { useWork } from '../work.tsx'
import { ConsentLine } from './ConsentLine.tsx'
import { type Foot, firstMissing, footOf } from './foot.ts'
import { GroupRow } from './GroupRow.tsx'
import { Problems, RunState } from './Problems.tsx'
import { rowsOf } from './rows.ts'
import { StageFoot } from './StageFoot.tsx'
import { StageHead } from './StageHead.tsx'
import { useSecondTapGuard } from './second-tap.ts'
import styles from './stage.module.css'

/** While the urn is on, its stage is the dial; every other stage, and that one afterwards, is rows. */
export function StagePane({
  stage,
  current,
}: {
  readonly stage: StageView
  readonly current: StageId | null
}) {
  const { loaded } = useWork()
  const { off } = loaded.procedure.clock
  const isUrns = stage.steps.some(({ step }) => step.id === off)
  if (isUrns && isSteaming(loaded.run)) return <SteamPanel stage={stage} />
  return <RowsPane key={stage.stage.id} stage={stage} current={current} />
}

function RowsPane({ stage, current }: { readonly stage: StageView; readonly current: StageId | null }) {
  const { loaded, stages, plan, setPlan, turnedToList } = useWork()
  const guard = useSecondTapGuard()
  const { run, procedure } = loaded
  const isPast = stage.state === 'left' || isClosed(run)
  // After a move, or in another room, a gate of a left stage is closed again: it is asked anew, not corrected.
  const isAskedAgain = ({ step, state }: StepView) =>
    !isClosed(run) && step.gate !== undefined && state === 'open'
  const moment = stage.state === 'now' ? momentOfChallenge(run) : null
  const isAsked = moment === 'enter' && !turnedToList.has(moment)
  const foot: Foot = isAsked ? { kind: 'ask', moment } : footOf(run, stages, stage, current)
  const first = foot.kind === 'blocked' ? firstMissing(foot.missing) : null
  const isStart = startsUrn(stage, procedure.clock.start) && !currentStart(run) && !isPast
  return (
    <>
      <StageHead stage={stage} />
      <div className={styles.body} {...guard}>
        <Problems />
        <RunState />
        <ConsentLine />
        <StillInside stage={stage} />
        <StageNote stage={stage} />
        {moment && turnedToList.has(moment) ? <BackToChallenge moment={moment} /> : null}
        {stage.steps.some(({ step }) => step.id === procedure.clock.off) ? <EndedUrn /> : null}
        {rowsOf(stage.steps, procedure.clock).map((row) =>
          row.kind === 'group' ? (
            <GroupRow key={row.id} stage={stage} group={row.id} views={row.views} isPast={isPast} />
          ) : (
            <StepRow
              key={row.view.step.id}
              view={row.view}
              isFirst={row.view.step.id === first}
              isPast={isPast && !isAskedAgain(row.view)}
            />
          ),
        )}
        {isStart && stage.state === 'now' ? <StartPanel plan={plan} onChange={setPlan} /> : null}
      </div>
      <StageFoot foot={foot} plan={plan} stage={stage} />
    </>
  )
}

/** From the list back to the questions asked aloud. */
function BackToChallenge({ moment }: { readonly moment: ChallengeMoment }) {
  const { openChallenge } = useWork()
  const guide = useGuideStrings()
  return (
    <div className={styles.note}>
      <span />
      <Button small onPress={() => openChallenge(moment)}>
        {guide.moment[moment]}
      </Button>
    </div>
  )
}

/** Whether the engine would open the stage again; nothing is sent. */
function mayReopen(run: Run, stageId: StageId): boolean {
  const by = fieldsOf(run).begun?.by
  return by !== undefined && !('refused' in step(run, { type: 'reopen', stageId, by }, 0))
}

/** What is special about this stage: not begun, left, not needed, which foot first. */
function StageNote({ stage }: { readonly stage: StageView }) {
  const { loaded, tell } = useWork()
  const { visit } = useStrings()
  const { state } = stage
  const foot = stage.steps.some(({ step }) => step.id === loaded.procedure.clock.out)
    ? footFirst(loaded.run)
    : null
  if (state === 'now') {
    return foot ? (
      <div className={styles.note}>
        <Tag tone="clay">{visit.footFirst[foot]}</Tag>
      </div>
    ) : null
  }
  if (fieldsOf(loaded.run).voided || fieldsOf(loaded.run).filed) return null
  const words =
    state === 'left' ? visit.stageLeft : state === 'waiting' ? visit.stageWaiting : visit.stageNotNeeded
  return (
    <div className={styles.note}>
      <p>{words}</p>
      {mayReopen(loaded.run, stage.stage.id) ? (
        <Button small onPress={() => tell({ type: 'reopen', stageId: stage.stage.id })}>
          {visit.reopen}
        </Button>
      ) : null}
    </div>
  )
}
