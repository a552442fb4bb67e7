/**
 * `npm run backup [-- file]`, `npm run restore -- file [--replace]`, `npm run setup-code` and `npm run take-in -- file`, as
 * functions from arguments to an exit code: on DATA_DIR or DATABASE_URL, as the server itself. Every failure is one sentence
 * that says what to do.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openDataDir } from '../data-dir.ts'
import { drawSetUpCode } from '../set-up-code.ts'
import type { Problem } from '../settings.ts'
import { erasedList } from '../storage/erased-list.ts'
import { databaseMissing, openTwin, reasonOf, type StoreSettings } from '../storage/open.ts'
import { tabletStore } from '../storage/tablets.ts'
import { reading, type Twin, writing } from '../storage/twin.ts'
import { type BackedUp, type Checked, type Counts, NotABackup, readBackup } from './format.ts'
import { restoreBackup } from './restore-backup.ts'
import { takeInFile } from './take-in.ts'
import { writeBackup } from './write-backup.ts'

export type Said = { readonly say: (line: string) => void; readonly complain: (sentence: string) => void }

/** Rows of a large table are told about in steps of so many. */
const TELL_EVERY = 10_000
const USAGE = {
  backup: 'Usage: npm run backup [-- file]',
  restore: 'Usage: npm run restore -- file [--replace]',
  setUpCode: 'Usage: npm run setup-code',
  takeIn: 'Usage: npm run take-in -- file',
}
/** The answer is null when it was done, else why not. */
type Tool = (
  args: readonly string[],
  settings: StoreSettings,
  now: number,
  said: Said,
) => Promise<string | null>
const TOOLS: ReadonlyMap<string, Tool> = new Map([
  ['backup', backup],
  ['restore', restore],
  ['setup-code', setUpCode],
  ['take-in', takeIn],
])
const NAMES: { readonly [T in BackedUp]: string } = {
  log: 'change sets',
  log_keys: 'links from change sets to records',
  records: 'records',
  devices: 'tablets',
  tablets: 'enrolments',
  admin_log: 'administrative acts',
  clamped: 'corrected clocks',
  parked_creates: 'parked beginnings',
  vouches: 'keys to vouch by',
}

/** Runs one of them; 0 when it was done. */
export async function runTool(
  args: readonly string[],
  settings: StoreSettings,
  now: number,
  said: Said,
): Promise<number> {
  const [name = '', ...rest] = args
  const tool = TOOLS.get(name)
  const sentence = tool ? await tool(rest, settings, now, said) : Object.values(USAGE).join('\n')
  if (sentence !== null) said.complain(sentence)
  return sentence === null ? 0 : 1
}

async function backup(
  args: readonly string[],
  settings: StoreSettings,
  now: number,
  { say }: Said,
): Promise<string | null> {
  const [file = null, ...more] = args
  if (more.length > 0 || file?.startsWith('-')) return USAGE.backup
  const missing = databaseMissing(settings)
  if (missing !== null) return missing
  return withTwin(settings, `The backup could not be written`, async (twin) => {
    const to = { file, folder: join(settings.dataDir, 'backups') }
    const written = await writeBackup(twin, to, now, (table, done, of) => {
      if (done === of || done % TELL_EVERY === 0) say(`  ${done} of ${of} ${NAMES[table]}`)
    })
    if ('problem' in written) return written
    const { held, counts, bytes } = written
    say(`Backed up shop ${held.shop}: ${summary(counts)}, ${Math.ceil(bytes / 1024)} kB.`)
    say(written.file)
    return null
  })
}

async function restore(
  args: readonly string[],
  settings: StoreSettings,
  now: number,
  { say }: Said,
): Promise<string | null> {
  const replace = args.includes('--replace')
  const [file, ...more] = args.filter((arg) => arg !== '--replace')
  if (file === undefined || more.length > 0 || file.startsWith('-')) return USAGE.restore
  if (!existsSync(file)) return `There is no file ${resolve(file)}.`
  const checked = await check(file)
  if ('problem' in checked) return checked.problem
  const { beginning, counts } = checked
  say(`Checked ${file}: shop ${beginning.shop} as of ${beginning.madeAt}, ${summary(counts)}.`)
  const folder = await openDataDir(settings.dataDir)
  if ('problem' in folder) return folder.problem
  return withTwin(settings, 'Nothing was restored', async (twin) => {
    const of = { replace, now, erased: erasedList(folder.path) }
    const restored = await restoreBackup(twin, file, of, (table, done) => {
      if (done === counts[table] || done % TELL_EVERY === 0)
        say(`  ${done} of ${counts[table]} ${NAMES[table]}`)
    })
    if ('problem' in restored) return restored
    say(`Restored shop ${beginning.shop}: ${summary(restored.counts)}.`)
    say('Its tablets will notice by themselves, give what is missing here, and fetch everything anew.')
    if (restored.areTabletsOld)
      say(
        'Who may exchange is as it was when the backup was made. Look through the list of tablets, and take out again whatever was lost or taken out since.',
      )
    return null
  })
}

/** For a server whose tablets are all lost: one more can claim it. */
async function setUpCode(
  args: readonly string[],
  settings: StoreSettings,
  now: number,
  { say }: Said,
): Promise<string | null> {
  if (args.length > 0) return USAGE.setUpCode
  const missing = databaseMissing(settings)
  if (missing !== null) return missing
  return withTwin(settings, 'No code was made', async (twin) => {
    const tablets = tabletStore({ read: (work) => reading(twin, work), write: (work) => writing(twin, work) })
    say(await drawSetUpCode(tablets, now))
    say(
      'Type it on the tablet that is to be connected. Good once, for a day; codes made before are no longer good.',
    )
    return null
  })
}

/** What a tablet has saved because it could not send it. */
async function takeIn(
  args: readonly string[],
  settings: StoreSettings,
  now: number,
  { say }: Said,
): Promise<string | null> {
  const [file, ...more] = args
  if (file === undefined || more.length > 0) return USAGE.takeIn
  const missing = databaseMissing(settings)
  if (missing !== null) return missing
  const taken = await takeInFile(file, settings, now)
  if ('problem' in taken) return taken.problem
  say(taken.done)
  return null
}

async function check(file: string): Promise<Checked | Problem> {
  try {
    return await readBackup(file, () => {})
  } catch (error) {
    return { problem: sentenceOf(`${resolve(file)} cannot be restored`, error, resolve(file)) }
  }
}

async function withTwin(
  settings: StoreSettings,
  failure: string,
  work: (twin: Twin) => Promise<Problem | null>,
): Promise<string | null> {
  const twin = await openTwin(settings, 0)
  if ('problem' in twin) return twin.problem
  try {
    return (await work(twin))?.problem ?? null
  } catch (error) {
    return sentenceOf(failure, error, 'The file')
  } finally {
    await twin.close()
  }
}

function sentenceOf(failure: string, error: unknown, file: string): string {
  if (error instanceof NotABackup) return `${file} ${error.message}. Nothing was changed.`
  return `${failure}: ${reasonOf(error)}.`
}

function summary({ log, records, devices }: Counts): string {
  return `${log} change sets of ${devices} tablets, ${records} records`
}
