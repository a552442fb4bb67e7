/**
 * The house rules that a machine can see, as functions from one source file to the sentences it breaks. They read the
 * syntax tree, so a word in a comment or a name of one's own is no breach. The tables are house.md's, made checkable.
 */
import { dirname, posix } from 'node:path'
import { parseSync } from 'vite'
import type { SourceFile } from './sources.ts'

type Folder = 'main' | 'base' | 'sync' | 'domain' | 'db' | 'client' | 'device' | 'ui' | 'server'
type Node = { readonly type: string; readonly [key: string]: unknown }
type Import = { readonly from: string | null; readonly isType: boolean }

/** Who may import whom; `types` may be imported as types alone. */
const MAY_IMPORT: {
  readonly [F in Folder]: { readonly values: readonly Folder[]; readonly types: readonly Folder[] }
} = {
  main: { values: ['base', 'sync', 'domain', 'db', 'client', 'device', 'ui'], types: [] },
  ui: { values: ['domain', 'db', 'client', 'device', 'base'], types: [] },
  device: { values: ['base'], types: [] },
  client: { values: ['db', 'sync', 'base'], types: [] },
  db: { values: ['sync', 'base'], types: ['domain'] },
  server: { values: ['sync', 'domain', 'base'], types: [] },
  domain: { values: ['base'], types: ['sync'] },
  sync: { values: ['base'], types: [] },
  base: { values: [], types: [] },
}

