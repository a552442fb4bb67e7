/** Undo at the left, the reason in words, the one filled button at the right. A blocked button leads to what is missing. */
import { useLocation } from 'wouter'
import type { StageId } from '../../../domain/ids.ts'
import { parseField } from '../../../domain/procedure/answers.ts'
import type { Refusal } from '../../../domain/procedure/run.ts'
import { lastUndoable, type StageView } from '../../../domain/procedure/view.ts'
import { Button } from '../../kit/Button.tsx'
import { useStrings } from '../../strings/strings.ts'
import type { Plan } from '../steam/StartPanel.tsx'
import { findView, useWork } from '../work.tsx'
import { FootButton, FootGuard } from './FootButton.tsx'
import { type Foot, firstMissing } from './foot.ts'
import { problemWords } from './refusal-words.ts'
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
  return foot.kind === 'closed' || foot.kind === 'back' ? foot.kind : `on:${stage.stage.id}`
}

/** Takes back what was entered last, as long as its stage is open. */
export function Undo() {
  const { loaded, tell } = useWork()
  const { visit } = useStrings()
  const field = lastUndoable(loaded.run)
  const label = field ? labelOf(loaded.text, parseField(field)?.stepId ?? '') : ''
  return (
    <Button
      isDisabled={field === null}
      aria-label={field ? visit.undoWhat(label) : visit.nothingToUndo}
      onPress={() => (field ? tell({ type: 'undo', field }) : undefined)}
    >
      {visit.undo}
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
  const { loaded, open, tell, show } = useWork()
  const { visit } = useStrings()
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
    case 'start':
      return <Start plan={plan} stage={stage} />
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

function Start({ plan, stage }: { readonly plan: Plan; readonly stage: StageView }) {
  const { loaded, tell, call } = useWork()
  const { visit } = useStrings()
  const { setting, plannedMin } = plan
  const missing = [
    ...(setting === null ? [visit.steam.startNeedSetting] : []),
    ...(plannedMin === null ? [visit.steam.startNeedMinutes] : []),
  ]
  const isReady = setting !== null && plannedMin !== null
  return (
    <>
      <span className={styles.reason} id="visit-reason">
        {isReady
          ? stage.open.length > 1
            ? visit.staysOpen(stage.open.length - 1)
            : ''
          : visit.missing(missing.join(visit.and))}
      </span>
      <FootButton
        look={isReady ? 'go' : 'blocked'}
        aria-describedby="visit-reason"
        onPress={() =>
          isReady ? tell({ type: 'steamStart', setting, plannedMin }) : call(loaded.procedure.clock.start)
        }
      >
        {visit.steam.start}
      </FootButton>
    </>
  )
}
