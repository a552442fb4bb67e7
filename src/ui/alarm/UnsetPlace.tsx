/**
 * A tablet that nobody has given a place is silent; while somebody is in an urn it says so, with the way to the choice.
 * Gone once the choice is made.
 */
import { useState } from 'react'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { useSession } from '../state/session.ts'
import { useReadinessStrings } from '../strings/readiness-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { PlaceChoice } from './PlaceChoice.tsx'

/** One calm line; the sheet stays until it is closed, for in a room it asks which. */
export function UnsetPlace() {
  const { place: words } = useReadinessStrings()
  const { kit } = useStrings()
  const isUnset = useSession((s) => s.place === null)
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      {isUnset ? (
        <Banner
          action={
            <Button small onPress={() => setOpen(true)}>
              {words.say}
            </Button>
          }
        >
          {words.unsaid}
        </Banner>
      ) : null}
      {isOpen ? (
        <Sheet
          open
          title={words.title}
          closeLabel={kit.close}
          onClose={close}
          actions={
            isUnset ? null : (
              <Button look="go" onPress={close}>
                {words.said}
              </Button>
            )
          }
        >
          <PlaceChoice />
        </Sheet>
      ) : null}
    </>
  )
}
