/** In the place of a visit that is not here to be shown: that its guest was erased, where that is why. */
import type { ReactNode } from 'react'
import { readRecord } from '../../../db/queries.ts'
import { markIn } from '../../../domain/people/erasing.ts'
import { dayOf } from '../../../domain/shop/shop.ts'
import { Empty } from '../../kit/Empty.tsx'
import { useApp } from '../../state/app.tsx'
import { useLive } from '../../state/live.ts'
import { useSession } from '../../state/session.ts'
import { useShop } from '../../state/shop.ts'
import { dayName } from '../../state/times.ts'
import { useGuestRightsStrings } from '../../strings/guest-rights-strings.ts'

/** `way` leads on from there. */
export function ErasedOr({
  id,
  way,
  otherwise,
}: {
  readonly id: string
  readonly way: ReactNode
  readonly otherwise: ReactNode
}) {
  const { store } = useApp()
  const { erased } = useGuestRightsStrings()
  const { timeZone } = useShop()
  const language = useSession((s) => s.language)
  const record = useLive(() => readRecord(store, { table: 'visits', id }), [store, id])
  const mark = record ? markIn(record.fields) : null
  if (!mark) return otherwise
  const day = dayName(dayOf(mark.at, timeZone).day, language)
  return (
    <main>
      <Empty isPage title={erased.page} line={erased.pageLine(mark.receipt, day)}>
        {way}
      </Empty>
    </main>
  )
}
