/** Where one record is, in words and with the time: kept here, sent, at the shop's server. */
import { Suspense } from 'react'
import { placeOfRecord } from '../../db/queries.ts'
import { readServerTime } from '../../db/server-time.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { useShop } from '../state/shop.ts'
import { timeOfLate } from '../state/times.ts'
import { useSyncStrings } from '../strings/sync-strings.ts'
import styles from './RecordPlace.module.css'

type Props = { readonly table: string; readonly id: string; readonly isSaving?: boolean }

/** One quiet line; nothing while it is not known. `isSaving`: a tap of this moment is on its way to disk. */
export function RecordPlace(props: Props) {
  return (
    <Suspense>
      <Place {...props} />
    </Suspense>
  )
}

function Place({ table, id, isSaving = false }: Props) {
  const { store, clock } = useApp()
  const { place } = useSyncStrings()
  const { timeZone } = useShop()
  const language = useSession((s) => s.language)
  // Kept by the tablet's own clock, told by the app's.
  const found = useLive(async () => {
    const [kept, { correctionMs }] = await Promise.all([
      placeOfRecord(store, { table, id }),
      readServerTime(store),
    ])
    return kept && { place: kept.place, at: kept.at + correctionMs }
  }, [store, table, id])
  const words = found ? place[found.place](timeOfLate(found.at, clock.now(), timeZone, language)) : ''
  return (
    <p className={styles.place} role="status">
      {isSaving ? place.saving : words}
    </p>
  )
}
