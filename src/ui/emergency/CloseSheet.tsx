/** How an emergency ended: one tap, and a line for the manager. */
import { NOTE_MAX, OUTCOMES, type Outcome } from '../../domain/emergency/incident.ts'
import { planClosed } from '../../domain/emergency/plan-incident.ts'
import { Button } from '../kit/Button.tsx'
import { Choice } from '../kit/Choice.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { useDraft, useForgetDrafts } from '../state/drafts.ts'
import { useEmergency } from '../state/emergency.ts'
import type { IncidentPlan } from '../state/incidents.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import { useStrings } from '../strings/strings.ts'
import styles from './Emergency.module.css'

type Typed = { readonly outcome: Outcome | null; readonly note: string }
const NOTHING: Typed = { outcome: null, note: '' }

/** A note is asked for only where no outcome says it. */
export function CloseSheet({
  onClose,
  onSave,
}: {
  readonly onClose: () => void
  readonly onSave: (plan: IncidentPlan) => Promise<boolean>
}) {
  const { close: words } = useEmergencyStrings()
  const { kit } = useStrings()
  const incident = useEmergency(({ view }) => (view?.kind === 'card' ? view.id : null))
  const [{ outcome, note }, setTyped] = useDraft<Typed>(`emergency ${incident}`, () => NOTHING)
  const forget = useForgetDrafts(`emergency ${incident}`)
  const missing =
    outcome === null ? words.missing : outcome === 'other' && note.trim() === '' ? words.missingNote : null
  const save = () => {
    if (outcome === null || missing !== null) return
    void onSave((record, moment) => planClosed(record, { outcome, note }, moment)).then(
      (isKept) => isKept && forget(),
    )
  }
  return (
    <Sheet
      open
      guarded
      title={words.title}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button look={missing ? 'blocked' : 'go'} onPress={save}>
            {missing ?? words.save}
          </Button>
        </>
      }
    >
      <p className={styles.quiet}>{words.line}</p>
      <Choice
        label={words.outcome}
        options={OUTCOMES.map((id) => ({ id, label: words.outcomes[id] }))}
        value={outcome ? [outcome] : []}
        onChange={([id]) => setTyped((before) => ({ ...before, outcome: id ?? null }))}
      />
      <TextEntry
        label={words.note}
        value={note}
        lines={2}
        maxLength={NOTE_MAX}
        onChange={(next) => setTyped((before) => ({ ...before, note: next }))}
      />
    </Sheet>
  )
}
