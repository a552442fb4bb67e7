/** Sheets about the urn: stop, another setting, "off" that was earlier, a check entered late. */
import { useState } from 'react'
import { steamClock } from '../../../domain/urn/clock.ts'
import { currentStart, MISTAKEN, MISTAKEN_WITHIN_MS } from '../../../domain/urn/starts.ts'
import { Button } from '../../kit/Button.tsx'
import { Choice } from '../../kit/Choice.tsx'
import { useApp } from '../../state/app.tsx'
import { useNow } from '../../state/now.ts'
import { useStrings } from '../../strings/strings.ts'
import { labelOf, optionWords } from '../stage/value-words.ts'
import type { Plan } from '../steam/plan.ts'
import { PlanFields } from '../steam/StartPanel.tsx'
import { findView, useWork } from '../work.tsx'
import { ActionSheet } from './ActionSheet.tsx'
import { ReasonField, WhenField } from './fields.tsx'
import styles from './sheets.module.css'

/** Stops now. Its confirmation stands in the middle of the screen, away from the button that opened it. */
export function StopSheet() {
  const { loaded, show } = useWork()
  const { visit } = useStrings()
  const now = useNow(1000)
  const [reason, setReason] = useState('')
  const [at, setAt] = useState<number | null>(null)
  const [isEarlier, setEarlier] = useState(false)
  const start = currentStart(loaded.run)
  // It opens a stage again, and which one only the visit's own procedure says.
  const mayBeMistaken = !loaded.isStandIn && start !== null && now <= start.at + MISTAKEN_WITHIN_MS
  const reasons = loaded.procedure.reasons.stop.filter((id) => id !== MISTAKEN || mayBeMistaken)
  return (
    <ActionSheet
      title={visit.steam.stopTitle}
      label={visit.steam.stopConfirm}
      danger
      action={
        reason ? { type: 'stop', reason, ...(at === null ? {} : { at }) } : { missing: visit.steam.stopNeed }
      }
      onKept={() => show(null)}
    >
      <p>{visit.steam.stopLine}</p>
      <ReasonField label={visit.steam.stopWhy} reasons={reasons} onChange={setReason} />
      {reason === MISTAKEN ? (
        <p className={styles.muted}>{visit.steam.mistakenLine}</p>
      ) : isEarlier ? (
        <WhenField at={at} onChange={setAt} />
      ) : (
        <div className={styles.line}>
          <Button small onPress={() => setEarlier(true)}>
            {visit.steam.offEarlier}
          </Button>
        </div>
      )}
    </ActionSheet>
  )
}

/** Another setting or other minutes, never beyond the half hour (A6.4, D6). */
export function ChangeSheet() {
  const { loaded } = useWork()
  const { clock: device } = useApp()
  const { visit } = useStrings()
  const clock = steamClock(loaded.run, device.now())
  const [plan, setPlan] = useState<Plan>({
    setting: clock?.setting ?? null,
    plannedMin: clock?.plannedMin ?? null,
  })
  const { setting, plannedMin } = plan
  const isSame = setting === clock?.setting && plannedMin === clock?.plannedMin
  return (
    <ActionSheet
      title={visit.steam.changeTitle}
      label={visit.steam.changeSave}
      action={
        isSame || setting === null || plannedMin === null
          ? { missing: visit.steam.changeSame }
          : { type: 'change', setting, plannedMin }
      }
    >
      <PlanFields plan={plan} onChange={setPlan} />
    </ActionSheet>
  )
}

/** "Off" that was done before it was tapped: its true time (D13). */
export function OffAtSheet() {
  const { visit } = useStrings()
  const [at, setAt] = useState<number | null>(null)
  return (
    <ActionSheet
      title={visit.steam.offAtTitle}
      label={visit.steam.off}
      action={{ type: 'off', ...(at === null ? {} : { at }) }}
    >
      <WhenField at={at} onChange={setAt} />
    </ActionSheet>
  )
}

/** A check that was made and not tapped, or not made at all. */
export function CheckSheet({ minute }: { readonly minute: number }) {
  const { loaded, stages, open } = useWork()
  const { visit } = useStrings()
  const { check } = loaded.procedure.clock
  const start = currentStart(loaded.run)
  const [found, setFound] = useState<readonly string[]>([])
  const [at, setAt] = useState<number | null>(start ? start.at + minute * 60_000 : null)
  const step = findView(stages, check)?.view.step
  const options = step?.kind === 'repeated' ? (step.options ?? []) : []
  return (
    <ActionSheet
      title={visit.steam.enterMissed(minute)}
      label={visit.lateSave}
      action={{ type: 'check', minute, found: [...found], ...(at === null ? {} : { at }) }}
    >
      <p className={styles.muted}>{labelOf(loaded.text, check)}</p>
      <Choice
        label={visit.steam.exceptions}
        options={options.map(({ id }) => ({ id, label: optionWords(loaded.text, check, id) }))}
        value={found}
        onChange={setFound}
        many
      />
      <WhenField at={at} onChange={setAt} />
      <Button small onPress={() => open({ kind: 'notDone', stepId: check, n: minute })}>
        {visit.menu.notDone}
      </Button>
    </ActionSheet>
  )
}
