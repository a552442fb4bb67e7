/** The code itself, in groups of four, large enough to be copied by hand. */
import { useLockStrings } from '../strings/lock-strings.ts'
import styles from './Recovery.module.css'

export function RecoveryCode({ code }: { readonly code: string }) {
  const { recovery: words } = useLockStrings()
  return (
    <output className={styles.code} aria-label={words.code}>
      {code.replaceAll('-', ' ')}
    </output>
  )
}
