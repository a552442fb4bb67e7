/** The standard set for this guest's gender, row by row, with totals computed from the rows (A5.1). */
import { isObject } from '../../../domain/procedure/refusal.ts'
import { Button } from '../../kit/Button.tsx'
import { DashIcon, TickIcon } from '../../kit/Icons.tsx'
import { useStrings } from '../../strings/strings.ts'
import { optionWords } from '../stage/value-words.ts'
import { totalsWords } from '../steps/SuppliesRow.tsx'
import { useWork } from '../work.tsx'
import type { EditorProps } from './editor-props.ts'
import styles from './sheets.module.css'

/** A tap marks an item as missing; nothing marked means that all is there. */
export function SuppliesEditor({ step, draft, onChange }: EditorProps<'supplies'>) {
  const { loaded } = useWork()
  const { visit } = useStrings()
  const gender = loaded.run.context.guest?.gender ?? 'female'
  const missing =
    isObject(draft.value) && Array.isArray(draft.value.missing) ? draft.value.missing.map(String) : []
  const items = step.items.filter((item) => item[gender] > 0)
  const mark = (id: string) => {
    const next = missing.includes(id) ? missing.filter((one) => one !== id) : [...missing, id]
    onChange({ value: next.length > 0 ? { missing: next } : true, missing: null })
  }
  return (
    <>
      <p>
        {visit.totals}
        {visit.colon}
        <b>{totalsWords(step, gender, loaded.text)}</b>
      </p>
      <p className={styles.muted}>{visit.missingItems}</p>
      <table className={styles.table}>
        <tbody>
          {items.map((item) => {
            const name = optionWords(loaded.text, step.id, item.id)
            const isMissing = missing.includes(item.id)
            return (
              <tr key={item.id}>
                <td>{name}</td>
                <td>
                  {loaded.text.kinds[item.of] ?? item.of}{' '}
                  <span className={styles.number}>{item[gender]}</span>
                </td>
                <td align="right">
                  <Button
                    small
                    look={isMissing ? 'stop' : 'plain'}
                    aria-pressed={isMissing}
                    aria-label={`${name} ${isMissing ? visit.itemMissing : visit.itemThere}`}
                    onPress={() => mark(item.id)}
                  >
                    {isMissing ? <DashIcon size={18} /> : <TickIcon size={18} />}
                    {isMissing ? visit.itemMissing : visit.itemThere}
                  </Button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}
