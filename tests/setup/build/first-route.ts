/**
 * The budget of the first route: what a tablet must load before it shows today. That is the entry with its static
 * imports, the Today screen if it is loaded lazily, and the strings of one language (the largest is counted).
 * The build prints the sum, gzipped, and fails above the limit, or when the entry carries two languages.
 */
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

/** What is needed to know of a chunk; Rolldown's output chunks have this shape. */
export type Chunk = {
  readonly fileName: string
  readonly code: string
  readonly isEntry: boolean
  readonly imports: readonly string[]
  readonly dynamicImports: readonly string[]
  readonly moduleIds: readonly string[]
}
export type FirstRoute = {
  readonly bytes: number
  readonly parts: readonly { readonly fileName: string; readonly bytes: number }[]
  readonly problems: readonly string[]
}

/** `strings/zh-cn/…`, `zh-hant.ts`, `text.en.ts`: any file of ours that is named after one language. */
const LANGUAGE = /\/src\/.*[/.-](zh-cn|zh-hant|en)(?:\.tsx?$|\/)/i
const TODAY = /\/src\/ui\/today\/TodayScreen\.tsx$/

/** The language whose strings a module holds, or null. */
export function languageOf(moduleId: string): string | null {
  return LANGUAGE.exec(moduleId.replaceAll('\\', '/'))?.[1]?.toLowerCase() ?? null
}

function closureOf(roots: readonly string[], chunks: ReadonlyMap<string, Chunk>): Set<string> {
  const seen = new Set<string>()
  const open = [...roots]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const chunk = chunks.get(name)
    if (!chunk || seen.has(name)) continue
    seen.add(name)
    open.push(...chunk.imports)
  }
  return seen
}

const languagesOf = (chunk: Chunk | undefined) =>
  new Set((chunk?.moduleIds ?? []).map(languageOf).filter((language) => language !== null))

/** Measures the first route of a bundle against the limit (bytes, gzipped). */
export function measureFirstRoute(all: readonly Chunk[], limit: number): FirstRoute {
  const chunks = new Map(all.map((chunk) => [chunk.fileName, chunk]))
  const gzipped = (name: string) => gzipSync(chunks.get(name)?.code ?? '').length
  const entry = closureOf(
    all.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName),
    chunks,
  )
  const lazy = (names: Iterable<string>) =>
    [...names].flatMap((name) => chunks.get(name)?.dynamicImports ?? [])
  const today = lazy(entry).filter((name) => chunks.get(name)?.moduleIds.some((id) => TODAY.test(id)))
  const always = closureOf([...entry, ...today], chunks)

  const byLanguage = new Map<string, Set<string>>()
  for (const name of lazy(always)) {
    for (const language of languagesOf(chunks.get(name))) {
      byLanguage.set(language, (byLanguage.get(language) ?? new Set()).add(name))
    }
  }
  const sum = (names: Iterable<string>) => [...names].reduce((total, name) => total + gzipped(name), 0)
  const sets = [...byLanguage.values()].map((names) => closureOf([...names], chunks))
  const strings = sets.sort((a, b) => sum(b) - sum(a))[0] ?? new Set<string>()
  const names = [...new Set([...always, ...strings])]
  const bytes = sum(names)

  const carried = new Set([...always].flatMap((name) => [...languagesOf(chunks.get(name))]))
  const problems = [
    ...(bytes > limit ? [`The first route is ${bytes} bytes gzipped; the limit is ${limit}.`] : []),
    ...(carried.size > 1 ? [`The entry carries more than one language: ${[...carried].join(', ')}.`] : []),
  ]
  return { bytes, parts: names.map((fileName) => ({ fileName, bytes: gzipped(fileName) })), problems }
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`

/** Prints the first route's size after the build, and fails the build above the limit. */
export function firstRouteBudget(limit: number): Plugin {
  return {
    name: 'steamkeeper-first-route',
    apply: 'build',
    writeBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((item) => item.type === 'chunk')
      const { bytes, parts, problems } = measureFirstRoute(chunks, limit)
      for (const part of parts) console.log(`  ${kB(part.bytes).padStart(9)}  ${part.fileName}`)
      console.log(`First route: ${kB(bytes)} of JavaScript gzipped (limit ${kB(limit)}), one language.`)
      if (problems.length > 0) this.error(problems.join('\n'))
    },
  }
}
