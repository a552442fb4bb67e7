/** Values that the server copied out of a record, opened as those that lie in it: they are sealed for that place and no other. */
import type { Fields, RecordKey } from '../sync/record.ts'
import type { Store } from './store.ts'

/** What does not open stays as it is. */
export function openValues(store: Store, key: RecordKey, fields: Fields): Promise<Fields> {
  return store.options.sealer.open(key, fields)
}
