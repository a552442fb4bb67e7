/** A PIN of six digits, as a person may choose one: what anybody would try first is refused. */

export const PIN_LENGTH = 6
/** Of everybody in the sample shop, so that it can be tried; said wherever it is asked for. */
export const SAMPLE_PIN = '246810'

/** `111111`, `123456`, `654321`, `112233`, `121212`, `123123`, `246810`: the first that a stranger would try. */
export function isWeakPin(pin: string): boolean {
  const digits = [...pin].map(Number)
  const steps = digits.slice(1).map((digit, at) => (digit - (digits[at] ?? 0) + 10) % 10)
  const isEven = steps.every((step) => step === steps[0])
  const isRepeated = [2, 3].some((part) => pin.slice(0, part).repeat(PIN_LENGTH / part) === pin)
  const isDoubled = /^(\d)\1(\d)\2(\d)\3$/.test(pin)
  return isEven || isRepeated || isDoubled || pin === SAMPLE_PIN
}
