/** Whose PIN it is to be; those who have none say so, and whoever is on leave is told how they come back. */
import type { StaffId } from '../../domain/ids.ts'
import { maySignIn, type Staff } from '../../domain/people/staff.ts'
import { Tag } from '../kit/Tag.tsx'
import { PeopleList } from '../shell/PeopleList.tsx'
import { useLockStrings } from '../strings/lock-strings.ts'

export function Signers(props: {
  readonly staff: readonly Staff[]
  readonly chosen: StaffId | null
  readonly onChoose: (id: StaffId) => void
}) {
  const { noPin, onLeave } = useLockStrings()
  const isOff = ({ id }: Staff) => !maySignIn(props.staff, id)
  const tag = (person: Staff) =>
    isOff(person) ? <span>{onLeave}</span> : person.hasPin ? null : <Tag tone="amber">{noPin}</Tag>
  return <PeopleList {...props} tag={tag} isOff={isOff} />
}
