/**
 * What a server answers instead of data, and what it means for a tablet: `{ "error": "reset", "message": "…" }`. The
 * codes are stable, the message is for a technician reading a log; a tablet puts the code into its user's words. None of
 * them ever makes a tablet forget a change set (C3).
 */

/** Code → HTTP status. */
export const API_ERRORS = {
  /** The body, a query or a header has another shape than this version of the wire says. */
  malformed: 400,
  /** No token, or none that this server knows; the same whether there is a shop or not (SEC9). */
  stranger: 401,
  /** The tablet was taken out of the shop: it may send, and gets nothing more (SEC10). */
  revoked: 403,
  /** Only a manager may. */
  notManager: 403,
  /** A code that was mistyped, used, or is too old; which of them is not told (SEC11). */
  badCode: 403,
  /** Without TLS data is exchanged on the machine itself only. */
  loopbackOnly: 403,
  notFound: 404,
  /** The request stopped arriving halfway. */
  incomplete: 408,
  /** The cursor, or the last head the tablet saw, is not in this server's log: it was restored (S3, S4). */
  reset: 409,
  /** This server holds another shop. */
  otherShop: 409,
  /** This server holds no shop yet. */
  noShop: 409,
  /** More than one request may carry; send fewer sets. */
  tooLarge: 413,
  notJson: 415,
  /** The wire's version is not spoken here. Pull only, and update the app. */
  version: 426,
  tooMany: 429,
  internal: 500,
  /** Busy or stopping; nothing was judged, try again. */
  unavailable: 503,
} as const
export type ApiErrorCode = keyof typeof API_ERRORS

/** What keeps a tablet from exchanging, as it is shown and acted upon. */
export type Trouble =
  /** Nobody answers: no wifi, the server is off. Normal; the loop tries again. */
  | 'unreachable'
  /** Something answered that is not our server: a captive portal, a proxy. */
  | 'notOurServer'
  /** The server has a fault of its own or is busy. */
  | 'serverFault'
  /** The server holds another shop than this tablet. */
  | 'otherShop'
  /** The server holds nothing, though this tablet's shop was on it: its data was lost, or it looks into another folder. */
  | 'serverEmpty'
  /** The tablet's shop was begun but not finished, so it can neither be given nor joined. */
  | 'halfMade'
  | 'loopbackOnly'
  /** The server does not know this tablet: it was never joined, or the server has lost that it was. */
  | 'notJoined'
  /** The tablet was taken out of the shop. */
  | 'revoked'
  /** The app is too old for the server, or the server for the app. */
  | 'version'
  /** The server refused a request as malformed; a fault of ours. */
  | 'refused'
  /** The tablet's own store refused: full, blocked. */
  | 'store'

/** Reads a refused answer; anything that does not carry one of our codes did not come from our server. */
export function troubleOf(status: number, code: string | null): Trouble {
  if (code === null || !Object.hasOwn(API_ERRORS, code)) return status >= 500 ? 'serverFault' : 'notOurServer'
  switch (code as ApiErrorCode) {
    case 'otherShop':
    case 'loopbackOnly':
    case 'version':
    case 'revoked':
      return code as 'otherShop' | 'loopbackOnly' | 'version' | 'revoked'
    case 'stranger':
      return 'notJoined'
    case 'incomplete':
      return 'unreachable'
    case 'internal':
    case 'unavailable':
    case 'tooMany':
      return 'serverFault'
    default:
      return 'refused'
  }
}
