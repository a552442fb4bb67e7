/** One guest in the list. A plain button: five hundred of them must cost little. Serious is not shown here (D10). */
import { memo } from 'react'
import { type Guest, phoneTail } from '../../domain/people/guest.ts'
import { Tag } from '../kit/Tag.tsx'
import { Avatar } from '../shell/Avatar.tsx'
import { useStrings } from '../strings/strings.ts'
import styles from './GuestsScreen.module.css'

/** Name and form of address, what tells namesakes apart, what to be careful about. */
export const GuestRow = memo(function GuestRow({
  guest,
  isHere,
  onOpen,
}: {
  readonly guest: Guest
  readonly isHere: boolean
  readonly onOpen: (id: string) => void
}) {
  const { guests: words } = useStrings()
  const tail = phoneTail(guest)
  const kind = guest.card ? guest.card.name : guest.trial ? words.trial : words.walkIn
  return (
    <li className={styles.item}>
      <button type="button" className={styles.row} onClick={() => onOpen(guest.id)}>
        <Avatar name={guest.name} />
        <span className={styles.who}>
          <span className={styles.name}>
            <b>{guest.name}</b>
            {guest.address === guest.name ? null : <span className={styles.quiet}>{guest.address}</span>}
          </span>
          <span className={styles.quiet}>
            {[words[guest.gender], kind, tail && words.phoneTail(tail)].filter(Boolean).join(' · ')}
          </span>
        </span>
        <span className={styles.tags}>
          {isHere ? <Tag tone="clay">{words.underWay}</Tag> : null}
          {guest.cautions.slice(0, 2).map((caution) => (
            <Tag key={caution} tone="amber">
              {caution}
            </Tag>
          ))}
        </span>
      </button>
    </li>
  )
})
