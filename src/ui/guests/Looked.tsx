/** Who has opened this guest's record, for a manager, who can show it to the guest (SEC8). */
import { readLevel } from '../../domain/people/rights.ts'
import { useApp } from '../state/app.tsx'
import { useRole } from '../state/rights.ts'
import { useSession } from '../state/session.ts'
import { useShop } from '../state/shop.ts'
import { useStaff } from '../state/staff.ts'
import { timeOfLate } from '../state/times.ts'
import { useRightsStrings } from '../strings/rights-strings.ts'
import styles from './GuestPage.module.css'
import { useLooks } from './use-access.ts'

/** More are in the copy that a guest is handed. */
const SHOWN = 20

/** Nothing for whoever may not read it. */
export function Looked({ guest }: { readonly guest: string }) {
  const role = useRole()
  return role !== undefined && readLevel(role, 'access') === 'all' ? <List guest={guest} /> : null
}

function List({ guest }: { readonly guest: string }) {
  const { looked: words } = useRightsStrings()
  const { clock } = useApp()
  const { timeZone } = useShop()
  const language = useSession((s) => s.language)
  const looks = useLooks(guest)
  const staff = useStaff()
  if (!looks || !staff) return null
  const nameOf = (id: string) => staff.find((one) => one.id === id)?.name ?? words.someone
  const screenOf = (screen: string) => (screen === 'visit' ? words.visit : words.guest)
  return (
    <section className={styles.visits} aria-label={words.title}>
      <h3 className={styles.visitsTitle}>{words.title}</h3>
      <p className={styles.quiet}>{words.line}</p>
      <ul className={styles.visitList}>
        {looks.slice(0, SHOWN).map(({ id, by, at, screen }) => (
          <li key={id}>
            {words.of(nameOf(by), timeOfLate(at, clock.now(), timeZone, language), screenOf(screen))}
          </li>
        ))}
      </ul>
    </section>
  )
}
