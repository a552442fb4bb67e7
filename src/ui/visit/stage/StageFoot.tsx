/** Undo at the left, the reason in words, the one filled button at the right. A blocked button leads to what is missing. */
import { useLocation } from 'wouter'
import type { StageId, StepId } from '../../../domain/ids.ts'
import { parseField } from '../../../domain/procedure/answers.ts'
import type { Refusal } from '../../../domain/procedure/run.ts'
import { lastUndoable, type StageView } from '../../../domain/procedure/view.ts'
import { Button } from '../../kit/Button.tsx'
import { useGuideStrings } from '../../strings/guide-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import type { Plan } from '../steam/plan.ts'
import { findView, useWork } from '../work.tsx'
import { FootButton, FootGuard } from './FootButton.tsx'
import { type Foot, firstMissing } from './foot.ts'
import { problemWords } from './refusal-words.ts'
import { openRows } from './rows.ts'
import styles from './stage.module.css'
import { labelOf } from './value-words.ts'

type FootProps = { readonly foot: Foot; readonly plan: Plan; readonly stage: StageView }

/** The foot of every stage but the urn's own panel. */
export function StageFoot(props: FootProps) {
  return (
    <footer className={styles.foot}>
      <Undo />
      <FootGuard action={actionOf(props)}>
        <FootAction {...props} />
      </FootGuard>
    </footer>
  )
}

/** Blocked or not, the button of a stage is about the same act. */
function actionOf({ foot, stage }: FootProps): string {
  const isApart = foot.kind === 'closed' || foot.kind === 'back' || foot.kind === 'ask'
  return isApart ? foot.kind : `on:${stage.stage.id}`
}

/**
 * Takes back what was entered last, and says what; not offered where that is a colleague's to take back, nor for the step that
 * has its own undo beside what it wrote.
 */
export function Undo({ except }: { readonly except?: StepId }) {
  const { loaded, tell, mayUndo } = useWork()
  const { visit } = useStrings()
  const field = lastUndoable(loaded.run)
  if (field && (!mayUndo(field) || parseField(field)?.stepId === except)) return null
  const label = field ? labelOf(loaded.text, parseField(field)?.stepId ?? '') : ''
  return (
    <Button
      isDisabled={field === null}
      aria-label={field ? visit.undoWhat(label) : visit.nothingToUndo}
      onPress={() => (field ? tell({ type: 'undo', field }) : undefined)}
    >
      <span className={styles.undo}>{field ? visit.undoWhat(shortLabel(label)) : visit.undo}</span>
    </Button>
  )
}

/** How many are named before the rest is only counted. */
const NAMED_MAX = 3

/** What is missing, in words: one as its own sentence, several as a list. */
function useMissingWords(): (missing: readonly Refusal[]) => string {
  const { loaded } = useWork()
  const strings = useStrings()
  const { visit } = strings
  return (missing) => {
    const [only] = missing
    if (!only) return ''
    if (missing.length === 1) {
      const own = only.refused === 'gate' && only.stepId ? loaded.text.steps[only.stepId]?.missing : undefined
      return own ?? problemWords(only, loaded.text, strings)
    }
    const barred = missing.find(({ refused }) => refused === 'tooYoung' || refused === 'guardianAbsent')
    if (barred) return problemWords(barred, loaded.text, strings)
    const names = missing.map(({ stepId, detail }) =>
      detail === 'noPlace' || !stepId ? visit.choosePlace : shortLabel(labelOf(loaded.text, stepId)),
    )
    const shown = names.slice(0, NAMED_MAX).join(visit.and)
    return visit.missing(names.length > NAMED_MAX ? `${shown} ${visit.moreCount(names.length)}` : shown)
  }
}

/** A label up to its first pause: what it is about, without how. */
function shortLabel(label: string): string {
  return label.split(PAUSE)[0] ?? label
}

const PAUSE = /[\uff1a\uff0c:,]/

