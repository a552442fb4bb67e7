/** Whoever has no right to a visit or a turnover may still write beside it (isCare); it is said what becomes of that. */
import { Banner } from '../kit/Banner.tsx'
import { useMayNot } from '../state/rights.ts'
import { useRightsStrings } from '../strings/rights-strings.ts'

/** Nothing at all for those who work on it. */
export function LooksOn({ table }: { readonly table: string }) {
  return useMayNot(table) ? <Line /> : null
}

function Line() {
  const { looksOn } = useRightsStrings()
  return <Banner tone="amber">{looksOn}</Banner>
}
