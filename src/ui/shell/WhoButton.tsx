/** A button that asks who, and the list of those who work here: whose deed it was, or who goes. It signs nobody in. */
import { lazy, Suspense, useState } from 'react'
import type { StaffId } from '../../domain/ids.ts'
import { Button } from '../kit/Button.tsx'

/** Dialogs are not needed for the first paint. */
const WhoSheet = lazy(() => import('./WhoSheet.tsx').then((m) => ({ default: m.WhoSheet })))

/** `about` tells one button from another for those who hear it; `sheet` is what the list asks. */
export function WhoButton({
  label,
  about,
  sheet,
  onChoose,
}: {
  readonly label: string
  readonly about: string
  readonly sheet: { readonly title: string; readonly hint: string }
  readonly onChoose: (whose: StaffId) => void
}) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button small aria-label={`${label} ${about}`} onPress={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen ? (
        <Suspense>
          <WhoSheet
            {...sheet}
            onChoose={(whose) => {
              setOpen(false)
              onChoose(whose)
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  )
}
