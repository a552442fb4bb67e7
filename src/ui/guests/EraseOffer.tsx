/** After a guest has taken the record back: what is kept of before can go too; done here by whoever may, else it says who can. */
import { ERASURES } from '../../domain/people/erasing.ts'
import { writeLevel } from '../../domain/people/rights.ts'
import { roleOf } from '../../domain/people/staff.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { useMayChange } from '../state/rights.ts'
import { useStaff } from '../state/staff.ts'
import { useConsentStrings } from '../strings/consent-strings.ts'
import { useStrings } from '../strings/strings.ts'

export function EraseOffer({
  onErase,
  onClose,
}: {
  readonly onErase: () => void
  readonly onClose: () => void
}) {
  const { eraseToo } = useConsentStrings()
  const { kit } = useStrings()
  const may = useMayChange(ERASURES)
  return (
    <Sheet
      open
      title={eraseToo.title}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <>
          <Button look={may ? 'quiet' : 'go'} onPress={onClose}>
            {eraseToo.leave}
          </Button>
          {may ? <Button onPress={onErase}>{eraseToo.go}</Button> : null}
        </>
      }
    >
      <p>{eraseToo.line}</p>
      {may ? null : <WhoCan />}
    </Sheet>
  )
}

function WhoCan() {
  const { eraseToo } = useConsentStrings()
  const staff = useStaff()
  if (!staff) return null
  const able = staff.filter(({ id }) => writeLevel(roleOf(staff, id), ERASURES) === 'all')
  return <p>{eraseToo.who(able.map(({ name }) => name))}</p>
}
