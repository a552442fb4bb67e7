/** Sheets about the whole visit or turnover: hand over, move, place, end, void, file, and the list of these. */
import { readRecord } from '../../../db/queries.ts'
import type { GuestId, StaffId } from '../../../domain/ids.ts'
import { type Guest, guestFrom } from '../../../domain/people/guest.ts'
import { mayLookAfter } from '../../../domain/people/looks-after.ts'
import { fieldsOf } from '../../../domain/procedure/answers.ts'
import { isClosed, missingAtFiling } from '../../../domain/procedure/view.ts'
import { isSteaming } from '../../../domain/urn/starts.ts'
import { Banner } from '../../kit/Banner.tsx'
import { Button } from '../../kit/Button.tsx'
import { Choice } from '../../kit/Choice.tsx'
import { Sheet } from '../../kit/Sheet.tsx'
import { TextEntry } from '../../kit/TextEntry.tsx'
import { useApp } from '../../state/app.tsx'
import { useLive } from '../../state/live.ts'
import { shownGuest } from '../../state/shown-guest.ts'
import { useStrings } from '../../strings/strings.ts'
import { GuestPicker } from '../../today/GuestPicker.tsx'
import { useTurnoverDone } from '../guest/GuestPanel.tsx'
import { labelOf } from '../stage/value-words.ts'
import { findView, nameOf, useWork } from '../work.tsx'
import { ActionSheet } from './ActionSheet.tsx'
import { ReasonField } from './fields.tsx'
import styles from './sheets.module.css'
import { useTyped } from './use-typed.ts'

/** What can be done with the record as a whole; only what is possible now is offered. */
export function MenuSheet() {
  const { loaded, open } = useWork()
  const { visit, kit } = useStrings()
  const { run } = loaded
  const { ended } = fieldsOf(run)
  const isVisit = run.table === 'visits'
  const isOver = isClosed(run)
  return (
    <Sheet
      open
      title={isVisit ? visit.bar.menu : visit.bar.menuTurnover}
      closeLabel={kit.close}
      onClose={() => open(null)}
    >
      {isOver ? (
        <p>{run.fields.voided ? visit.file.closedVoid : visit.file.closed}</p>
      ) : (
        <div className={styles.actions}>
          <Button wide onPress={() => open({ kind: 'handOver' })}>
            {visit.bar.handOver}
          </Button>
          {isVisit ? (
            <>
              <Button wide onPress={() => open({ kind: 'place' })}>
                {visit.bar.place}
              </Button>
              <Button wide onPress={() => open({ kind: 'move' })}>
                {visit.bar.move}
              </Button>
              {ended ? null : (
                <Button wide onPress={() => open({ kind: 'end' })}>
                  {visit.bar.end}
                </Button>
              )}
              <Button wide look="stop" onPress={() => open({ kind: 'void' })}>
                {visit.bar.void}
              </Button>
            </>
          ) : null}
        </div>
      )}
    </Sheet>
  )
}

/** To a colleague, who carries on at the same step on any tablet. */
export function HandOverSheet() {
  const { loaded, staff } = useWork()
  const { visit } = useStrings()
  const [to, setTo] = useTyped<StaffId | null>('handOver to', () => null)
  const [why, setWhy] = useTyped('handOver why', () => '')
  const { consultant } = fieldsOf(loaded.run)
  const others = staff.filter(
    (person) => person.id !== consultant?.value && mayLookAfter(staff, person, loaded.run.table),
  )
  return (
    <ActionSheet
      title={visit.handOver.title}
      label={visit.handOver.save}
      action={to ? { type: 'handOver', to, ...(why ? { why } : {}) } : { missing: visit.handOver.need }}
    >
      {consultant ? (
        <p className={styles.muted}>{visit.handOver.now(nameOf(staff, consultant.value))}</p>
      ) : null}
      {others.length === 0 ? (
        <p>{visit.handOver.nobody}</p>
      ) : (
        <Choice
          label={visit.handOver.title}
          options={others.map(({ id, name, away }) => ({
            id,
            label: away ? `${name} · ${visit.handOver.away}` : name,
          }))}
          value={to === null ? [] : [to]}
          onChange={([id]) => setTo(id ?? null)}
        />
      )}
      <ReasonField
        label={visit.handOver.why}
        reasons={loaded.procedure.reasons.handOver}
        first={why}
        onChange={setWhy}
      />
    </ActionSheet>
  )
}

function kindOf(guest: Guest): 'member' | 'trial' | 'walkIn' {
  return guest.card ? 'member' : guest.trial ? 'trial' : 'walkIn'
}

