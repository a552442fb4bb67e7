/** Runs programs, one after the other or side by side, each named with its time; the first that fails ends the run. */
import { spawn } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { ROOT } from './sources.mjs'

const onWindows = process.platform === 'win32'

/** Runs a program in the project's folder, its output shown as it comes; resolves to the exit code. */
export function run(command, args, { env = {}, timeoutMs = 0, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: quiet ? 'ignore' : 'inherit',
      shell: onWindows && /^(npm|npx)$/.test(command),
    })
    const timer = timeoutMs > 0 ? setTimeout(() => child.kill('SIGKILL'), timeoutMs) : undefined
    child.on('error', () => resolve(127))
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve(code ?? 1)
    })
  })
}

/** Runs the program of an installed package by its file, so that no shell and no npx stand between. */
export function runTool(file, args, options) {
  return run(process.execPath, [`${ROOT}node_modules/${file}`, ...args], options)
}

/** Runs one named phase; `work` resolves to an exit code. */
export async function phase(name, work) {
  console.log(`\n── ${name}`)
  const began = performance.now()
  const code = await work()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`── ${name}: ${code === 0 ? 'good' : 'failed'} after ${seconds} s`)
  return code
}

/** Runs phases at the same time, which leaves no core idle; resolves to the exit code of the first in their order that failed. */
export async function sideBySide(phases) {
  const codes = await Promise.all(phases.map(([name, work]) => phase(name, work)))
  return codes.find((code) => code !== 0) ?? 0
}
