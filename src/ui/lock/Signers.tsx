/** Whose PIN it is to be; those who have none say so. */
import type { StaffId } from '../../domain/ids.ts'
import type { Staff } from '../../domain/people/staff.ts'
import { Tag } from '../kit/Tag.tsx'
import { PeopleList } from '../shell/PeopleList.tsx'
import { useLockStrings } from '../strings/lock-strings.ts'

export function Signers(props: {
  readonly staff: readonly Staff[]
  readonly chosen: StaffId | null
  readonly onChoose: (id: StaffId) => void
}) {
  const { noPin } = useLockStrings()
  return <PeopleList {...props} tag={({ hasPin }) => (hasPin ? null : <Tag tone="amber">{noPin}</Tag>)} />
}
