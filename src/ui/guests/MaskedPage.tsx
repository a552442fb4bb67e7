/** The guest's page for somebody who has no business with them today: who it may be, why there is no more, and who can help. */
import type { Guest } from '../../domain/people/guest.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { useRightsStrings } from '../strings/rights-strings.ts'
import { useStrings } from '../strings/strings.ts'

/** `guest` is masked already. */
export function MaskedPage({ guest, onClose }: { readonly guest: Guest; readonly onClose: () => void }) {
  const { masked } = useRightsStrings()
  const { kit, guests } = useStrings()
  return (
    <Sheet
      open
      title={guest.name}
      closeLabel={kit.close}
      onClose={onClose}
      actions={<Button onPress={onClose}>{guests.page.close}</Button>}
    >
      <Empty title={masked.title} line={masked.line} />
    </Sheet>
  )
}
