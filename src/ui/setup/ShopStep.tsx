/** Step 1: the shop's name and its winter. */
import { Choice } from '../kit/Choice.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { useSetupStrings } from '../strings/setup-strings.ts'
import styles from './SetupScreen.module.css'
import type { StepProps } from './step-props.ts'

const MONTHS = Array.from({ length: 12 }, (_, at) => String(at + 1))

/** November to March are winter unless the shop says otherwise (A4.7). */
export function ShopStep({ draft, change }: StepProps) {
  const setup = useSetupStrings()
  return (
    <>
      <TextEntry
        label={setup.shop.name}
        hint={setup.shop.nameHint}
        value={draft.name}
        maxLength={40}
        autoFocus
        onChange={(name) => change({ name })}
      />
      <div className={styles.group}>
        <h2>{setup.shop.winter}</h2>
        <p className={styles.line}>{setup.shop.winterHint}</p>
        <Choice
          many
          label={setup.shop.winter}
          options={MONTHS.map((id) => ({ id, label: setup.shop.month(Number(id)) }))}
          value={draft.winterMonths.map(String)}
          onChange={(months) => change({ winterMonths: months.map(Number) })}
        />
      </div>
    </>
  )
}