/** The visit was begun for the wrong guest: says what stays and what is asked again, before it does it. */
export function MoveSheet() {
  const { store } = useApp()
  const { visit, kit } = useStrings()
  const [to, setTo] = useTyped<GuestId | null>('move to', () => null)
  const [why, setWhy] = useTyped('move why', () => '')
  const guest = useLive(async () => {
    const record = to ? await readRecord(store, { table: 'guests', id: to }) : null
    return record ? shownGuest(guestFrom(record), kit) : null
  }, [store, to, kit])
  const reason = why.trim()
  return (
    <ActionSheet
      title={visit.move.title}
      label={visit.move.save(guest?.address ?? '')}
      action={
        !to
          ? { missing: visit.move.need }
          : reason
            ? { type: 'move', to, why: reason, ...(guest ? { kind: kindOf(guest) } : {}) }
            : { missing: visit.move.needWhy }
      }
    >
      <Banner tone="amber">{visit.move.what}</Banner>
      <GuestPicker value={to} onChange={setTo} />
      <TextEntry label={visit.move.why} value={why} onChange={setWhy} />
    </ActionSheet>
  )
}

/** Declined, or the guest goes home: what is left falls away, farewell and filing stay (D16, D17). */
export function EndSheet({ outcome }: { readonly outcome?: 'declined' | 'leftEarly' }) {
  const { loaded, show } = useWork()
  const { visit } = useStrings()
  const [how, setHow] = useTyped('end how', () => outcome ?? null, { about: outcome ?? null })
  const [reason, setReason] = useTyped('end why', () => '')
  const outcomes = ['declined', 'leftEarly'] as const
  const missing = how ? visit.end.need : visit.end.needHow
  return (
    <ActionSheet
      title={visit.end.title}
      label={visit.end.save}
      danger
      action={how && reason ? { type: 'end', outcome: how, reason } : { missing }}
      onKept={() => show(null)}
    >
      {isSteaming(loaded.run) ? <Banner tone="red">{visit.end.steaming}</Banner> : null}
      <p>{visit.end.what}</p>
      <Choice
        label={visit.end.which}
        options={outcomes.map((id) => ({ id, label: visit.end[id] }))}
        value={how ? [how] : []}
        onChange={([id]) => id && setHow(id)}
      />
      <ReasonField
        label={visit.end.why}
        reasons={loaded.procedure.reasons.end}
        first={reason}
        onChange={setReason}
      />
    </ActionSheet>
  )
}

/** Begun by mistake: stays readable and counts for nothing. */
export function VoidSheet() {
  const { loaded } = useWork()
  const { visit } = useStrings()
  const [why, setWhy] = useTyped('void why', () => '')
  return (
    <ActionSheet
      title={visit.void.title}
      label={visit.void.save}
      danger
      action={why ? { type: 'void', why } : { missing: visit.void.need }}
    >
      <p>{visit.void.what}</p>
      <ReasonField
        label={visit.void.why}
        reasons={loaded.procedure.reasons.void}
        first={why}
        onChange={setWhy}
      />
    </ActionSheet>
  )
}

/** What is missing, each with a way to it; it can be filed all the same (A13.1, D5). */
export function FileSheet() {
  const { loaded, stages, show, call, open } = useWork()
  const { visit } = useStrings()
  const missing = missingAtFiling(loaded.run)
  const { turnover } = fieldsOf(loaded.run)
  const turnoverDoneAt = useTurnoverDone(turnover?.id ?? null)
  const isVisit = loaded.run.table === 'visits'
  const goTo = (stepId: (typeof missing)[number]['stepId']) => {
    open(null)
    show(findView(stages, stepId)?.stage.stage.id ?? null)
    call(null)
    call(stepId)
  }
  return (
    <ActionSheet
      title={isVisit ? visit.file.title : visit.finishTurnover}
      label={isVisit ? (missing.length > 0 ? visit.file.anyway : visit.file.save) : visit.turnover.free}
      action={{ type: 'file' }}
      onKept={() => show(null)}
    >
      <p>{missing.length > 0 ? visit.file.missing(missing.length) : visit.file.nothing}</p>
      <ul className={styles.list}>
        {missing.map(({ stageId, stepId }) => (
          <li key={stepId} className={styles.entry}>
            <span className={styles.entryWords}>
              {labelOf(loaded.text, stepId)}
              <span className={styles.muted}>{loaded.text.stages[stageId]?.short ?? stageId}</span>
            </span>
            <Button
              small
              onPress={() => goTo(stepId)}
              aria-label={`${visit.file.go} ${labelOf(loaded.text, stepId)}`}
            >
              {visit.file.go}
            </Button>
          </li>
        ))}
      </ul>
      {missing.length > 0 && isVisit ? <p className={styles.muted}>{visit.file.later}</p> : null}
      {turnover && turnoverDoneAt === null ? <Banner tone="amber">{visit.file.turnoverOpen}</Banner> : null}
    </ActionSheet>
  )
}
