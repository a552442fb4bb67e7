/** What somebody changed in a form: a form opened earlier must not undo what another screen has written since. */

/** The stored values, with those of the draft that differ from what the form was opened with. */
export function changedOnly<T extends object>(draft: T, opened: T, stored: T): T {
  const isSame = (name: keyof T) => JSON.stringify(draft[name]) === JSON.stringify(opened[name])
  const names = Object.keys(draft) as (keyof T)[]
  const kept = Object.fromEntries(names.map((name) => [name, (isSame(name) ? stored : draft)[name]]))
  return { ...draft, ...kept }
}
