/** Everything that a page complains about in its console; a test with a complaint fails. */
import type { BrowserContext, ConsoleMessage, Page } from '@playwright/test'

export type Complaints = {
  readonly list: () => readonly string[]
  /** Lets a complaint pass that the test provokes on purpose. */
  allow(pattern: RegExp): void
  watch(context: BrowserContext): void
}

/** A request that fails because the server was killed is what the test wanted. */
const NETWORK = /net::ERR_|Failed to fetch|fetching the script|NetworkError/

/** Collects console errors, page errors and unhandled rejections of every page of a context. */
export function collectComplaints(isServerUp: () => boolean): Complaints {
  const found: string[] = []
  const allowed: RegExp[] = []
  const isExpected = (text: string) => NETWORK.test(text) && !isServerUp()
  const add = (text: string) => {
    if (!isExpected(text)) found.push(text)
  }
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() !== 'error') return
    add(`${message.text()} (${message.location().url})`)
  }
  const watchPage = (page: Page) => {
    page.on('console', onConsole)
    page.on('pageerror', (error) => add(`${error.message}\n${error.stack ?? ''}`))
    page.on('crash', () => add('the page crashed'))
  }
  return {
    list: () => found.filter((text) => !allowed.some((pattern) => pattern.test(text))),
    allow: (pattern) => void allowed.push(pattern),
    watch: (context) => {
      context.pages().forEach(watchPage)
      context.on('page', watchPage)
    },
  }
}
