/** The shop's own record, live; what holds by default until it is read. */
import { readRecord } from '../../db/queries.ts'
import { SHOP_ID, type Shop, shopFrom } from '../../domain/shop/shop.ts'
import { useApp } from './app.tsx'
import { useLive } from './live.ts'

const UNREAD: Shop = shopFrom({ table: 'shop', id: SHOP_ID, rev: 0, fields: {}, clocks: {} })

/** The same object for as long as the record stays as it is. */
export function useShop(): Shop {
  const { store } = useApp()
  const shop = useLive(async () => {
    const record = await readRecord(store, { table: 'shop', id: SHOP_ID })
    return record ? shopFrom(record) : UNREAD
  }, [store])
  return shop ?? UNREAD
}
