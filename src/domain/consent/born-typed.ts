/** A month of birth as it is typed into a form: `2013-7`, `2013年7月`, `201307` and the like all become `2013-07`. */
import { bornFrom } from './minor.ts'

const TYPED = [
  /** `2013-7`, `2013/07`, `2013年7月`; a day that was typed too is not kept. */
  /^(?<year>\d{4})-(?<month>\d{1,2})(?:-\d{1,2})?$/,
  /** `201307`. */
  /^(?<year>\d{4})(?<month>\d\d)$/,
  /** `7/2013`. */
  /^(?<month>\d{1,2})-(?<year>\d{4})$/,
]

/** A month of birth as people write it, in full-width digits too; null where it is none. */
export function bornTyped(text: string): string | null {
  const parts = text.normalize('NFKC').split(/[\s年月日./-]+/)
  const plain = parts.filter((part) => part !== '').join('-')
  const found = TYPED.map((form) => form.exec(plain)?.groups).find((groups) => groups !== undefined)
  return found ? bornFrom(`${found.year}-${found.month?.padStart(2, '0')}`) : null
}
