/** Over a sheet whose saving came to nothing: why, and what helps (C7). */
import type { StoreErrorCode } from '../../db/store-error.ts'
import { Banner } from '../kit/Banner.tsx'
import { failureWords } from '../state/failure.ts'
import { useStrings } from '../strings/strings.ts'

/** Nothing without a problem. `refused`: what is said where it was no failure, the plan had a reason not to. */
export function NotSaved<Why extends string = never>({
  problem,
  refused,
}: {
  readonly problem: StoreErrorCode | Why | null
  readonly refused?: { readonly [why in Why]: string }
}) {
  const { shell } = useStrings()
  if (problem === null) return null
  const why: { readonly [why: string]: string } = refused ?? {}
  return (
    <Banner tone="red" urgent>
      {why[problem] ?? failureWords(shell.error, problem as StoreErrorCode)}
    </Banner>
  )
}
