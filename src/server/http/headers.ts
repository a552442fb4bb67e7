/**
 * The security headers of every answer. Only our own files run: no inline script, no inline style, no other origin.
 * The two hashes are the style elements that React Aria adds by itself; a test compares them with the installed
 * package, so that an upgrade which changes them is noticed before a tablet is.
 */
import { createHash } from 'node:crypto'
import type { FastifyHelmetOptions } from '@fastify/helmet'

/** Lets a finger pan over what can be pressed (usePress), and keeps the page still behind a dialog on iOS (usePreventScroll). */
export const REACT_ARIA_STYLES = [
  '@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}',
  '@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}',
] as const

const hashOf = (style: string) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`

/** HSTS and the upgrade to https are left to whoever terminates TLS: a shop may start on plain http://localhost. */
export const securityHeaders: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", ...REACT_ARIA_STYLES.map(hashOf)],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      workerSrc: ["'self'"],
      manifestSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  referrerPolicy: { policy: 'no-referrer' },
}
