/** What each step of the set-up is given. */
import type { SetupDraft } from '../../domain/shop/setup-draft.ts'

export type StepProps = {
  readonly draft: SetupDraft
  readonly change: (part: Partial<SetupDraft>) => void
}
