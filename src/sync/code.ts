/**
 * A code that people read from one screen and type into another: twelve signs of Crockford's base 32, `7K3M-9QXW-2BTD`. Its
 * first sign tells its kind: a digit for one that a tablet made, a letter for one that the server printed. 59 random bits.
 */

/** Without I, L, O and U: what looks like another sign is read as that one. */
export const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DIGITS = 10
const LENGTH = 12
const GROUP = 4

export type CodeKind = 'setUp' | 'join'
export type Code = { readonly kind: CodeKind; readonly code: string }

/** Random bytes that a code is made from. */
export const CODE_BYTES = LENGTH
/** How long a code holds: somebody walks to the other tablet; somebody who set up the server looks for theirs. */
export const CODE_LASTS_MS = { join: 10 * 60_000, setUp: 24 * 60 * 60_000 } as const

/** Writes random bytes as a code, in groups. */
export function formatCode(kind: CodeKind, random: Uint8Array): string {
  const signs = [...random.subarray(0, LENGTH)].map((byte, at) => {
    if (at > 0) return SIGNS[byte % SIGNS.length]
    // The first of 10 digits, or of 22 letters: a little less than five bits.
    const [from, count] = kind === 'join' ? [0, DIGITS] : [DIGITS, SIGNS.length - DIGITS]
    return SIGNS[from + (byte % count)]
  })
  return signs.join('').replace(new RegExp(`.{${GROUP}}(?=.)`, 'g'), '$&-')
}

/** The signs that somebody typed, as they are meant: small or wide letters, whatever stands between, and O for 0; null where one is none. */
export function signsIn(text: string): string | null {
  const typed = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{P}]/gu, '')
  const signs = [...typed.replace(/O/g, '0').replace(/[IL]/g, '1')]
  return signs.every((sign) => SIGNS.includes(sign)) ? signs.join('') : null
}

/** Reads what somebody typed; null for what is no code. */
export function parseCode(text: string): Code | null {
  const code = signsIn(text)
  if (code?.length !== LENGTH) return null
  return { kind: SIGNS.indexOf(code.charAt(0)) < DIGITS ? 'join' : 'setUp', code }
}
