/** A dialog over the screen: a title, what it asks, its actions at the bottom; closes by ✕, Escape or a tap outside. */
import type { ReactNode } from 'react'
import { Button as AriaButton, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useCountedSheet } from '../state/sheets.ts'
import { CloseIcon } from './Icons.tsx'
import styles from './Sheet.module.css'

export type SheetProps = {
  readonly open: boolean
  readonly title: string
  readonly closeLabel: string
  readonly onClose: () => void
  /** Buttons, the filled one last. */
  readonly actions?: ReactNode
  readonly children: ReactNode
  readonly size?: 'normal' | 'large'
  /** Only an answer closes it: no ✕, no Escape, no tap outside. */
  readonly mustAnswer?: boolean
  /** A tap outside does not close it: what was typed would be lost. */
  readonly guarded?: boolean
  /** Turned to a guest: nothing of what lies behind it, above all no other guest, is seen. */
  readonly forGuest?: boolean
}

/** Shown while `open`; focus is trapped inside and returns afterwards. */
export function Sheet(props: SheetProps) {
  const { open, title, closeLabel, onClose, actions, children, size = 'normal', mustAnswer = false } = props
  useCountedSheet(open)
  const tapsOut = !mustAnswer && props.guarded !== true
  return (
    <ModalOverlay
      className={`${styles.veil} ${props.forGuest ? styles.curtain : ''}`}
      isOpen={open}
      onOpenChange={(is) => (is ? undefined : onClose())}
      // Not React Aria's own dismissing: it adds a hidden button whose name is that of our cancel button.
      isDismissable={false}
      onClick={(event) => (tapsOut && event.target === event.currentTarget ? onClose() : undefined)}
      isKeyboardDismissDisabled={mustAnswer}
    >
      <Modal className={`${styles.sheet} ${styles[size]}`}>
        <Dialog className={styles.dialog}>
          <header className={styles.head}>
            <Heading slot="title" className={styles.title}>
              {title}
            </Heading>
            {mustAnswer ? null : (
              <AriaButton className={styles.close} aria-label={closeLabel} onPress={onClose}>
                <CloseIcon />
              </AriaButton>
            )}
          </header>
          <div className={styles.body}>{children}</div>
          {actions ? <footer className={styles.foot}>{actions}</footer> : null}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
