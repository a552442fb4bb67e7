/** Two soles from above; the one that steps first is filled. Beside the words, for whoever reads pictures sooner. */
import styles from './challenge.module.css'

const SOLE =
  'M30 6C44 6 52 22 50 44 49 58 46 66 47 82 48 102 42 114 30 114 18 114 13 102 14 86 15 70 10 58 9 42 8 22 16 6 30 6Z'

/** Decorative: the question says it. */
export function FeetPicture({ first }: { readonly first: 'left' | 'right' }) {
  return (
    <svg className={styles.feet} viewBox="0 0 140 120" aria-hidden="true">
      <path d={SOLE} data-first={first === 'left'} />
      <path d={SOLE} data-first={first === 'right'} transform="translate(140 0) scale(-1 1)" />
    </svg>
  )
}
