/** A short word about a state: jade done, amber soon, red danger, clay under way; the word carries it, not the colour. */
import type { ReactNode } from 'react'
import styles from './Tag.module.css'

export type TagTone = 'plain' | 'jade' | 'amber' | 'red' | 'clay'

/** One pill of words. */
export function Tag({ tone = 'plain', children }: { readonly tone?: TagTone; readonly children: ReactNode }) {
  return <span className={`${styles.tag} ${styles[tone]}`}>{children}</span>
}
