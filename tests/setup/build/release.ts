/**
 * Puts the build's version where it can be read without running the app: in version.json (the server and
 * `npm start` look there) and in a meta element of index.html (a person looks there).
 */
import type { Plugin } from 'vite'

/** Writes version.json and the version's meta element. */
export function release(version: string): Plugin {
  return {
    name: 'steamkeeper-release',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { name: 'version', content: version }, injectTo: 'head' },
    ],
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'version.json', source: `${JSON.stringify({ version })}\n` })
    },
  }
}
