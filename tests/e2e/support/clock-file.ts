/** The one clock of a test: a file that the server reads itself and the page reads through a binding. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestClockReading } from '../../../src/device/test-clock.ts'

export type ClockFile = {
  readonly path: string
  /** What the clock shows now. */
  now(): number
  /** Sets it to an instant: ms, or a text such as `2026-07-10T10:00:00+08:00`. */
  set(at: number | string): Promise<void>
  /** Lets that many minutes pass at once. */
  advance(minutes: number): Promise<void>
  /** From now on it runs so many times as fast as real time. */
  rate(times: number): Promise<void>
  read(): TestClockReading
  /** Called after each change, e.g. to tell open pages. */
  onChange(listener: () => Promise<void>): void
}

const MINUTE_MS = 60_000

/** Makes the clock file in a folder, showing the given instant. */
export function createClockFile(folder: string, startsAt: string): ClockFile {
  const path = join(folder, 'clock.json')
  const listeners: (() => Promise<void>)[] = []
  const read = () => JSON.parse(readFileSync(path, 'utf8')) as TestClockReading
  const now = () => {
    const shown = read()
    return shown.now + (Date.now() - shown.realAt) * shown.rate
  }
  const write = (reading: TestClockReading) => {
    writeFileSync(`${path}.new`, JSON.stringify(reading))
    renameSync(`${path}.new`, path)
  }
  const change = async (at: number, rate: number) => {
    write({ realAt: Date.now(), now: at, rate })
    for (const listener of listeners) await listener()
  }
  write({ realAt: Date.now(), now: Date.parse(startsAt), rate: 1 })
  return {
    path,
    now,
    read,
    set: (at) => change(typeof at === 'string' ? Date.parse(at) : at, read().rate),
    advance: (minutes) => change(now() + minutes * MINUTE_MS, read().rate),
    rate: (times) => change(now(), times),
    onChange: (listener) => void listeners.push(listener),
  }
}
