/**
 * Proves that an update did what it said. Before it is activated the version to come is written down; the next start
 * compares it with the build that is running. An update that ends with the old build (a shell kept by a cache) is
 * reported instead of being taken for a success. Local storage, so that it survives a restart in between.
 * Example: `{"v":1,"target":"0.2.0+1a2b3c4d","from":"0.1.0+99887766","at":1763791200123}`.
 */
export type UpdateOutcome =
  | { readonly updated: true; readonly version: string; readonly from: string }
  | { readonly updated: false; readonly wanted: string | null; readonly running: string }

/** As much of Storage as is needed. */
export type NoteStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** This page's own; named only when it is used, because blocked storage throws as soon as it is named. */
export const pageNotes: NoteStore = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, value) => localStorage.setItem(key, value),
  removeItem: (key) => localStorage.removeItem(key),
}

const KEY = 'steamkeeper.update'
type Note = { readonly v: 1; readonly target: string | null; readonly from: string; readonly at: number }

function parseNote(text: string | null): Note | null {
  try {
    const note = JSON.parse(text ?? 'null')
    const isTarget = note?.target === null || typeof note?.target === 'string'
    return note?.v === 1 && isTarget && typeof note.from === 'string' ? note : null
  } catch {
    return null
  }
}

/**
 * Writes down which version is about to be activated; null when the waiting worker did not say. A store that refuses (full, blocked) costs
 * the proof, not the update.
 */
export function noteUpdate(store: NoteStore, target: string | null, from: string, at: number): void {
  try {
    const note: Note = { v: 1, target, from, at }
    store.setItem(KEY, JSON.stringify(note))
  } catch {
    return
  }
}

/** What became of the last activation, told once; null when there was none. */
export function takeOutcome(store: NoteStore, running: string): UpdateOutcome | null {
  let note: Note | null = null
  try {
    note = parseNote(store.getItem(KEY))
    store.removeItem(KEY)
  } catch {
    return null
  }
  if (!note) return null
  const isUpdated = note.target === null ? running !== note.from : running === note.target
  return isUpdated
    ? { updated: true, version: running, from: note.from }
    : { updated: false, wanted: note.target, running }
}
