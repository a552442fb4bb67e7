/** The number that a guest is served under: it comes from the record's random id, so it is the same on every tablet and says nothing. */

/** Four digits, `0417`; two guests of one day seldom share it, and are then told apart by their ids. */
export function guestNumber(id: string): string {
  let sum = 7
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 10_007
  return String(sum % 10_000).padStart(4, '0')
}
