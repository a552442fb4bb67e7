/** Words for the guest, set apart from what to do (look.md). With `onPress` the whole card ticks: it was said. */
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { DashIcon, MoreIcon, SayIcon, TickIcon } from './Icons.tsx'
import type { RowState } from './Row.tsx'
import styles from './SayCard.module.css'

export type SayCardProps = {
  /** One sentence, or several that are said together. */
  readonly words: string | readonly string[]
  /** The guest's language. */
  readonly lang?: string
  /** What confirms that it was said, where that is not the card itself. */
  readonly action?: ReactNode
  readonly state?: RowState
  readonly stateText?: string
  readonly detail?: ReactNode
  readonly onPress?: () => void
  readonly more?: { readonly label: string; readonly onPress: () => void }
  readonly cardRef?: Ref<HTMLDivElement>
  readonly need?: boolean
}

/** A quotation card. */
export function SayCard(props: SayCardProps) {
  const { words, lang, action, state = 'open', stateText, detail, onPress, more, cardRef, need } = props
  const lines = typeof words === 'string' ? [words] : words
  const face = (
    <>
      <span className={styles.icon}>
        <SayIcon />
      </span>
      <span className={styles.text}>
        {lines.map((line) => (
          <q key={line} className={styles.words} lang={lang}>
            {line}
          </q>
        ))}
        {detail ? <span className={styles.detail}>{detail}</span> : null}
        {stateText ? <span className="visually-hidden">{stateText}</span> : null}
      </span>
      {onPress ? (
        <span className={`${styles.box} ${styles[state]}`} aria-hidden="true">
          {state === 'notDone' ? <DashIcon /> : state === 'open' ? null : <TickIcon />}
        </span>
      ) : null}
    </>
  )
  return (
    <div ref={cardRef} className={`${styles.card} ${need ? styles.need : ''}`} tabIndex={-1}>
      {onPress ? (
        <AriaButton
          className={styles.face}
          onPress={onPress}
          aria-pressed={state === 'done' || state === 'saving'}
        >
          {face}
        </AriaButton>
      ) : (
        <div className={styles.face}>{face}</div>
      )}
      {action}
      {more ? (
        <AriaButton className={styles.more} aria-label={more.label} onPress={more.onPress}>
          <MoreIcon />
        </AriaButton>
      ) : null}
    </div>
  )
}
