/** One part of the shop's page: a heading, perhaps a deed beside it, and facts or lines below. */
import type { ReactNode } from 'react'
import { Card } from '../kit/Card.tsx'
import styles from './ShopScreen.module.css'

/** `note` stands beside the heading, `action` at its end. */
export function Section({
  title,
  note,
  action,
  children,
}: {
  readonly title: string
  readonly note?: string
  readonly action?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <Card label={title}>
      <div className={styles.section}>
        <div className={styles.sectionHead}>
          <h2>{title}</h2>
          {note ? <span className={styles.quiet}>{note}</span> : null}
          {action}
        </div>
        {children}
      </div>
    </Card>
  )
}

/** Names and what they are. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>
}

/** One of them. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** A labelled choice or field inside a form. */
export function Group({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.group}>
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  )
}
