/** Who it was or who goes, picked from the list of staff. */
import type { StaffId } from '../../domain/ids.ts'
import { Empty } from '../kit/Empty.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useSession } from '../state/session.ts'
import { useStaff } from '../state/staff.ts'
import { useStrings } from '../strings/strings.ts'
import { PeopleList } from './PeopleList.tsx'

type WhoSheetProps = {
  /** What is asked. */
  readonly title: string
  readonly hint: string
  readonly onChoose: (id: StaffId) => void
  readonly onClose: () => void
}

/** Of a deed: it says who goes, or whose it was, and signs nobody in. */
export function WhoSheet({ onChoose, title, hint, onClose }: WhoSheetProps) {
  const { shell, kit } = useStrings()
  const who = useSession((s) => s.who)
  const staff = useStaff()
  if (!staff) return null
  return (
    <Sheet open title={title} closeLabel={kit.close} onClose={onClose}>
      {staff.length === 0 ? <Empty title={shell.who.empty} /> : <p>{hint}</p>}
      <PeopleList
        staff={staff}
        chosen={who}
        tag={({ id }) => (id === who ? <Tag tone="clay">{shell.who.now}</Tag> : null)}
        onChoose={onChoose}
      />
    </Sheet>
  )
}