function FootAction({ foot, plan, stage }: FootProps) {
  const { loaded, open, tell, show, openChallenge } = useWork()
  const { visit } = useStrings()
  const guide = useGuideStrings()
  const [, go] = useLocation()
  const nameOf = (id: StageId | null) => (id ? (loaded.text.stages[id]?.short ?? id) : '')
  /** The room's stages beside a visit lead nowhere: they are only done. */
  const isBeside = stage.stage.track === 'room' && loaded.run.table === 'visits'
  const leaveLabel = (to: StageId | null) => {
    if (isBeside) return visit.doneStage(nameOf(stage.stage.id))
    return to && visit.next(nameOf(to))
  }
  switch (foot.kind) {
    case 'closed':
      return <Action reason="" label={visit.file.back} onPress={() => go('/')} />
    case 'back':
      return <Action reason="" label={visit.backToNow(nameOf(foot.to))} onPress={() => show(null)} />
    case 'decline':
      return <Decline because={foot.because} />
    case 'blocked':
      return <Blocked missing={foot.missing} label={leaveLabel(foot.to) ?? visit.finish} />
    case 'ask':
      return <Action reason="" label={guide.moment[foot.moment]} onPress={() => openChallenge(foot.moment)} />
    case 'start':
      return <StartFoot plan={plan} open={openRows(stage, loaded.procedure.clock)} ready={null} />
    case 'leave':
      return (
        <Action
          reason={foot.open > 0 ? visit.staysOpen(foot.open) : visit.allDone}
          label={leaveLabel(foot.to) ?? visit.doneStage(nameOf(stage.stage.id))}
          onPress={() => {
            // Before it is on disk: whoever looks at another stage meanwhile must not be called back from it.
            show(null)
            void tell({ type: 'leave', stageId: foot.stageId })
          }}
        />
      )
    case 'file': {
      const isVisit = loaded.run.table === 'visits'
      return (
        <Action
          reason={foot.missing > 0 ? visit.file.missingShort(foot.missing) : visit.allDone}
          label={isVisit ? visit.finish : visit.finishTurnover}
          onPress={() => (foot.missing > 0 ? open({ kind: 'file' }) : tell({ type: 'file' }))}
        />
      )
    }
  }
}

function Action({
  reason,
  label,
  onPress,
}: {
  readonly reason: string
  readonly label: string
  readonly onPress: () => void
}) {
  return (
    <>
      <span className={styles.reason}>{reason}</span>
      <FootButton look="go" onPress={onPress}>
        {label}
      </FootButton>
    </>
  )
}

/** Leads to the first thing that is missing, in whichever stage it stands. */
function Blocked({ missing, label }: { readonly missing: readonly Refusal[]; readonly label: string }) {
  const { stages, show, call, open } = useWork()
  const reason = useMissingWords()(missing)
  const lead = () => {
    const [first] = missing
    if (first?.detail === 'noPlace') {
      open({ kind: 'place' })
      return
    }
    const stepId = firstMissing(missing)
    if (!stepId) return
    const there = findView(stages, stepId)?.stage
    if (there) show(there.stage.id)
    call(null)
    call(stepId)
  }
  return (
    <>
      <span className={styles.reason} id="visit-reason">
        {reason}
      </span>
      <FootButton look="blocked" aria-describedby="visit-reason" onPress={lead}>
        {label}
      </FootButton>
    </>
  )
}

function Decline({ because }: { readonly because: Refusal }) {
  const { loaded, open } = useWork()
  const strings = useStrings()
  const isIdentity = because.gate === 'identity'
  return (
    <>
      <span className={styles.reason}>{problemWords(because, loaded.text, strings)}</span>
      <FootButton
        look="go"
        onPress={() => open(isIdentity ? { kind: 'move' } : { kind: 'end', outcome: 'declined' })}
      >
        {isIdentity ? strings.visit.bar.move : strings.visit.menu.decline}
      </FootButton>
    </>
  )
}

type StartProps = {
  readonly plan: Plan
  /** How many steps stay open: said, not blocking. */
  readonly open: number
  /** The step that says "ready", answered with the start where it is still open. */
  readonly ready: StepId | null
}

/** The button that starts steam and the clock, here and on the card before the urn. */
export function StartFoot({ plan, open, ready }: StartProps) {
  const { loaded, stages, tell, call } = useWork()
  const { visit } = useStrings()
  const { setting, plannedMin } = plan
  const missing = [
    ...(setting === null ? [visit.steam.startNeedSetting] : []),
    ...(plannedMin === null ? [visit.steam.startNeedMinutes] : []),
  ]
  const isReady = setting !== null && plannedMin !== null
  const start = async () => {
    if (!isReady) {
      call(null)
      call(loaded.procedure.clock.start)
      return
    }
    const isSaid = ready === null || findView(stages, ready)?.view.state !== 'open'
    if (isSaid || (await tell({ type: 'answer', answers: [{ stepId: ready, value: true }] })))
      await tell({ type: 'steamStart', setting, plannedMin })
  }
  return (
    <>
      <span className={styles.reason} id="visit-reason">
        {isReady ? (open > 0 ? visit.staysOpen(open) : '') : visit.missing(missing.join(visit.and))}
      </span>
      <FootButton look={isReady ? 'go' : 'blocked'} aria-describedby="visit-reason" onPress={start}>
        {visit.steam.start}
      </FootButton>
    </>
  )
}
