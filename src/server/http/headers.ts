/**
 * The security headers of every answer. Only our own files run: no inline script, no inline style, no other origin.
 * The two hashes are the style elements that React Aria adds by itself; a test compares them with the installed
 * package, so that an upgrade which changes them is noticed before a tablet is.
 */
import { createHash } from 'node:crypto'
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/** Lets a finger pan over what can be pressed (usePress), and keeps the page still behind a dialog on iOS (usePreventScroll). */
export const REACT_ARIA_STYLES = [
  '@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}',
  '@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}',
] as const

const hashOf = (style: string) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`

/** Who signs in waits for argon2id, which is WebAssembly: compiling it is allowed, `eval` is not. */
const WASM = "'wasm-unsafe-eval'"

/** What of the device a page of ours may ask for; nothing else, and no frame may ask for anything. */
const PERMISSIONS = [
  ...['camera', 'screen-wake-lock', 'bluetooth', 'autoplay', 'fullscreen'].map((name) => `${name}=(self)`),
  ...['microphone', 'geolocation', 'payment', 'usb', 'serial', 'hid', 'midi', 'display-capture'].map(
    (name) => `${name}=()`,
  ),
].join(', ')

/** Half a year, for this name alone: on another port or a name below it, other machines of the shop may speak plain http. */
const ONLY_HTTPS = `max-age=${180 * 24 * 60 * 60}`
const OWN_MACHINE = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/i

const helmetOptions: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", WASM],
      scriptSrcAttr: ["'none'"],
      styleSrc: ["'self'", ...REACT_ARIA_STYLES.map(hashOf)],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      workerSrc: ["'self'"],
      manifestSrc: ["'self'"],
      frameSrc: ["'none'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  referrerPolicy: { policy: 'no-referrer' },
}

/** Puts them on every answer. That browsers come by https alone is said only where they came by it. */
export function secureAnswers(app: FastifyInstance): void {
  app.register(helmet, helmetOptions)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', PERMISSIONS)
    if (request.protocol === 'https' && !OWN_MACHINE.test(request.hostname)) {
      reply.header('strict-transport-security', ONLY_HTTPS)
    }
  })
}
