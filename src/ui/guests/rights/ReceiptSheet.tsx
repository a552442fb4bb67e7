/** The receipt of an erasure: a number, when, by whom, what kinds; no name. It can be printed, and shows where the erasure is. */
import type { ErasureEntry } from '../../../domain/people/erasing.ts'
import { ERASURES } from '../../../domain/people/erasing.ts'
import { Button } from '../../kit/Button.tsx'
import { Sheet } from '../../kit/Sheet.tsx'
import { useSession } from '../../state/session.ts'
import { useShop } from '../../state/shop.ts'
import { useNameOf } from '../../state/staff.ts'
import { dayAndTime } from '../../state/times.ts'
import { useGuestRightsStrings } from '../../strings/guest-rights-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import { RecordPlace } from '../../sync/RecordPlace.tsx'
import styles from './rights.module.css'

export function ReceiptSheet({
  erasure,
  onClose,
}: {
  readonly erasure: ErasureEntry
  readonly onClose: () => void
}) {
  const words = useGuestRightsStrings()
  const { kit } = useStrings()
  const shop = useShop()
  const language = useSession((s) => s.language)
  const nameOf = useNameOf()
  const { receipt, kinds, eraseSheet } = words
  const lines = [
    [receipt.number, erasure.receipt],
    [receipt.shop, shop.name],
    [receipt.at, dayAndTime(erasure.at, shop.timeZone, language)],
    [receipt.by, nameOf(erasure.by)],
    [receipt.why, eraseSheet.reasons[erasure.why]],
    [receipt.kinds, erasure.kinds.map((kind) => kinds[kind]).join(words.file.comma)],
  ] as const
  return (
    <Sheet
      open
      title={receipt.title}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <>
          <Button onPress={() => window.print()}>{receipt.print}</Button>
          <Button look="go" onPress={onClose}>
            {receipt.close}
          </Button>
        </>
      }
    >
      <div className={`${styles.sheet} ${styles.receipt}`}>
        <dl className={styles.lines}>
          {lines.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p>{receipt.line}</p>
        <RecordPlace table={ERASURES} id={erasure.id} />
      </div>
    </Sheet>
  )
}
