/**
 * What the parts of a visit or turnover screen share: the run and its stages, who works, how an event is sent, which
 * sheet is open, which step is called to attention. One screen, one Work.
 */
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { StaffId, StageId, StepId } from '../../domain/ids.ts'
import { type Looker, viewAsSeen } from '../../domain/people/seen.ts'
import type { Staff } from '../../domain/people/staff.ts'
import { type ChallengeMoment, momentOfChallenge } from '../../domain/procedure/challenge.ts'
import { isRefusal } from '../../domain/procedure/refusal.ts'
import type { Refusal, RunEvent } from '../../domain/procedure/run.ts'
import { mayTakeBack } from '../../domain/procedure/taking-back.ts'
import { type StageView, type StepView, stageViews } from '../../domain/procedure/view.ts'
import { isSteaming } from '../../domain/urn/starts.ts'
import { useDispatch } from '../state/dispatch.ts'
import { useDraft } from '../state/drafts.ts'
import { useLookedAt } from '../state/looked-at.ts'
import { useNow } from '../state/now.ts'
import type { LoadedRun } from '../state/runs.ts'
import { useSession } from '../state/session.ts'
import { useStaff } from '../state/staff.ts'
import type { SheetRequest } from './sheets/request.ts'
import { sheetsOf } from './sheets/use-typed.ts'
import { NO_PLAN, type Plan } from './steam/plan.ts'

type Unsigned<E> = E extends RunEvent ? Omit<E, 'by'> : never
/** An event without who did it; that is filled in from who works here now. */
export type Action = Unsigned<RunEvent>

/** Why an action was not kept; the screen puts it into words, and keeps what was entered. */
export type Problem = Refusal | { readonly failed: string }

/** Slow enough for a cheap tablet, quick enough for minutes; seconds are counted where they are shown. */
const STAGES_EVERY_MS = 5_000

export type Work = {
  readonly loaded: LoadedRun
  readonly stages: readonly StageView[]
  readonly staff: readonly Staff[]
  /** Whether whoever is signed in is shown what was answered, measured and noted of the guest's health (SEC8). */
  readonly seesHealth: boolean
  /** Of whoever does not see it; null for the others. What is read from the record beside `stages` goes by it. */
  readonly looker: Looker | null
  readonly shown: StageId | null
  readonly show: (stage: StageId | null) => void
  /** null once it is on disk. */
  readonly send: (action: Action) => Promise<Problem | null>
  /** Sends, and shows the reason on the screen when it was not kept. */
  readonly tell: (action: Action) => Promise<boolean>
  /** Whether undo of the field is to be offered to whoever is signed in. */
  readonly mayUndo: (field: string) => boolean
  readonly problem: Problem | null
  readonly setProblem: (problem: Problem | null) => void
  readonly sheet: SheetRequest | null
  readonly open: (sheet: SheetRequest | null) => void
  /** The step that the person was led to; framed until something else is. */
  readonly called: StepId | null
  readonly call: (step: StepId | null) => void
  /** Setting and minutes before the urn is started, as chosen on the list or on the card. */
  readonly plan: Plan
  readonly setPlan: (plan: Plan) => void
} & ChallengeWork

/** Which list of questions is on the screen in place of the stage; its answers are the record's own. */
export type ChallengeWork = {
  readonly challenge: ChallengeMoment | null
  readonly openChallenge: (moment: ChallengeMoment) => void
  /** Also remembers that the person turned to the list. */
  readonly closeChallenge: (moment: ChallengeMoment) => void
  readonly turnedToList: ReadonlySet<ChallengeMoment>
}

const WorkContext = createContext<Work | null>(null)

/** The screen's Work. Throws outside of it. */
export function useWork(): Work {
  const work = useContext(WorkContext)
  if (!work) throw new Error('useWork outside WorkProvider')
  return work
}

/** Sends events as whoever works here; the frame asks for that before anything else. */
function useSend(loaded: LoadedRun): Work['send'] {
  const dispatch = useDispatch()
  return useCallback(
    async (action) => {
      const { who } = useSession.getState()
      if (!who) return { refused: 'needsReason', detail: 'who' }
      const outcome = await dispatch(loaded, { ...action, by: who } as RunEvent)
      if (isRefusal(outcome)) return outcome
      return 'failed' in outcome ? outcome : null
    },
    [dispatch, loaded],
  )
}

