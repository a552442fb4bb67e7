/** What runs have exercised; a run, or a batch of them, that exercised nothing proves nothing. */

export const COUNTED = [
  'sets',
  'requests',
  'drops',
  'repeats',
  'slow',
  'stale',
  'dups',
  'offline',
  'tabletCrashes',
  'crashesBeforeCommit',
  'crashesAfterCommit',
  'copiedBack',
  'restoredByTool',
  'emptied',
  'resets',
  'offeredAgain',
  'clockJumps',
  'serverClockJumps',
  'clamps',
  'conflicts',
  'settled',
  'snapshotPages',
  'joins',
  'refusals',
  'parkedByShape',
  'parkedByLimit',
  'orphans',
  'parkedByActor',
  'parkedByRight',
  'parkedByWithdrawal',
  'freed',
  'accepted',
  'held',
  'halved',
  'holes',
  'clones',
  'tabs',
  'nights',
  'retired',
  'stolen',
  'stayed',
  'wiped',
  'parkedOfStolen',
  'forgettings',
  'erasures',
  'erasedLate',
  'erasedAgain',
] as const
export type Counted = (typeof COUNTED)[number]
export type Counts = { [what in Counted]: number }

export function noCounts(): Counts {
  return Object.fromEntries(COUNTED.map((what) => [what, 0])) as Counts
}

export function addCounts(sum: Counts, more: Counts): void {
  for (const what of COUNTED) sum[what] += more[what]
}
