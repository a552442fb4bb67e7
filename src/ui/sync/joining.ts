/**
 * Whether this tablet is joining a shop that is on the server: remembered by the tablet when somebody says so, and
 * forgotten when all has come down. A tablet with a shop of its own never is, also while a new snapshot comes (S6).
 */
import { useEffect } from 'react'
import { deviceSetting, setDeviceSetting } from '../../db/device-settings.ts'
import { readRecord } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import { joinShop, syncOverview } from '../../db/sync-state.ts'
import { SHOP_ID, shopFrom } from '../../domain/shop/shop.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { useStrings } from '../strings/strings.ts'

const SETTING = 'joining'

/** Somebody wants this empty tablet to join the server's shop. */
export async function beginJoining(store: Store, shop: string): Promise<void> {
  // First, so that a cut in between leaves an empty tablet that can be told to join again.
  await setDeviceSetting(store, SETTING, shop)
  if (!(await joinShop(store, shop))) await setDeviceSetting(store, SETTING, null)
}

/** `underWay` until all records of the first snapshot are here; undefined until it is known. */
export function useJoining(): 'no' | 'underWay' | undefined {
  const { store, clock } = useApp()
  const { shell } = useStrings()
  const state = useLive(() => joiningState(store), [store])
  useEffect(() => {
    if (state !== 'over') return
    void endJoining(store).then(
      (name) =>
        useSession
          .getState()
          .say({ text: shell.joined(name), tone: 'jade', at: clock.now(), isForAll: true }),
      // What could not be forgotten is forgotten at the next start.
      () => undefined,
    )
  }, [state, store, clock, shell])
  return state === 'over' ? 'no' : state
}

async function joiningState(store: Store): Promise<'no' | 'underWay' | 'over'> {
  const joining = await deviceSetting(store, SETTING)
  if (typeof joining !== 'string') return 'no'
  const { shop, isComplete } = await syncOverview(store)
  // One that came to nothing, and was followed by a shop made here.
  if (shop !== joining) return 'no'
  return isComplete ? 'over' : 'underWay'
}

async function endJoining(store: Store): Promise<string> {
  await setDeviceSetting(store, SETTING, null)
  const record = await readRecord(store, { table: 'shop', id: SHOP_ID })
  return record === null ? '' : shopFrom(record).name
}
