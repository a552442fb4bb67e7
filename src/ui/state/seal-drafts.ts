/**
 * Seals what is typed before the key goes, and opens it for whoever typed it (drafts.ts). A part of its own, fetched with the idle lock:
 * nobody is signed in on the first screen.
 */
import type { Json } from '../../base/json.ts'
import type { Fields } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import type { StaffId } from '../../domain/ids.ts'
import { useEmergency } from './emergency.ts'
import { type Content, type Draft, held } from './held-drafts.ts'
import { useSession } from './session.ts'

/** Beyond that it is rather a surprise than a help: longer than a guest in the urn, shorter than a visit. */
const HELD_MS = 60 * 60_000

/** Before the key goes. Never throws; what cannot be sealed is gone. */
export async function sealDrafts(store: Store): Promise<void> {
  const one = async ([key, draft]: readonly [string, Draft]) => {
    const { content, ...rest } = draft
    if (!content) return
    const wanted = !(draft.isPlace && draft.isBack)
    const sealed = wanted ? await seal(store, draft, content).catch(() => null) : null
    // Saved meanwhile, or taken up by whoever came back at once.
    if (held.get(key) !== draft) return
    if (sealed) held.set(key, { ...rest, sealed })
    else held.delete(key)
  }
  await Promise.all([...held].map(one))
}

/** Once the key is there, before the screens are: what `by` has typed comes back. Never throws. */
export async function openDrafts(store: Store, by: StaffId, now: number): Promise<void> {
  // Mounted over an emergency card, a sheet would lie above it (A6.6); the screen of a handed-over tablet stays as it is.
  const isElsewhere = useEmergency.getState().view !== null || useSession.getState().who !== null
  const one = async ([key, draft]: readonly [string, Draft]) => {
    const isOver = now - draft.at > HELD_MS || (draft.isPlace && (isElsewhere || draft.by !== by))
    if (!isOver && draft.by !== by) return
    const content = isOver ? null : (draft.content ?? (await open(store, draft).catch(() => null)))
    if (held.get(key) !== draft) return
    const { sealed: _sealed, ...rest } = draft
    if (content) held.set(key, { ...rest, content, isBack: true })
    else held.delete(key)
  }
  await Promise.all([...held].map(one))
}

/** A table that no record has: sealed whole, and of its person alone. */
const keyFor = ({ by }: Draft) => ({ table: 'drafts', id: by })

function seal(store: Store, draft: Draft, content: Content): Promise<Fields> {
  return store.options.sealer.seal(keyFor(draft), { [draft.name]: content as Json })
}

async function open(store: Store, draft: Draft): Promise<Content | null> {
  const { [draft.name]: content } = await store.options.sealer.open(keyFor(draft), draft.sealed ?? {}, {
    once: true,
  })
  // Another shop's key leaves it sealed.
  return content && typeof content === 'object' && 'about' in content ? (content as Content) : null
}
