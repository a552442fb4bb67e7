/** The first character of a name in a round field; the name itself stands beside it. */
import styles from './Avatar.module.css'

/** Hidden from screen readers, which read the name. */
export function Avatar({ name }: { readonly name: string }) {
  return (
    <span className={styles.avatar} aria-hidden="true">
      {[...name.trim()][0] ?? '?'}
    </span>
  )
}
