import { describe, expect, test, vi } from 'vitest'
import { addCounts, COUNTED, noCounts } from './counts.ts'
import { type SimOptions, type SimResult, simulate } from './run.ts'

vi.setConfig({ testTimeout: 3_600_000 })

/** `npm run sim -- --seeds 500 --from 1` says how many, and which; without it a fixed base and one that changes with the day. */
const asked = { seeds: Number(process.env.SIM_SEEDS ?? 0), from: Number(process.env.SIM_FROM ?? 1) }
const FIXED = { seeds: 80, from: 1 }
const OF_THE_DAY = { seeds: 40, from: Math.floor(Date.now() / 86_400_000) * 1_000 }
const BATCHES = asked.seeds > 0 ? [asked] : [FIXED, OF_THE_DAY]
/** Batches are cut below what the server takes, so that one is halved only where the limits of both sides differ. */
const NEED_NOT_BE_MET = new Set(['halved'])

function runAll({ seeds, from }: typeof asked, options: SimOptions = {}): readonly SimResult[] {
  return Array.from({ length: seeds }, (_, at) => simulate(from + at, options))
}

const tell = ({ seed, faults, trace }: SimResult) =>
  `seed ${seed}:\n  ${faults.join('\n  ')}\nwhat came before:\n  ${trace.slice(-25).join('\n  ')}\nagain: npm run sim -- --seeds 1 --from ${seed}`

describe('tablets and a server, seen from outside', () => {
  test.each(BATCHES)(
    '[C2] [C4] [S4] [S10] [S11] [SEC10] nothing is lost or doubled, nor taken away by a tablet that leaves, nothing of a stolen one counts, nothing is left of whoever was erased nor of what is forgotten, and in the end all hold the same: $seeds seeds from $from',
    (batch) => {
      const began = performance.now()
      const results = runAll(batch)
      const sum = noCounts()
      for (const { counts } of results) addCounts(sum, counts)
      const seconds = (performance.now() - began) / 1_000
      console.log(
        `${results.length} seeds from ${batch.from}: ${(results.length / seconds).toFixed(1)} a second\n${JSON.stringify(sum)}`,
      )
      expect(results.filter(({ faults }) => faults.length > 0).map(tell)).toEqual([])
      expect(results.filter(({ counts }) => counts.sets === 0 || counts.requests === 0)).toEqual([])
      if (batch.seeds >= FIXED.seeds)
        expect(
          COUNTED.filter((what) => sum[what] === 0 && !NEED_NOT_BE_MET.has(what)),
          'never met',
        ).toEqual([])
    },
  )
})
