import { describe, expect, test } from 'vitest'
import { type Chunk, languageOf, measureFirstRoute } from './build/first-route.ts'

/** Text that gzip cannot shrink much, so that sizes in the tests mean something. */
function noise(length: number, seed: number): string {
  let state = seed
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return String.fromCharCode(33 + ((state >> 16) % 90))
  }).join('')
}

const chunk = (fileName: string, size: number, rest: Partial<Chunk> = {}): Chunk => ({
  fileName,
  code: noise(size, fileName.length * 7 + size),
  isEntry: false,
  imports: [],
  dynamicImports: [],
  moduleIds: [],
  ...rest,
})

const entry = chunk('main.js', 1_000, {
  isEntry: true,
  imports: ['vendor.js'],
  dynamicImports: ['today.js', 'studio.js', 'zh-cn.js', 'en.js'],
})
const bundle = [
  entry,
  chunk('vendor.js', 2_000),
  chunk('today.js', 3_000, { moduleIds: ['/p/src/ui/today/TodayScreen.tsx'], imports: ['kit.js'] }),
  chunk('kit.js', 500),
  chunk('studio.js', 90_000, { moduleIds: ['/p/src/ui/studio/StudioScreen.tsx'] }),
  chunk('zh-cn.js', 700, { moduleIds: ['/p/src/ui/strings/zh-cn/all.ts'] }),
  chunk('en.js', 900, { moduleIds: ['/p/src/ui/strings/en/all.ts'] }),
]

describe('the budget of the first route', () => {
  test('counts the entry, its imports, the Today screen with its imports, and the largest language', () => {
    const { parts, problems } = measureFirstRoute(bundle, 180_000)
    expect(parts.map((part) => part.fileName).sort()).toEqual([
      'en.js',
      'kit.js',
      'main.js',
      'today.js',
      'vendor.js',
    ])
    expect(problems).toEqual([])
  })

  test('above the limit it is a problem that names both numbers', () => {
    const { bytes, problems } = measureFirstRoute(bundle, 5_000)
    expect(problems).toEqual([`The first route is ${bytes} bytes gzipped; the limit is 5000.`])
  })

  test('two languages in what is always loaded are a problem', () => {
    const moduleIds = ['/p/src/ui/strings/zh-cn/all.ts', '/p/src/domain/procedure/steam-urn/text.zh-hant.ts']
    const [, ...others] = bundle
    const { problems } = measureFirstRoute([{ ...entry, moduleIds }, ...others], 180_000)
    expect(problems).toEqual(['The entry carries more than one language: zh-cn, zh-hant.'])
  })

  test.each([
    ['/p/src/ui/strings/en/all.ts', 'en'],
    ['C:\\p\\src\\ui\\strings\\zh-hant\\all.ts', 'zh-hant'],
    ['/p/src/domain/procedure/steam-urn/zh-CN.ts', 'zh-cn'],
    ['/p/src/ui/kit/Screen.tsx', null],
    ['/p/node_modules/react-aria/intl/en/all.ts', null],
  ])('%s holds %s', (id, language) => expect(languageOf(id)).toBe(language))
})
