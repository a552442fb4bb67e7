/** How old a tablet's knowledge of the other rooms is: what it says of their urns, it says as of then (C9). */

/** A poke comes within a second and a poll within a minute; without either for so long, something may have happened. */
export const STALE_AFTER_MS = 90_000

/** Since when nothing was heard from the shop's server; null while it is fresh, or where no server shares the shop. */
export function staleSince(
  of: { readonly shop: string | null; readonly lastContactAt: number | null },
  now: number,
): { readonly at: number; readonly minutes: number } | null {
  const { shop, lastContactAt: at } = of
  if (shop === null || at === null || now - at <= STALE_AFTER_MS) return null
  return { at, minutes: Math.floor((now - at) / 60_000) }
}
