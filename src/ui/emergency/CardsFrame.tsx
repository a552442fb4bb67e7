/** The frame of the cards over the whole screen; the second tap of a shaking hand ticks nothing and calls nobody. */
import type { ReactNode } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useEmergency } from '../state/emergency.ts'
import { useCountedSheet } from '../state/sheets.ts'
import { useStrings } from '../strings/strings.ts'
import { useSecondTapGuard } from '../visit/stage/second-tap.ts'
import styles from './Emergency.module.css'

/** Open for as long as it is there; Escape closes it. */
export function CardsFrame({ children }: { readonly children: ReactNode }) {
  const { shell } = useStrings()
  const guard = useSecondTapGuard()
  useCountedSheet(true)
  return (
    <ModalOverlay
      className={styles.veil}
      isOpen
      isDismissable={false}
      onOpenChange={(isOpen) => (isOpen ? undefined : useEmergency.getState().close())}
    >
      <Modal className={styles.layer}>
        <Dialog className={styles.dialog} aria-label={shell.emergency}>
          <div className={styles.inside} {...guard}>
            {children}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
