/**
 * Keeps one PostgreSQL for a test run, in a process of its own: when its standard input ends, because the tests are done or
 * were killed, it stops the server and removes the folder. PostgreSQL refuses to run as root, so root lends it another user.
 */
import { spawn } from 'node:child_process'
import { chownSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const { bin, folder, port, user } = JSON.parse(process.argv[2])
const data = join(folder, 'data')

function run(program, args) {
  const child = spawn(join(bin, program), args, {
    ...(user ?? {}),
    cwd: folder,
    env: { ...process.env, HOME: folder, LC_ALL: 'C', PGTZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      said = (said + bytes).slice(-20_000)
      if (/ready to accept connections/.test(said)) tell({ ready: true })
    })
  }
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) => resolve(code === 0 ? null : `${program} ended with ${code}:\n${said}`))
  })
  return { child, ended }
}

let isTold = false
function tell(answer) {
  if (isTold) return
  isTold = true
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}

async function keep() {
  if (user) chownSync(folder, user.uid, user.gid)
  const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']
  const wrong = await run('initdb', init).ended
  if (wrong !== null) return wrong
  // Without fsync the tests take half as long; that it keeps what it committed is PostgreSQL's own promise, not ours to test.
  const settings = [
    ...['listen_addresses=127.0.0.1', 'max_connections=60', 'fsync=off'],
    `unix_socket_directories=${folder}`,
  ]
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
  const { child, ended } = run('postgres', args)
  process.stdin.resume().on('end', () => child.kill('SIGINT'))
  return ended
}

process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.stdout.on('error', () => {})
const problem = await keep()
rmSync(folder, { recursive: true, force: true })
tell({ problem: problem ?? 'PostgreSQL ended by itself.' })
process.exit(problem === null ? 0 : 1)
