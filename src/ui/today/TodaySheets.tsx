/** The sheets of Today, fetched together when the first of them is opened. */
import { useLocation } from 'wouter'
import { Button } from '../kit/Button.tsx'
import { Sheet as SheetPart } from '../kit/Sheet.tsx'
import { useStrings } from '../strings/strings.ts'
import { BookingSheet } from './BookingSheet.tsx'
import { LineSheet } from './LineSheet.tsx'
import type { Sheet, SheetProps } from './screen.ts'
import { VisitSheet } from './VisitSheet.tsx'

/** The one that is open. */
export function TodaySheets({ sheet, ...props }: SheetProps & { readonly sheet: Sheet }) {
  switch (sheet.kind) {
    case 'new':
      return <BookingSheet {...props} bookingId={null} />
    case 'rebook':
      return <BookingSheet {...props} bookingId={sheet.bookingId} />
    case 'line':
      return <LineSheet {...props} lineKey={sheet.key} day={sheet.day} />
    case 'visit':
      return <VisitSheet {...props} visitId={sheet.visitId} />
    case 'underWay':
      return <UnderWaySheet visitId={sheet.visitId} name={sheet.name} onClose={props.onClose} />
  }
}

function UnderWaySheet({
  visitId,
  name,
  onClose,
}: {
  readonly visitId: string
  readonly name: string
  readonly onClose: () => void
}) {
  const { today, kit } = useStrings()
  const [, go] = useLocation()
  return (
    <SheetPart
      open
      title={today.underWayTitle(name)}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{kit.cancel}</Button>
          <Button look="go" onPress={() => go(`/visit/${visitId}`)}>
            {today.underWayOpen}
          </Button>
        </>
      }
    >
      <p>{today.underWayLine}</p>
    </SheetPart>
  )
}
