/** A value that JSON can carry; `null` means "cleared" and travels, `undefined` never does (CS6). */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** The same JSON, in whatever order its names come; a name that is absent counts as cleared. */
export function isEqual(one: Json, other: Json): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value, at) => isEqual(value, other[at] ?? null))
  if (!isNamed(one) || !isNamed(other)) return one === other
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => isEqual(one[name] ?? null, other[name] ?? null))
}

function isNamed(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
