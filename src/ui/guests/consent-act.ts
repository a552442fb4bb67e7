/** Makes and checks the acts of a consent: the heart says what is hashed, the tablet hashes it. */
import { sha256 } from '../../device/sha-256.ts'
import type { ConsentAct } from '../../domain/consent/consent.ts'
import { proofText, textOfAct, type Verified, verified, type Whose } from '../../domain/consent/proof.ts'
import { type ShownWords, textToHash } from '../../domain/consent/wording.ts'
import { wordingText } from './wording-texts.ts'

/** The act over exactly these words, which are the ones that were shown. */
export async function hashedAct(
  whose: Whose,
  decided: Omit<ConsentAct, 'textHash' | 'proof'>,
  words: ShownWords,
): Promise<ConsentAct> {
  const { version, language, shop } = decided
  const shown = { purpose: whose.purpose, version, language, shop, forChild: decided.guardian !== undefined }
  const act = { ...decided, textHash: await sha256(textToHash(shown, words)) }
  return { ...act, proof: await sha256(proofText(whose, act)) }
}

/** Whether an act still stands as it was made. */
export async function verifyAct(whose: Whose, act: ConsentAct): Promise<Verified> {
  const text = await wordingText(act.version, act.language)
  return verified(act, {
    ofText: text && (await sha256(textOfAct(whose.purpose, act, text))),
    ofProof: await sha256(proofText(whose, act)),
  })
}
