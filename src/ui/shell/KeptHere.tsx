/** Where one record is: kept on this tablet, with the time of its last change here. */
import { keptAt } from '../../db/queries.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { useShop } from '../state/shop.ts'
import { timeOfLate } from '../state/times.ts'
import { useStrings } from '../strings/strings.ts'
import styles from './SavingState.module.css'

/** One quiet line; nothing for a record that this tablet never changed. */
export function KeptHere({ table, id }: { readonly table: string; readonly id: string }) {
  const { store, clock } = useApp()
  const { shell } = useStrings()
  const { timeZone } = useShop()
  const language = useSession((s) => s.language)
  const at = useLive(() => keptAt(store, { table, id }), [store, table, id])
  if (!at) return null
  return <p className={styles.asOf}>{shell.saving.keptAt(timeOfLate(at, clock.now(), timeZone, language))}</p>
}
