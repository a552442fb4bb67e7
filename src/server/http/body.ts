/**
 * Turns a body into JSON. Names like `__proto__` are let in as the plain names they are: a set that carries one is parked by
 * itself (S2) and does not hold up the batch. Text that is no UTF-8 is refused, since nobody could say what was meant.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { VOUCH_HEADER } from '../../sync/wire-tablets.ts'
import { ApiError } from './api-error.ts'

/** The bytes of a body that is vouched for, as long as its request is at work. */
const asSent = new WeakMap<FastifyRequest, Buffer>()

/** A body as it came, where its request vouches for it. */
export function bytesOf(request: FastifyRequest): Buffer {
  return asSent.get(request) ?? Buffer.alloc(0)
}

/** JSON is the one type of body there is, sent as it is. */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      const encoding = request.headers['content-encoding']
      if (encoding !== undefined && encoding !== 'identity') throw new ApiError('notJson')
      if (VOUCH_HEADER in request.headers) asSent.set(request, body)
      return jsonFrom(body)
    },
  )
}

function jsonFrom(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new ApiError('malformed', 'The body is not JSON.')
  }
}
