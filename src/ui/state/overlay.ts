/**
 * What has been tapped and is on its way to disk: shown within the frame as "saving", as "kept" only after the
 * commit (C1). From then on it holds what was written, which need not be what the tap foresaw; it falls away once
 * the record itself shows that, or when no screen shows the record.
 */
import { create } from 'zustand'
import type { Json } from '../../base/json.ts'
import type { Fields } from '../../db/queries.ts'

type Entry = { readonly fields: Fields; readonly hlc: string | null; readonly token: number }
type Overlay = {
  readonly entries: readonly (Entry & { readonly key: string })[]
  put(key: string, fields: Fields): number
  /** How many screens show a record. */
  readonly watched: { readonly [key: string]: number }
  /** `fields`: what the commit wrote. */
  kept(token: number, hlc: string, fields: Fields): void
  drop(token: number): void
  /** Says that a screen shows the record; call what it answers when it no longer does. */
  watch(key: string): () => void
}

let lastToken = 0

export const useOverlay = create<Overlay>((set) => ({
  entries: [],
  watched: {},
  put: (key, fields) => {
    lastToken += 1
    const token = lastToken
    set((s) => ({ entries: [...s.entries, { key, fields, hlc: null, token }] }))
    return token
  },
  kept: (token, hlc, fields) =>
    set((s) => ({
      entries: s.entries
        .map((e) => (e.token === token ? { ...e, hlc, fields } : e))
        .filter((e) => e.token !== token || isWatched(s, e.key)),
    })),
  drop: (token) => set((s) => ({ entries: s.entries.filter((e) => e.token !== token) })),
  watch: (key) => {
    const count = (by: number) =>
      set((s) => {
        const watched = { ...s.watched, [key]: (s.watched[key] ?? 0) + by }
        // What is still on its way stays: it is seen again if the screen comes back before it is kept.
        const entries = s.entries.filter(
          (e) => e.key !== key || e.hlc === null || isWatched({ watched }, key),
        )
        return { watched, entries }
      })
    count(1)
    return () => count(-1)
  },
}))

function isWatched({ watched }: Pick<Overlay, 'watched'>, key: string): boolean {
  return (watched[key] ?? 0) > 0
}

/** Fields with everything tapped since laid over them, and the names of those still being saved. */
export function overlaid(
  fields: Fields,
  entries: readonly Pick<Entry, 'fields' | 'hlc'>[],
): { readonly fields: Fields; readonly saving: ReadonlySet<string> } {
  if (entries.length === 0) return { fields, saving: new Set() }
  const merged: { [name: string]: Json } = { ...fields }
  const saving = new Set<string>()
  for (const entry of entries)
    for (const [name, value] of Object.entries(entry.fields)) {
      merged[name] = value
      if (entry.hlc === null) saving.add(name)
    }
  return { fields: merged, saving }
}

/** Whether a kept entry stands in the record itself, or something newer does. */
export function isShown(
  entry: Pick<Entry, 'fields' | 'hlc'>,
  clocks: { readonly [name: string]: string },
): boolean {
  const { hlc } = entry
  return hlc !== null && Object.keys(entry.fields).every((name) => (clocks[name] ?? '') >= hlc)
}
