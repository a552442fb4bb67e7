/** The shop's tablets: connecting this one, adding another, and for a manager the list with what may be done about each. */
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { ListedTablet } from '../../client/tablets.ts'
import { Button } from '../kit/Button.tsx'
import { NextIcon, PlusIcon } from '../kit/Icons.tsx'
import { Tag } from '../kit/Tag.tsx'
import { Section } from '../shop/Section.tsx'
import styles from '../shop/ShopScreen.module.css'
import { askPin } from '../state/ask-pin.ts'
import { useSession } from '../state/session.ts'
import { dayAndTime } from '../state/times.ts'
import { useTabletsStrings } from '../strings/tablets-strings.ts'
import { AddTabletSheet } from './AddTabletSheet.tsx'
import { ConnectSheet } from './ConnectSheet.tsx'
import { FilePart } from './FilePart.tsx'
import { TabletSheet } from './TabletSheet.tsx'
import { useIsEnrolled, useManager, useTablets } from './use-tablets.ts'
import { problemWords, tabletFacts } from './words.ts'

/** Part of the shop's page. */
export function TabletsSection({ timeZone }: { readonly timeZone: string }) {
  const words = useTabletsStrings()
  const isEnrolled = useIsEnrolled()
  const [isConnecting, setConnecting] = useState(false)
  if (isEnrolled === undefined) return null
  if (isEnrolled) return <Enrolled timeZone={timeZone} />
  return (
    <Section
      title={words.title}
      action={
        <Button small look="go" onPress={() => setConnecting(true)}>
          {words.connect}
        </Button>
      }
    >
      <p>{words.alone}</p>
      {isConnecting ? <ConnectSheet onClose={() => setConnecting(false)} /> : null}
    </Section>
  )
}

function Enrolled({ timeZone }: { readonly timeZone: string }) {
  const words = useTabletsStrings()
  const manager = useManager()
  const { list, again } = useTablets()
  const [open, setOpen] = useState<ListedTablet | 'add' | null>(null)
  const close = () => {
    setOpen(null)
    again()
  }
  const isListed = list !== null && typeof list === 'object'
  return (
    <Section
      title={words.title}
      {...(isListed
        ? { note: words.count(list.tablets.filter(({ state }) => state === 'enrolled').length) }
        : {})}
      action={
        manager === null ? null : (
          <Button
            small
            onPress={() => {
              // Whoever holds the code reads the shop's records ten minutes from now.
              void askPin().then((signed) => setOpen(signed === null ? null : 'add'))
            }}
          >
            <PlusIcon />
            {words.add.button}
          </Button>
        )
      }
    >
      {isListed ? (
        <ul className={styles.lines}>
          {list.tablets.map((tablet) => (
            <li key={tablet.id}>
              <TabletLine
                tablet={tablet}
                isOwn={tablet.id === list.own}
                timeZone={timeZone}
                onPress={manager === null || tablet.state === 'wiped' ? null : () => setOpen(tablet)}
              />
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.quiet} role="status">
          {list === null
            ? words.list.waits
            : list === 'unreachable'
              ? words.list.offline
              : problemWords(list, words)}
        </p>
      )}
      <FilePart deed="take" />
      {open === 'add' && manager !== null ? <AddTabletSheet by={manager} onClose={close} /> : null}
      {open !== null && open !== 'add' && manager !== null ? (
        <TabletSheet tablet={open} by={manager} onClose={close} />
      ) : null}
    </Section>
  )
}

function TabletLine({
  tablet,
  isOwn,
  timeZone,
  onPress,
}: {
  readonly tablet: ListedTablet
  readonly isOwn: boolean
  readonly timeZone: string
  readonly onPress: (() => void) | null
}) {
  const words = useTabletsStrings()
  const language = useSession((s) => s.language)
  const facts = tabletFacts(tablet, words, (at) => dayAndTime(at, timeZone, language))
  const face = (
    <>
      <span className={styles.lineText}>
        <b>{tablet.name}</b>
        {facts.map((fact) => (
          <span key={fact} className={styles.quiet}>
            {fact}
          </span>
        ))}
      </span>
      {isOwn ? <Tag>{words.list.self}</Tag> : null}
      {tablet.state === 'enrolled' ? null : <Tag tone="amber">{words.list.state[tablet.state]}</Tag>}
    </>
  )
  if (onPress === null) return <div className={styles.line}>{face}</div>
  return (
    <AriaButton className={styles.line} onPress={onPress}>
      {face}
      <NextIcon />
    </AriaButton>
  )
}
