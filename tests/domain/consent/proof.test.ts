import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ConsentAct, PURPOSES } from '../../../src/domain/consent/consent.ts'
import { proofText, verified, type Whose } from '../../../src/domain/consent/proof.ts'
import { LANGUAGES } from '../../../src/domain/language.ts'
import { actOf, sha256, textOf } from './sample-acts.ts'

function check(whose: Whose, act: ConsentAct) {
  const text = textOf(whose.purpose, act)
  return verified(act, {
    ofText: text === null ? null : sha256(text),
    ofProof: sha256(proofText(whose, act)),
  })
}

test('[SEC16] an act is verified in every language, after the shop has another name too', () => {
  for (const purpose of PURPOSES)
    for (const language of LANGUAGES) {
      expect(check({ guestId: 'g1', purpose }, actOf(purpose, { language, shop: 'A $& shop' }))).toBe(
        'intact',
      )
    }
  const guardians = actOf('record', { guardian: '王芳' })
  expect(check({ guestId: 'g1', purpose: 'record' }, guardians)).toBe('intact')
  expect(guardians.textHash).not.toBe(actOf('record').textHash)
})

test('[SEC16] any other signature, words, guest or purpose is noticed', () => {
  const act = actOf('readings')
  const whose = { guestId: 'g1', purpose: 'readings' } as const
  const changes: fc.Arbitrary<Partial<ConsentAct>> = fc.oneof(
    fc.record({ signature: fc.string() }),
    fc.record({ given: fc.constant(false) }),
    fc.record({ at: fc.integer() }),
    fc.record({ by: fc.string() as fc.Arbitrary<never> }),
    fc.record({ language: fc.constantFrom('en' as const, 'zh-Hant' as const) }),
    fc.record({ shop: fc.string() }),
    fc.record({ guardian: fc.string({ minLength: 1 }) }),
    fc.record({ paper: fc.string({ minLength: 1 }) }),
    fc.record({ textHash: fc.string() }),
  )
  fc.assert(
    fc.property(changes, (change) => {
      fc.pre(JSON.stringify({ ...act, ...change }) !== JSON.stringify(act))
      expect(check(whose, { ...act, ...change })).toBe('changed')
    }),
  )
  expect(check({ ...whose, guestId: 'g2' }, act)).toBe('changed')
  expect(check({ ...whose, purpose: 'record' }, act)).toBe('changed')
})

test('[SEC16] other words are noticed though the proof over them holds', () => {
  const bare = { ...actOf('readings'), textHash: sha256('something else') }
  const act = { ...bare, proof: sha256(proofText({ guestId: 'g1', purpose: 'readings' }, bare)) }
  expect(check({ guestId: 'g1', purpose: 'readings' }, act)).toBe('changed')
})

test('[M7] a text of a newer version is said to be unknown, not to be forged', () => {
  const bare = { ...actOf('record'), version: 999 }
  const act = { ...bare, proof: sha256(proofText({ guestId: 'g1', purpose: 'record' }, bare)) }
  expect(check({ guestId: 'g1', purpose: 'record' }, act)).toBe('unknownText')
})
