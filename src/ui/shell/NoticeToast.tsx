/** A short notice over the screen. A plain one goes by itself; one that asks for care stays until it is closed. */
import { useEffect } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { CloseIcon } from '../kit/Icons.tsx'
import { useSession } from '../state/session.ts'
import { useStrings } from '../strings/strings.ts'
import styles from './NoticeToast.module.css'

/** Long enough to be read twice. */
const SHOWN_MS = 6_000

/** The region is always there, so that screen readers hear what is put into it. */
export function NoticeToast() {
  const { shell } = useStrings()
  const notice = useSession((s) => s.notice)
  useEffect(() => {
    if (!notice || notice.tone === 'amber' || notice.tone === 'red') return
    const timer = setTimeout(() => useSession.getState().say(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <div className={styles.region} role="status" aria-label={shell.notice.label}>
      {notice ? (
        <div className={`${styles.toast} ${styles[notice.tone]}`}>
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
