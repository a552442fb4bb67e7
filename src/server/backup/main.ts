/** Composition root of `npm run backup`, `npm run restore`, `npm run setup-code` and `npm run take-in`: arguments, settings, clock. */
import { serverClock } from '../clock.ts'
import { parseSettings } from '../settings.ts'
import { runTool } from './run.ts'

const settings = parseSettings(process.env)
const said = { say: (line: string) => console.log(line), complain: (line: string) => console.error(line) }
if ('problem' in settings) {
  said.complain(settings.problem)
  process.exitCode = 1
} else {
  process.exitCode = await runTool(process.argv.slice(2), settings, serverClock(process.env).now(), said)
}
