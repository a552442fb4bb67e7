import { describe, expect, test } from 'vitest'
import { CODE_BYTES, formatCode, parseCode } from '../../src/sync/code.ts'

const bytes = (seed: number) => Uint8Array.from({ length: CODE_BYTES }, (_, at) => (seed * 31 + at * 7) % 256)

describe('a code', () => {
  test('[SEC11] is read again as it was written, and tells which kind it is', () => {
    for (const kind of ['setUp', 'join'] as const)
      for (let seed = 0; seed < 300; seed += 1) {
        const written = formatCode(kind, bytes(seed))
        expect(written).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
        expect(parseCode(written)).toEqual({ kind, code: written.replaceAll('-', '') })
      }
  })

  test('is read however people type it', () => {
    const meant = { kind: 'join', code: '7K3M9QXW2B01' }
    for (const typed of [
      '7k3m-9qxw-2b01',
      ' 7K3M 9QXW 2BO1 ',
      '7K3M9QXW2BOl',
      '7k3m–9qxw–2boi',
      '７Ｋ３Ｍ－９ｑｘｗ　２Ｂ０１',
    ])
      expect(parseCode(typed)).toEqual(meant)
  })

  test.each(['', '7K3M-9QXW', '7K3M-9QXW-2BTD-1', '7K3M-9QXW-2BTU', '七K3M-9QXW-2BTD', '../../etc/pass'])(
    '“%s” is none',
    (typed) => expect(parseCode(typed)).toBeNull(),
  )
})
