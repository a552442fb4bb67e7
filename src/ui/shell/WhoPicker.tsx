/**
 * Who is signed in: a name at the top right. A tap offers the others, who take the tablet by their PIN, and locking it. Whoever is no
 * longer on the list, or on leave, is signed out.
 */
import { lazy, Suspense, useEffect, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { maySignIn } from '../../domain/people/staff.ts'
import { useApp } from '../state/app.tsx'
import { useEmergency } from '../state/emergency.ts'
import { lock } from '../state/lock.ts'
import { useSession } from '../state/session.ts'
import { useStaff } from '../state/staff.ts'
import { useStrings } from '../strings/strings.ts'
import { Avatar } from './Avatar.tsx'
import styles from './WhoPicker.module.css'

/** Dialogs are not needed for the first paint. */
const WhoSwitch = lazy(() => import('./WhoSwitch.tsx').then((m) => ({ default: m.WhoSwitch })))

/** The name in the bar and, when tapped, the sheet. */
export function WhoPicker() {
  const { shell } = useStrings()
  const app = useApp()
  const who = useSession((s) => s.who)
  // Nothing is asked over an emergency card (A6.6); the question waits until it is closed.
  const isCardOpen = useEmergency((s) => s.view !== null)
  const [isOpen, setOpen] = useState(false)
  const staff = useStaff()
  const now = staff?.find((person) => person.id === who)
  useEffect(() => {
    if (staff && who !== null && !maySignIn(staff, who)) void lock(app)
  }, [app, staff, who])
  return (
    <>
      <AriaButton
        className={styles.who}
        aria-label={now ? shell.who.label(now.name) : shell.who.nobodyLabel}
        onPress={() => setOpen(true)}
      >
        <Avatar name={now?.name ?? ''} />
        <span className={styles.name}>{now?.name ?? shell.who.nobody}</span>
      </AriaButton>
      {isOpen && !isCardOpen ? (
        <Suspense>
          <WhoSwitch staff={staff ?? []} who={who} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