/** Packages with one home each. */
const PACKAGE_HOMES: readonly { readonly name: RegExp; readonly home: RegExp; readonly words: string }[] = [
  { name: /^dexie$/, home: /^src\/db\//, words: 'Dexie only in db' },
  { name: /^dexie-react-hooks$/, home: /^src\/ui\/state\//, words: 'dexie-react-hooks only in ui/state' },
  { name: /^workbox-/, home: /^src\/client\//, words: 'workbox only in client' },
  { name: /^zustand/, home: /^src\/ui\/state\//, words: 'zustand only in ui/state' },
  { name: /^node:/, home: /^src\/server\//, words: 'node:* only in server' },
  {
    name: /^(kysely|libsql|pg|@?fastify)(\/|$)/,
    home: /^src\/server\//,
    words: 'SQL and Fastify only in server',
  },
  {
    name: /^(react|react-dom|react-aria|wouter|react-aria-components)(\/|$)/,
    home: /^src\/(ui\/|main)/,
    words: 'React only in ui',
  },
]
const PURE = /^src\/(sync|domain)\//
const HEART = /^src\/(base|sync|domain)\//
const CLOCKS = /^src\/(device\/(test-)?clock|server\/clock)\.ts$/
const UI_WORDS = /^src\/(ui\/(?!strings\/)|main\.tsx)/
const NETWORK = new Set(['fetch', 'XMLHttpRequest', 'EventSource', 'WebSocket'])
const IMPURE = new Set([
  'performance',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'requestAnimationFrame',
  'Promise',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'navigator',
  'process',
  ...NETWORK,
])
const SQL = /\b(SELECT\s.+\sFROM|INSERT INTO|CREATE TABLE|DELETE FROM)\b/
/** Migrations are numbered: `001-begin.ts`. */
const FILE_NAME = /^(?:(?:\d{3}-)?[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*\.tsx?|[A-Z][A-Za-z0-9]*\.tsx)$/
const HAN = /\p{Script=Han}/u

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

function childrenOf(node: Node): readonly { readonly key: string; readonly child: Node }[] {
  return Object.entries(node).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).filter(isNode).map((child) => ({ key, child })),
  )
}

function walk(
  node: Node,
  visit: (node: Node, parent: Node | null, key: string) => void,
  parent: Node | null = null,
  key = '',
) {
  visit(node, parent, key)
  for (const { key: name, child } of childrenOf(node)) walk(child, visit, node, name)
}

const nameOf = (node: unknown) => (isNode(node) && node.type === 'Identifier' ? String(node.name) : null)
const textOf = (node: unknown) =>
  isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : null

function folderOf(path: string): Folder | null {
  const part = path.split('/')[1] ?? ''
  if (/^main\.tsx?$/.test(part)) return 'main'
  return part in MAY_IMPORT ? (part as Folder) : null
}

function importOf(node: Node): Import | null {
  const specifiers = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : []
  const kind = node.importKind ?? node.exportKind
  const areTypes =
    specifiers.length > 0 && specifiers.every((one) => (one.importKind ?? one.exportKind) === 'type')
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return { from: textOf(node.source), isType: kind === 'type' || areTypes }
    case 'ExportNamedDeclaration':
      return node.source ? { from: textOf(node.source), isType: kind === 'type' || areTypes } : null
    case 'ImportExpression':
      return { from: textOf(node.source), isType: false }
    case 'TSImportType':
      return { from: textOf(node.source ?? node.argument), isType: true }
    default:
      return null
  }
}

function checkRelative(path: string, from: string, isType: boolean): string[] {
  const own = folderOf(path)
  const target = posix.join(dirname(path), from.replace(/\?.*$/, ''))
  const other = target.startsWith('src/') ? folderOf(target) : null
  if (!own) return [`stands in no folder that house.md names`]
  if (!other) return [`imports ${from}, which is outside the layers`]
  const ending = /\.(tsx?|css|json|svg|png|woff2)$/.test(target) ? [] : [`imports ${from} without its ending`]
  const { values, types } = MAY_IMPORT[own]
  if (own === other || values.includes(other)) return ending
  if (types.includes(other)) {
    return isType ? ending : [...ending, `${own} may import types of ${other} only (import type): ${from}`]
  }
  return [...ending, `${own} must not import ${other}: ${from}`]
}

function checkPackage(path: string, name: string): string[] {
  const strange =
    HEART.test(path) && !/^zod(\/|$)/.test(name) ? [`the heart imports no package: ${name}`] : []
  const homeless = PACKAGE_HOMES.filter((rule) => rule.name.test(name) && !rule.home.test(path))
  return [...strange, ...homeless.map((rule) => `${rule.words}: ${name}`)]
}

function checkImport(path: string, { from, isType }: Import): string[] {
  if (from === null) return ['imports by a computed name, which nobody can check']
  return from.startsWith('.') ? checkRelative(path, from, isType) : checkPackage(path, from)
}

/** Names that the file itself binds anywhere: a parameter called `process` is not the global. */
function boundNames(program: Node): Set<string> {
  const names = new Set<string>()
  const add = (pattern: unknown) => {
    if (isNode(pattern)) walk(pattern, (node) => void (nameOf(node) && names.add(String(node.name))))
  }
  walk(program, (node) => {
    if (node.type === 'VariableDeclarator' || node.type === 'TSTypeAliasDeclaration') add(node.id)
    if (/Function/.test(node.type)) {
      if (node.id) add(node.id)
      for (const param of Array.isArray(node.params) ? node.params : []) add(param)
    }
    if (/^Import(Default|Namespace)?Specifier$/.test(node.type)) add(node.local)
    if (node.type === 'CatchClause') add(node.param)
  })
  return names
}

/** Whether an identifier means a variable, and is not the name of a property, key or specifier. */
function isReference(parent: Node | null, key: string): boolean {
  if (!parent) return false
  if (parent.type === 'MemberExpression' || parent.type === 'TSQualifiedName') {
    return (key !== 'property' && key !== 'right') || parent.computed === true
  }
  if (/Property|MethodDefinition|TSMethodSignature/.test(parent.type) && key === 'key')
    return parent.computed === true
  return !/Specifier$|LabeledStatement/.test(parent.type)
}

const isMember = (node: Node, object: string, property: string) =>
  node.type === 'MemberExpression' && nameOf(node.object) === object && nameOf(node.property) === property

const isClockRead = (node: Node) =>
  isMember(node, 'Date', 'now') ||
  (node.type === 'NewExpression' &&
    nameOf(node.callee) === 'Date' &&
    (node.arguments as unknown[]).length === 0) ||
  (node.type === 'CallExpression' && nameOf(node.callee) === 'Date')

function checkPurity(path: string, node: Node): string[] {
  if (!PURE.test(path)) return []
  if (isMember(node, 'Math', 'random')) return ['draws at random; random bits come in as arguments']
  if (node.async === true || node.type === 'AwaitExpression' || node.await === true)
    return ['is async; the heart is not']
  return []
}

function checkShape(path: string, node: Node): string[] {
  if (node.type === 'ExportDefaultDeclaration') return ['has a default export']
  if (node.type === 'ExportAllDeclaration') return ['re-exports a whole file; there are no barrels']
  if (isClockRead(node) && !CLOCKS.test(path)) return ['asks the time; only the clock does, `now` comes in']
  const text = node.type === 'TemplateElement' ? (node.value as { raw?: string }).raw : textOf(node)
  if (text && SQL.test(text) && !path.startsWith('src/server/')) return ['has SQL outside server']
  return []
}

function checkWords(path: string, node: Node): string[] {
  if (!UI_WORDS.test(path)) return []
  const text =
    node.type === 'JSXText'
      ? String(node.value)
      : node.type === 'TemplateElement'
        ? (node.value as { raw?: string }).raw
        : textOf(node)
  return text && HAN.test(text) ? [`has words in a component: ${text.trim()}`] : []
}

function checkGlobals(path: string, name: string): string[] {
  if (PURE.test(path) && IMPURE.has(name))
    return [`uses ${name}; the heart has no clock, timers, I/O or promises`]
  if (NETWORK.has(name) && !path.startsWith('src/client/'))
    return [`uses ${name}; only client talks to the network`]
  return []
}

/** Every house rule that the file breaks, each as `path: sentence`. */
export function breachesOf({ path, text }: SourceFile): string[] {
  const { program, errors } = parseSync(path, text)
  const root = program as unknown as Node
  const own = boundNames(root)
  const found = errors.length > 0 ? ['cannot be parsed'] : []
  if (!FILE_NAME.test(posix.basename(path))) found.push('is named neither kebab-case.ts nor PascalCase.tsx')
  walk(root, (node, parent, key) => {
    const imported = importOf(node)
    if (imported) found.push(...checkImport(path, imported))
    found.push(...checkPurity(path, node), ...checkShape(path, node), ...checkWords(path, node))
    const name = nameOf(node)
    if (name && !own.has(name) && isReference(parent, key)) found.push(...checkGlobals(path, name))
  })
  return [...new Set(found)].map((sentence) => `${path}: ${sentence}`)
}
