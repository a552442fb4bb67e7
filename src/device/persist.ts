/**
 * Whether the browser promises to keep this tablet's data when its disk gets full. Without the promise it may empty the
 * storage of a page that has not been used for long; the answer is shown, never assumed.
 */
export type PersistAnswer = 'granted' | 'denied' | 'unknown'

/** As much of StorageManager as is needed; undefined on plain http. */
export type PersistPort = Partial<Pick<StorageManager, 'persist' | 'persisted'>> | undefined

/** Asks for the promise; `unknown` where the browser has no such question. */
export async function askPersist(storage: PersistPort): Promise<PersistAnswer> {
  if (!storage?.persist) return 'unknown'
  return answer(storage.persist())
}

/** What the browser promised before, without asking again. */
export async function persistAnswer(storage: PersistPort): Promise<PersistAnswer> {
  if (!storage?.persisted) return 'unknown'
  return answer(storage.persisted())
}

async function answer(promise: Promise<boolean>): Promise<PersistAnswer> {
  try {
    return (await promise) ? 'granted' : 'denied'
  } catch {
    return 'unknown'
  }
}
