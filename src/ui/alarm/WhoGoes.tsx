/** "Somebody else goes": who it is, chosen from all who work here. The same for an urn's alarm and for a call. */
import { lazy, Suspense, useState } from 'react'
import type { StaffId } from '../../domain/ids.ts'
import type { Staff } from '../../domain/people/staff.ts'
import { Button } from '../kit/Button.tsx'
import { useStrings } from '../strings/strings.ts'

/** Dialogs are not needed for the first paint. */
const WhoSheet = lazy(() => import('../shell/WhoSheet.tsx').then((m) => ({ default: m.WhoSheet })))

/** A button, and its sheet; `title` says to a screen reader what it is about. */
export function WhoGoes({
  title,
  me,
  staff,
  onChoose,
}: {
  readonly title: string
  readonly me: StaffId | null
  readonly staff: readonly Staff[]
  readonly onChoose: (by: StaffId) => void
}) {
  const { alarm: words } = useStrings()
  const [isChoosing, setChoosing] = useState(false)
  return (
    <>
      <Button small aria-label={`${words.other} ${title}`} onPress={() => setChoosing(true)}>
        {words.other}
      </Button>
      {isChoosing ? (
        <Suspense fallback={null}>
          <WhoSheet
            {...words.whoGoes}
            staff={staff}
            who={me}
            onChoose={(by) => {
              setChoosing(false)
              onChoose(by)
            }}
            onClose={() => setChoosing(false)}
          />
        </Suspense>
      ) : null}
    </>
  )
}
