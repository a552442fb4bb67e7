/**
 * The way to the emergency cards: one tap, from every screen and from above every open sheet. In the shop's bar, or floating where
 * there is no bar yet. Sheets leave it room where they would lie under it.
 */
import { useEffect } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { SosIcon } from '../kit/Icons.tsx'
import { useEmergency } from '../state/emergency.ts'
import { useSheets } from '../state/sheets.ts'
import { useStrings } from '../strings/strings.ts'
import styles from './EmergencyButton.module.css'

/** The button with 8 px above and below it: what a sheet leaves free where it would cover it. */
const REACH_PX = 72

/** The button in the bar of the shop's frame. */
export function EmergencyButton() {
  const isCovered = useSheets((s) => s.open > 0)
  useEffect(() => {
    const { style } = document.documentElement
    useEmergency.setState({ isFramed: true })
    style.setProperty('--reach', `${REACH_PX}px`)
    return () => {
      useEmergency.setState({ isFramed: false })
      style.removeProperty('--reach')
    }
  }, [])
  return (
    <div className={styles.slot}>
      <Sos isAbove={isCovered} />
    </div>
  )
}

/** The same where the frame is not: during the set-up, while joining, after a fault. */
export function FloatingEmergencyButton() {
  return <Sos isAbove isFloating />
}

function Sos({ isAbove, isFloating }: { readonly isAbove: boolean; readonly isFloating?: boolean }) {
  const { shell } = useStrings()
  const isOpen = useEmergency((s) => s.view !== null)
  const { show } = useEmergency.getState()
  const floating = `${styles.floating} ${isOpen ? styles.under : ''}`
  const place = isFloating ? floating : isAbove && !isOpen ? styles.above : ''
  return (
    <div className={place} data-react-aria-top-layer={isOpen ? undefined : 'true'}>
      <AriaButton
        className={styles.sos}
        aria-label={shell.emergency}
        onPress={() => show({ kind: 'choose' })}
      >
        <SosIcon size={28} />
        <span className={styles.word}>{shell.emergency}</span>
      </AriaButton>
    </div>
  )
}
