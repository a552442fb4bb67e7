/** The times, each within its bounds; only what differs is written. */
import { useState } from 'react'
import type { SyncRecord } from '../../../db/queries.ts'
import {
  KEPT_KINDS,
  type KeptKind,
  keepFields,
  monthsOf,
  RETENTION,
} from '../../../domain/people/retention.ts'
import { SHOP_ID } from '../../../domain/shop/shop.ts'
import { Stepper } from '../../kit/Stepper.tsx'
import { useRetentionStrings } from '../../strings/retention-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import { EditSheet } from '../EditSheet.tsx'
import { Group } from '../Section.tsx'

type Months = { readonly [K in KeptKind]: number }

export function KeepSheet({
  shop,
  onClose,
}: {
  readonly shop: SyncRecord['fields']
  readonly onClose: () => void
}) {
  const words = useRetentionStrings()
  const { kit } = useStrings()
  const before = Object.fromEntries(KEPT_KINDS.map((kind) => [kind, monthsOf(kind, shop)])) as Months
  const [months, setMonths] = useState(before)
  const changed = KEPT_KINDS.filter((kind) => months[kind] !== before[kind])
  const fields = Object.assign({}, ...changed.map((kind) => keepFields(kind, months[kind])))
  return (
    <EditSheet
      title={words.title}
      request={() => ({
        intent: 'shop.retention',
        keys: [{ table: 'shop', id: SHOP_ID }],
        plan: () => ({ changes: changed.length > 0 ? [{ table: 'shop', id: SHOP_ID, fields }] : [] }),
      })}
      onClose={onClose}
    >
      {KEPT_KINDS.map((kind) => (
        <Group key={kind} label={words.kinds[kind]}>
          <Stepper
            label={words.kinds[kind]}
            value={months[kind]}
            start={RETENTION[kind].months}
            min={RETENTION[kind].min}
            max={RETENTION[kind].max}
            unit={words.unit}
            words={kit}
            onChange={(value) => setMonths({ ...months, [kind]: value })}
          />
        </Group>
      ))}
    </EditSheet>
  )
}
