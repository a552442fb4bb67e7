/**
 * A short notice. A plain one floats above the foot at the left, away from the bar and from the next step's button, and
 * goes by itself, so that nothing moves under a finger; one that
 * asks for care stands in a line of its own until it is closed, and covers nothing.
 */
import { useEffect } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { CloseIcon } from '../kit/Icons.tsx'
import { useSession } from '../state/session.ts'
import { useStrings } from '../strings/strings.ts'
import styles from './NoticeToast.module.css'

/** Long enough to be read twice. */
const SHOWN_MS = 6_000

/** The region is always there, so that screen readers hear what is put into it. `isInLine`: the screen has no foot that it could float above. */
export function NoticeToast({ isInLine = false }: { readonly isInLine?: boolean }) {
  const { shell } = useStrings()
  const notice = useSession((s) => s.notice)
  const isGrave = notice?.tone === 'amber' || notice?.tone === 'red'
  useEffect(() => {
    if (!notice || isGrave) return
    const timer = setTimeout(() => useSession.getState().say(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice, isGrave])
  return (
    <div
      className={isGrave || isInLine ? styles.line : styles.float}
      role="status"
      aria-label={shell.notice.label}
    >
      {notice ? (
        <div className={`${styles.notice} ${styles[notice.tone]}`}>
          <span className={styles.text}>{notice.text}</span>
          <AriaButton
            className={styles.close}
            aria-label={shell.notice.close}
            onPress={() => useSession.getState().say(null)}
          >
            <CloseIcon />
          </AriaButton>
        </div>
      ) : null}
    </div>
  )
}
