/** Acts as a screen makes them, hashed by Node. */
import { createHash } from 'node:crypto'
import type { ConsentAct, Purpose } from '../../../src/domain/consent/consent.ts'
import { proofText, textOfAct } from '../../../src/domain/consent/proof.ts'
import type { StaffId } from '../../../src/domain/ids.ts'

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
  const textHash = sha256(textOfAct(purpose, { ...bare, textHash: '', proof: '' }) ?? '')
  return { ...bare, textHash, proof: sha256(proofText({ guestId, purpose }, { ...bare, textHash })) }
}
