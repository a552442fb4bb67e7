/**
 * The locked tablet (SEC6): the urns by room with their clocks, alarms and emergencies, for whoever stands there; and who wants to go on, by PIN.
 * No guest's name is on it, for nothing on it can open one. Unlocking leads back to where the tablet was.
 */
import { lazy, Suspense, useState } from 'react'
import { useLocation } from 'wouter'
import { hasShopKey } from '../../db/shop-key-there.ts'
import type { StaffId } from '../../domain/ids.ts'
import { SAMPLE_PIN } from '../../domain/people/pin.ts'
import { maySignIn, type Staff } from '../../domain/people/staff.ts'
import type { Shop } from '../../domain/shop/shop.ts'
import { AlarmLines } from '../alarm/AlarmLines.tsx'
import { EmergencyButton } from '../emergency/EmergencyButton.tsx'
import { IncidentLines } from '../emergency/IncidentLines.tsx'
import { SummonsLines } from '../emergency/SummonsLines.tsx'
import { Button } from '../kit/Button.tsx'
import { Tag } from '../kit/Tag.tsx'
import { LanguageChoice } from '../shell/LanguageChoice.tsx'
import { NoticeToast } from '../shell/NoticeToast.tsx'
import { useWatch } from '../shell/use-watch.ts'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { signIn } from '../state/lock.ts'
import { useSession } from '../state/session.ts'
import { useStaff } from '../state/staff.ts'
import { useLockStrings } from '../strings/lock-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { useOverview } from '../sync/use-sync.ts'
import { FirstPin } from './FirstPin.tsx'
import { LockedUrns } from './LockedUrns.tsx'
import styles from './LockScreen.module.css'
import { PinEntry } from './PinEntry.tsx'
import { Signers } from './Signers.tsx'

const AlreadyNote = lazy(() =>
  import('../tablets/AlreadyJoined.tsx').then((m) => ({ default: m.AlreadyNote })),
)
const RecoverSheet = lazy(() => import('./RecoverSheet.tsx').then((m) => ({ default: m.RecoverSheet })))

/** Fills the screen while nobody is signed in. */
export function LockScreen({ shop }: { readonly shop: Shop }) {
  const { shell } = useStrings()
  const words = useLockStrings()
  const { store } = useApp()
  const { strip, alarms } = useWatch()
  const staff = useStaff()
  const hasKey = useLive(() => hasShopKey(store), [store])
  const [path] = useLocation()
  const isUnlockable = hasKey === true || staff?.length === 0
  return (
    <div className={styles.frame}>
      <div className={styles.top}>
        <header className={styles.bar}>
          <p className={styles.name}>
            {shop.name}
            {shop.sample ? <Tag tone="amber">{shell.sampleTag}</Tag> : null}
            <span className={styles.quiet}>{words.screen}</span>
          </p>
          <LanguageChoice />
        </header>
        <EmergencyButton />
      </div>
      <AlarmLines alarms={alarms} now={strip.now} steaming={strip.steaming} isLocked>
        <SummonsLines nameOf={alarms.nameOf} />
      </AlarmLines>
      <IncidentLines nameOf={alarms.nameOf} />
      <NoticeToast isInLine />
      {path === '/join' ? (
        <Suspense>
          <AlreadyNote shop={shop.name} />
        </Suspense>
      ) : null}
      <main className={styles.screen} aria-label={words.screen}>
        {staff && isUnlockable ? <SignIn shop={shop} staff={staff} /> : null}
        {staff && hasKey === false && !isUnlockable ? <FirstPin staff={staff} /> : null}
        <section className={styles.side} aria-label={words.urns.title}>
          <LockedUrns entries={strip.entries} now={strip.now} />
          <Waiting />
        </section>
      </main>
    </div>
  )
}

function SignIn({ shop, staff }: { readonly shop: Shop; readonly staff: readonly Staff[] }) {
  const words = useLockStrings()
  const app = useApp()
  const last = useSession((s) => s.last)
  const [chosen, choose] = useState<StaffId | null>(null)
  const [isRecovering, recover] = useState(false)
  const known = (id: StaffId | null) => staff.find((one) => one.id === id && maySignIn(staff, one.id))
  const person = known(chosen) ?? known(last)
  return (
    <div className={styles.sign}>
      <section aria-label={words.choose} className={styles.people}>
        <h1>{words.choose}</h1>
        {staff.length === 0 ? <p className={styles.quiet}>{words.empty}</p> : null}
        <Signers staff={staff} chosen={person?.id ?? null} onChoose={choose} />
      </section>
      <section className={styles.pin}>
        {person ? (
          <PinEntry
            key={person.id}
            person={person}
            hint={shop.sample ? words.sample(SAMPLE_PIN) : undefined}
            tryPin={async (signer) => {
              const refusal = await app.keys.unlock(signer, person.role === 'manager')
              if (refusal === null) await signIn(app, person.id)
              return refusal
            }}
          />
        ) : (
          <p className={styles.quiet}>{shop.sample ? words.sample(SAMPLE_PIN) : words.tapName}</p>
        )}
        {shop.sample ? null : (
          <Button small look="quiet" onPress={() => recover(true)}>
            {words.recovery.lost}
          </Button>
        )}
      </section>
      {isRecovering ? (
        <Suspense>
          <RecoverSheet staff={staff} onClose={() => recover(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}

function Waiting() {
  const words = useLockStrings()
  const overview = useOverview()
  if (!overview) return null
  return (
    <p className={styles.quiet}>{overview.waiting > 0 ? words.waiting(overview.waiting) : words.allSent}</p>
  )
}
