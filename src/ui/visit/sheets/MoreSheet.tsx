/** Everything that can be done with one step besides doing it now; what a gate or a left stage forbids is not offered. */
import { isOfRegister } from '../../../domain/people/seen.ts'
import { fieldOf } from '../../../domain/procedure/answers.ts'
import { isClosed } from '../../../domain/procedure/view.ts'
import { Button } from '../../kit/Button.tsx'
import { Sheet } from '../../kit/Sheet.tsx'
import { useStrings } from '../../strings/strings.ts'
import { labelOf, valueWords } from '../stage/value-words.ts'
import { answerNotes, useWords } from '../steps/use-step.ts'
import { findView, useWork } from '../work.tsx'
import type { SheetRequest } from './request.ts'
import styles from './sheets.module.css'

/** Of a repeated step the sheet is about its last answer. */
export function MoreSheet({ request }: { readonly request: Extract<SheetRequest, { kind: 'more' }> }) {
  const { stages, loaded, open, tell, staff, seesHealth, mayUndo } = useWork()
  const words = useWords()
  const { visit, kit } = useStrings()
  const found = findView(stages, request.stepId)
  if (!found) return null
  const { view, stage } = found
  const { step, answer } = view
  const n = request.n ?? view.answers.at(-1)?.n
  const field = fieldOf(step.id, n)
  const isPast = stage.state === 'left' || isClosed(loaded.run)
  const isOpen = view.state === 'open'
  const about = { stepId: step.id, ...(n === undefined ? {} : { n }) }
  const isVoided = Boolean(loaded.run.fields.voided)
  return (
    <Sheet open title={labelOf(loaded.text, step.id)} closeLabel={kit.close} onClose={() => open(null)}>
      {answer ? (
        <p className={styles.was}>
          {[valueWords(step, answer.value, words), ...answerNotes(answer, words, { staff, loaded })]
            .filter(Boolean)
            .join(' · ')}
        </p>
      ) : null}
      {step.gate && isOpen ? <p className={styles.muted}>{visit.notDone.gate}</p> : null}
      <div className={styles.actions}>
        {isOpen && !isVoided ? (
          <>
            <Button wide onPress={() => open({ kind: 'value', stepId: step.id, mode: 'late' })}>
              {visit.menu.late}
            </Button>
            {step.gate ? null : (
              <Button wide onPress={() => open({ kind: 'notDone', stepId: step.id })}>
                {visit.menu.notDone}
              </Button>
            )}
          </>
        ) : null}
        {answer && !isPast ? (
          <>
            {step.kind === 'do' || step.kind === 'say' ? null : (
              <Button wide onPress={() => open({ kind: 'value', mode: 'answer', ...about })}>
                {visit.menu.again}
              </Button>
            )}
            {seesHealth || isOfRegister(step) ? (
              <Button wide onPress={() => open({ kind: 'note', ...about })}>
                {visit.menu.note}
              </Button>
            ) : null}
            {mayUndo(field) ? (
              <Button
                wide
                onPress={async () => {
                  open(null)
                  await tell({ type: 'undo', field })
                }}
              >
                {visit.menu.undo}
              </Button>
            ) : null}
          </>
        ) : null}
        {answer && isPast && !isOpen && !isVoided ? (
          <Button wide onPress={() => open({ kind: 'value', mode: 'correct', ...about })}>
            {visit.menu.correct}
          </Button>
        ) : null}
        {answer ? (
          <Button wide onPress={() => open({ kind: 'history', ...about })}>
            {visit.menu.history}
          </Button>
        ) : null}
      </div>
    </Sheet>
  )
}