/** The two moments of leaving come by themselves; the one before the urn by the stage's button. */
function usePlaceInRun({ run }: LoadedRun): ChallengeWork & Pick<Work, 'shown' | 'show'> {
  const isUrnOn = isSteaming(run)
  const [{ shown, challenge, come, turnedToList }, change] = useLookedAt(run.id, isUrnOn)
  const wasUrnOn = useRef(isUrnOn)
  useEffect(() => {
    // Whatever stage was looked at when steam was started: from then on the clock is what has to be seen (D13).
    if (isUrnOn && !wasUrnOn.current) change(() => ({ shown: null }))
    wasUrnOn.current = isUrnOn
  }, [isUrnOn, change])
  const due = useMemo(() => momentOfChallenge(run), [run])
  useEffect(() => {
    if (due === come) return
    change(() => ({ come: due, ...(due !== null && due !== 'enter' ? { challenge: due } : {}) }))
  }, [due, come, change])
  return useMemo(
    () => ({
      shown,
      show: (stage) => change(() => ({ shown: stage })),
      challenge,
      openChallenge: (moment) => change(() => ({ challenge: moment })),
      closeChallenge: (moment) =>
        change((before) => ({
          challenge: null,
          turnedToList: new Set([...before.turnedToList, moment]),
        })),
      turnedToList,
    }),
    [shown, challenge, turnedToList, change],
  )
}

/** Comes back after a lock with what was typed in it; not over an urn that runs, nor after a tap on an alarm (D13). */
function useOpenSheet({ run }: LoadedRun) {
  const jumps = useSession((s) => s.jumps)
  return useDraft<SheetRequest | null>(`${sheetsOf(run.id)} ${jumps}`, () => null, {
    isPlace: true,
    isAnew: isSteaming(run),
  })
}

/** Provides the Work of one loaded run. */
export function WorkProvider({
  loaded,
  seesHealth = true,
  children,
}: {
  readonly loaded: LoadedRun
  readonly seesHealth?: boolean
  readonly children: ReactNode
}) {
  const now = useNow(STAGES_EVERY_MS)
  const staff = useStaff()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [sheet, open] = useOpenSheet(loaded)
  const [called, call] = useState<StepId | null>(null)
  const [plan, setPlan] = useDraft<Plan>(`run ${loaded.run.id} plan`, () => NO_PLAN)
  const place = usePlaceInRun(loaded)
  const send = useSend(loaded)
  const tell = useCallback(
    async (action: Action) => {
      const found = await send(action)
      setProblem(found)
      return found === null
    },
    [send],
  )
  const who = useSession((s) => s.who)
  const looker = useMemo<Looker | null>(
    () => (seesHealth ? null : { who, reasons: Object.values(loaded.procedure.reasons).flat() }),
    [seesHealth, who, loaded.procedure],
  )
  const stages = useMemo(() => {
    const views = stageViews(loaded.run, now)
    if (!looker) return views
    return views.map((stage) => ({ ...stage, steps: stage.steps.map((view) => viewAsSeen(view, looker)) }))
  }, [loaded.run, now, looker])
  const mayUndo = useCallback(
    (field: string) => mayTakeBack(loaded.run, field, { by: who, seesHealth }),
    [loaded.run, who, seesHealth],
  )
  const work = useMemo<Work>(
    () => ({
      loaded,
      stages,
      staff: staff ?? [],
      seesHealth,
      looker,
      ...place,
      show: (stage) => {
        place.show(stage)
        setProblem(null)
      },
      send,
      tell,
      mayUndo,
      problem,
      setProblem,
      sheet,
      open,
      called,
      call,
      plan,
      setPlan,
    }),
    [
      loaded,
      stages,
      staff,
      seesHealth,
      looker,
      place,
      send,
      tell,
      mayUndo,
      problem,
      sheet,
      open,
      called,
      plan,
      setPlan,
    ],
  )
  return <WorkContext value={work}>{children}</WorkContext>
}

/** The step's view and its stage; null when it does not apply. */
export function findView(
  stages: readonly StageView[],
  stepId: string,
): { readonly stage: StageView; readonly view: StepView } | null {
  for (const stage of stages) {
    const view = stage.steps.find((one) => one.step.id === stepId)
    if (view) return { stage, view }
  }
  return null
}

/** A name for the person; the id's own text when the person is not on this tablet. */
export function nameOf(staff: readonly Staff[], id: StaffId | string): string {
  return staff.find((one) => one.id === id)?.name ?? String(id)
}
