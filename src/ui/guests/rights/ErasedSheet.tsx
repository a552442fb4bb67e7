/** Who was erased, as far as anybody still knows: numbers, days and by whom; each leads to its receipt. */
import { useState } from 'react'
import { recordsOf } from '../../../db/queries.ts'
import { ERASURES, type ErasureEntry, erasureFrom } from '../../../domain/people/erasing.ts'
import { dayOf } from '../../../domain/shop/shop.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { Sheet } from '../../kit/Sheet.tsx'
import { useApp } from '../../state/app.tsx'
import { useLive } from '../../state/live.ts'
import { useSession } from '../../state/session.ts'
import { useShop } from '../../state/shop.ts'
import { useNameOf } from '../../state/staff.ts'
import { dayName } from '../../state/times.ts'
import { useGuestRightsStrings } from '../../strings/guest-rights-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import { ReceiptSheet } from './ReceiptSheet.tsx'
import styles from './rights.module.css'

/** The newest first; undefined while they are being read. */
export function useErasures(): readonly ErasureEntry[] | undefined {
  const { store } = useApp()
  return useLive(async () => {
    const records = await recordsOf(store, ERASURES)
    return records.flatMap((record) => erasureFrom(record) ?? []).sort((a, b) => b.at - a.at)
  }, [store])
}

export function ErasedSheet({ onClose }: { readonly onClose: () => void }) {
  const { erased } = useGuestRightsStrings()
  const { kit } = useStrings()
  const { timeZone } = useShop()
  const language = useSession((s) => s.language)
  const nameOf = useNameOf()
  const erasures = useErasures()
  const [open, setOpen] = useState<ErasureEntry | null>(null)
  if (open) return <ReceiptSheet erasure={open} onClose={() => setOpen(null)} />
  return (
    <Sheet open title={erased.title} closeLabel={kit.close} onClose={onClose}>
      <div className={styles.sheet}>
        {erasures?.length === 0 ? (
          <Empty title={erased.empty} line={erased.emptyLine} />
        ) : (
          <p>{erased.line}</p>
        )}
        <ul className={styles.list}>
          {erasures?.map((one) => (
            <li key={one.id}>
              <Button wide onPress={() => setOpen(one)}>
                {erased.of(one.receipt, dayName(dayOf(one.at, timeZone).day, language), nameOf(one.by))}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Sheet>
  )
}
