/**
 * What ties an act to its words and its signature (SEC16): two texts, whose SHA-256 the act holds. The heart computes no hashes, so
 * whoever checks hashes these and compares. As JSON, so that no part can be moved into the next; what is absent counts as empty.
 */
import type { ConsentAct, Purpose } from './consent.ts'
import { shownWords, textToHash, type WordingText } from './wording.ts'

/** Whose act it is, and to what it says yes or no. */
export type Whose = { readonly guestId: string; readonly purpose: Purpose }

/** What `proof` is the hash of. */
export function proofText({ guestId, purpose }: Whose, act: Omit<ConsentAct, 'proof'>): string {
  return JSON.stringify([
    guestId,
    purpose,
    act.given,
    act.at,
    act.by,
    act.version,
    act.language,
    act.shop,
    act.textHash,
    act.how,
    act.signature ?? '',
    act.paper ?? '',
    act.guardian ?? '',
  ])
}

/** What was shown, as it is hashed; `text` is that of the act's version and language. */
export function textOfAct(purpose: Purpose, act: ConsentAct, text: WordingText): string {
  const { version, language, shop } = act
  const shown = { purpose, version, language, shop, forChild: act.guardian !== undefined }
  return textToHash(shown, shownWords(shown, text))
}

/** `unknownText`: decided by a newer version's text, which cannot be compared here. */
export type Verified = 'intact' | 'changed' | 'unknownText'

/** Compares an act with the hashes of its two texts; `ofText` is null where the version's text is not known. */
export function verified(
  act: ConsentAct,
  hashes: { readonly ofText: string | null; readonly ofProof: string },
): Verified {
  if (hashes.ofProof !== act.proof) return 'changed'
  if (hashes.ofText === null) return 'unknownText'
  return hashes.ofText === act.textHash ? 'intact' : 'changed'
}
