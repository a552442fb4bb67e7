/**
 * The app's files. Names with a hash never change and are kept for ever; everything else is asked for again each time,
 * so that a new version is found. A file that is missing is a 404 and never index.html: a script that turns out to be
 * HTML breaks an old tab in a way nobody can read. Only a page of the app itself (no dot, wants HTML) gets index.html.
 */
import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiError, sendRefusal } from './api-error.ts'

const FOR_EVER = 'public, max-age=31536000, immutable'
const ASK_AGAIN = 'no-cache'

/** Whether a request asks for a page of the app rather than for a file or for data. */
export function isPage(request: Pick<FastifyRequest, 'method' | 'url' | 'headers'>): boolean {
  const path = request.url.split('?', 1)[0] ?? ''
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  const wantsHtml = (request.headers.accept ?? '').includes('text/html')
  return isRead && wantsHtml && !path.includes('.') && !/^\/(api|assets)(\/|$)/.test(path)
}

/** Serves the built app from `webDir`. Without a build every page says so. */
export function serveWeb(app: FastifyInstance, webDir: string): void {
  app.register(fastifyStatic, {
    root: webDir,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders: (answer, path) => {
      answer.header('cache-control', path.startsWith(join(webDir, 'assets') + sep) ? FOR_EVER : ASK_AGAIN)
    },
  })
  app.setNotFoundHandler((request, reply) => {
    if (isPage(request) && existsSync(join(webDir, 'index.html'))) return reply.sendFile('index.html')
    return sendRefusal(reply, new ApiError('notFound'))
  })
}
