/**
 * Who is working: a name at the top right, a list to pick another. Asked at the start when this tablet does not know;
 * from then on remembered by the tablet, until sign-in takes its place.
 */
import { lazy, Suspense, useEffect, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { setDeviceSetting } from '../../db/device-settings.ts'
import { recordsOf } from '../../db/queries.ts'
import type { StaffId } from '../../domain/ids.ts'
import { staffFrom } from '../../domain/people/staff.ts'
import { useApp } from '../state/app.tsx'
import { useEmergency } from '../state/emergency.ts'
import { useSayFailed } from '../state/failure.ts'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { useStrings } from '../strings/strings.ts'
import { Avatar } from './Avatar.tsx'
import styles from './WhoPicker.module.css'

/** Dialogs are not needed for the first paint. */
const WhoSheet = lazy(() => import('./WhoSheet.tsx').then((m) => ({ default: m.WhoSheet })))

/** The name in the bar and, when tapped or when nobody is known, the list. */
export function WhoPicker() {
  const { shell } = useStrings()
  const { store } = useApp()
  const sayFailed = useSayFailed()
  const who = useSession((s) => s.who)
  // Nothing is asked over an emergency card (A6.6); the question waits until it is closed.
  const isCardOpen = useEmergency((s) => s.view !== null)
  const [isOpen, setOpen] = useState(false)
  const staff = useLive(async () => (await recordsOf(store, 'staff')).map(staffFrom), [store])
  const now = staff?.find((person) => person.id === who)
  const mustChoose = staff !== undefined && staff.length > 0 && now === undefined
  useEffect(() => {
    if (staff && who !== null && !now) useSession.getState().setWho(null)
  }, [staff, who, now])
  const choose = async (id: StaffId) => {
    useSession.getState().setWho(id)
    setOpen(false)
    await setDeviceSetting(store, 'who', id).catch(sayFailed)
  }
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
      {(isOpen || mustChoose) && !isCardOpen ? (
        <Suspense>
          <WhoSheet
            mustChoose={mustChoose}
            staff={staff ?? []}
            who={who}
            onChoose={choose}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  )
}
