/**
 * What the server answers instead of data: a stable code of sync/errors.ts with its status and one sentence, never a word of
 * what was sent, a path or a stack. Whatever goes wrong between the socket and a handler ends here.
 *
 *   { "error": "malformed", "message": "Set 3 of the batch has no name.", "at": 3 }
 */
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { API_ERRORS, type ApiErrorCode } from '../../sync/errors.ts'
import { StorageUnavailable } from '../storage/port.ts'

/** How long a tablet is asked to wait when the server is busy or stopping. */
export const RETRY_AFTER_S = 5
/** And whoever tried too often, where no counter knows better. */
const CALM_S = 60

const SENTENCES: { readonly [code in ApiErrorCode]: string } = {
  malformed: 'The request has another shape than this version of the wire says.',
  stranger: 'This needs the token of an enrolled tablet.',
  revoked: 'This tablet was taken out of the shop; it may only send what it has.',
  notManager: 'Only a manager of the shop may do this.',
  badCode: 'This code is not valid: mistyped, used already, or too old.',
  loopbackOnly: 'Records are exchanged over https, or on the server’s own machine.',
  notFound: 'There is nothing at this address.',
  incomplete: 'The request did not arrive in full; send it again.',
  reset: 'This server’s log does not have the head that was named; it was restored.',
  otherShop: 'This server holds another shop.',
  noShop: 'This server holds no shop yet; push one first.',
  tooLarge: 'The request carries more than one may; send fewer at once.',
  notJson: 'The body must be JSON, not encoded, with content-type application/json.',
  version: 'This server does not speak that version of the wire.',
  tooMany: 'Too many requests at once; try again.',
  internal: 'The server failed; nothing was judged. Its log says where.',
  unavailable: 'The server is busy or stopping; nothing was judged, try again.',
}

/** A refusal with a code, thrown by whatever finds the reason. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ApiErrorCode
  /** Which set of a push cannot be named. */
  readonly at: number | undefined

  constructor(code: ApiErrorCode, sentence: string = SENTENCES[code], at?: number) {
    super(sentence)
    this.code = code
    this.at = at
  }
}

/** The body of a refusal. */
export function errorBody({ code, message, at }: ApiError) {
  return { error: code, message, ...(at === undefined ? {} : { at }) }
}

/** Answers every error, also those of the framework, and every address that nothing stands at. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error)
    if (refusal.code === 'internal') request.log.error({ err: error }, 'failed')
    if (error instanceof StorageUnavailable) request.log.warn({ err: error }, 'the store is not available')
    return sendRefusal(reply, refusal)
  })
}

/** What Node would answer by itself, without a code: a wish that nobody fulfils, a tunnel, one word said twice. */
export function answerOddities(app: FastifyInstance): void {
  app.server.on('checkExpectation', ({ socket }) => answerBadSocket(new Error('expectation'), socket))
  app.server.on('connect', (_request, socket) => answerBadSocket(new Error('tunnel'), socket as Socket))
  app.addHook('onRequest', async ({ raw }) => {
    const times = (name: string) =>
      raw.rawHeaders.filter((word, at) => at % 2 === 0 && word.toLowerCase() === name).length
    // Node keeps the first; whoever stands between may have looked at the last.
    if (times('host') > 1 || times('authorization') > 1) throw new ApiError('malformed')
    if (raw.httpVersion === '1.1' && times('host') === 0) throw new ApiError('malformed')
  })
}

/** Sends a refusal, with what its status asks for. */
export function sendRefusal(reply: FastifyReply, refusal: ApiError): FastifyReply {
  if (refusal.code === 'unavailable') reply.header('retry-after', RETRY_AFTER_S)
  if (refusal.code === 'tooMany' && !reply.hasHeader('retry-after')) reply.header('retry-after', CALM_S)
  return reply.code(API_ERRORS[refusal.code]).header('cache-control', 'no-store').send(errorBody(refusal))
}

function refusalOf(error: FastifyError): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof StorageUnavailable) return new ApiError('unavailable')
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new ApiError('tooLarge')
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new ApiError('notJson')
  const { statusCode } = error
  return new ApiError(
    statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? 'malformed' : 'internal',
  )
}

/** An address that the router cannot even read, before any route is chosen. */
export function answerBadAddress(_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const refusal = new ApiError('malformed', 'The address cannot be read.')
  reply
    .code(API_ERRORS.malformed)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(errorBody(refusal)))
}

/** What is no HTTP, or stopped arriving: there is no request to answer, only a socket. */
export function answerBadSocket(error: Error & { readonly code?: string }, socket: Socket): void {
  // An answer that is under way would be garbled by a second one (Node keeps it here while it lasts).
  const { _httpMessage: answer } = socket as Socket & {
    _httpMessage?: { readonly headersSent?: boolean } | null
  }
  if (error.code !== 'ECONNRESET' && socket.writable && answer?.headersSent !== true) {
    const isLate = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
    const refusal = new ApiError(isLate ? 'incomplete' : 'malformed')
    const status = API_ERRORS[refusal.code]
    const body = JSON.stringify(errorBody(refusal))
    socket.write(
      [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        'connection: close',
        'cache-control: no-store',
        'content-type: application/json; charset=utf-8',
        `content-length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n'),
    )
  }
  socket.destroy()
}
