/** Acts as a screen makes them, hashed by Node. */
import { createHash } from 'node:crypto'
import type { ConsentAct, Purpose } from '../../../src/domain/consent/consent.ts'
import { proofText, textOfAct } from '../../../src/domain/consent/proof.ts'
import type { WordingText } from '../../../src/domain/consent/wording.ts'
import { text as en1 } from '../../../src/domain/consent/wording-1/text-en.ts'
import { text as zhCn1 } from '../../../src/domain/consent/wording-1/text-zh-cn.ts'
import { text as zhHant1 } from '../../../src/domain/consent/wording-1/text-zh-hant.ts'
import type { StaffId } from '../../../src/domain/ids.ts'
import type { Language } from '../../../src/domain/language.ts'

export const TEXTS: { readonly [version: number]: { readonly [L in Language]: WordingText } } = {
  1: { 'zh-CN': zhCn1, 'zh-Hant': zhHant1, en: en1 },
}

/** What was shown, for a version that there is. */
export function textOf(purpose: Purpose, act: ConsentAct): string | null {
  const text = TEXTS[act.version]?.[act.language]
  return text ? textOfAct(purpose, act, text) : null
}

export const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

export function actOf(purpose: Purpose, more: Partial<ConsentAct> = {}, guestId = 'g1'): ConsentAct {
  const bare: Omit<ConsentAct, 'proof' | 'textHash'> = {
    given: true,
    at: 1_763_791_200_123,
    by: 'u2' as StaffId,
    version: 1,
    language: 'zh-CN',
    shop: '瓮养 · 南门店',
    how: 'signed',
    signature: '600 240;M12 34L60 90',
    ...more,
  }
  const textHash = sha256(textOf(purpose, { ...bare, textHash: '', proof: '' }) ?? '')
  return { ...bare, textHash, proof: sha256(proofText({ guestId, purpose }, { ...bare, textHash })) }
}
