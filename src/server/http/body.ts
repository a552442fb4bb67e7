/**
 * Turns a body into JSON. Names like `__proto__` are let in as the plain names they are: a set that carries one is parked by
 * itself (S2) and does not hold up the batch. Text that is no UTF-8 is refused, since nobody could say what was meant.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiError } from './api-error.ts'

/** JSON is the one type of body there is, sent as it is. */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      const encoding = request.headers['content-encoding']
      if (encoding !== undefined && encoding !== 'identity') throw new ApiError('notJson')
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
