/** Proves that the simulation sees what it is there to see: each safeguard is taken away once, and a seed must find it. */
import { describe, expect, test, vi } from 'vitest'
import { type SimOptions, simulate } from './run.ts'

vi.setConfig({ testTimeout: 3_600_000 })

/** It ends with the first that finds it; an erasure that a restore brings back does in one of fifty. */
const SEEDS = 240

describe('with one safeguard taken away the simulation sees it missing', () => {
  const WEAK: readonly (readonly [string, SimOptions])[] = [
    ['[S4] no `seen` is looked up', { server: 'ignoresSeen' }],
    [
      '[S6] the head of a snapshot is read with its last page',
      { tablet: 'trustsLastHead', server: 'headAfterPages' },
    ],
    ['[S4] nothing is offered again after a restore', { tablet: 'noReoffer' }],
    ['[C4] an acknowledged set leaves the base at once', { tablet: 'uncoversAtAck' }],
    ['[S10] the list of erasures is rolled back with all the rest', { server: 'forgetsErased' }],
    ['[S10] what comes too late about somebody is taken', { server: 'takesLate' }],
    ['[S10] an erasure leaves what a tablet keeps of its own sets', { tablet: 'keepsErased' }],
    ['[S11] what is forgotten stays in the log', { server: 'keepsForgotten' }],
    ['[S11] what is forgotten stays in the sets of a tablet', { tablet: 'keepsForgotten' }],
    ['[S2] [SEC7] whatever somebody writes is applied', { server: 'noRights' }],
    ['[SEC10] what a stolen tablet sends counts at once', { server: 'trustsStolen' }],
  ]
  test.each(WEAK)('%s', (_what, options) => {
    const seeds = Array.from({ length: SEEDS }, (_, at) => at + 1)
    const found = seeds.find((seed) => simulate(seed, options).faults.length > 0)
    expect(found, 'a seed that finds it').toBeDefined()
  })
})
