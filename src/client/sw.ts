/**
 * The service worker: keeps the whole app on the tablet, so that it opens with no network and no server. A new version
 * is fetched completely beside the old one and then waits; it takes over only when a page asks it to (SKIP_WAITING),
 * because somebody may be in the urn. It never touches records, and never answers for /api/.
 */
import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { BUILD } from './build.ts'
import { GET_VERSION, parseToWorker, SKIP_WAITING, SW_PROTOCOL, type VersionAnswer } from './sw-messages.ts'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }
/** Static routing (https://www.w3.org/TR/service-workers/#dom-installevent-addroutes); a browser without it does without. */
type RoutedInstall = ExtendableEvent & {
  addRoutes?: (rule: {
    readonly condition: { readonly urlPattern: string }
    readonly source: 'network'
  }) => Promise<void>
}

/**
 * Requests for data pass this worker by: an exchange each few seconds would never let it fall idle, and Chromium now and
 * then replaces a worker only once it is (seen in one of eight updates on a busy machine).
 */
self.addEventListener('install', (event: RoutedInstall) => {
  const routed = event.addRoutes?.({ condition: { urlPattern: '/api/*' }, source: 'network' })
  if (routed) event.waitUntil(routed.catch(() => undefined))
})

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
/** Pages have no dot in their path: a missing file must stay missing, and data comes from the server or not at all. */
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/api\//, /\/[^/?]*\.[^/?]*$/],
  }),
)
/** The very first page is served by the network; claiming it lets it load its later parts offline too. */
clientsClaim()

self.addEventListener('message', (event) => {
  const type = parseToWorker(event.data)
  if (type === SKIP_WAITING) event.waitUntil(self.skipWaiting())
  if (type === GET_VERSION) {
    const answer: VersionAnswer = { v: SW_PROTOCOL, version: BUILD }
    event.ports[0]?.postMessage(answer)
  }
})

/** A notice leads back to the app, which shows the alarm on whatever screen it stands. */
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(toFront())
})

async function toFront(): Promise<void> {
  const [page] = await self.clients.matchAll({ type: 'window' })
  if (page) await page.focus()
  else await self.clients.openWindow('/')
}
