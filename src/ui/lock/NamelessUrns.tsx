/** After a tablet was locked: whose word it was that an urn is off or its guest out, in a calm line each; one tap and a name. */
import { lazy, Suspense, useState } from 'react'
import type { StaffId } from '../../domain/ids.ts'
import { namelessOf, planNamedUrn } from '../../domain/urn/nameless.ts'
import { useStaff } from '../emergency/use-staff.ts'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import type { StripEntry } from '../shell/strip.ts'
import { useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import { useLockStrings } from '../strings/lock-strings.ts'

const WhoSheet = lazy(() => import('../shell/WhoSheet.tsx').then((m) => ({ default: m.WhoSheet })))

/** Of the visits under way; nothing at all while every word has its name. */
export function NamelessUrns({ entries }: { readonly entries: readonly StripEntry[] }) {
  const nameless = entries.filter(({ loaded }) => namelessOf(loaded.run).length > 0)
  return nameless.map((entry) => <Line key={entry.loaded.run.id} entry={entry} />)
}

function Line({ entry }: { readonly entry: StripEntry }) {
  const { nameless } = useEmergencyStrings()
  const { urns } = useLockStrings()
  const { clock } = useApp()
  const { staff } = useStaff()
  const who = useSession((s) => s.who)
  const save = useSave()
  const sayFailed = useSayFailed()
  const [isOpen, setOpen] = useState(false)
  const { run } = entry.loaded
  const about = urns.whoSaid(entry.room ?? urns.anUrn)
  const name = async (whose: StaffId) => {
    setOpen(false)
    const saved = await save<never>({
      intent: 'visit.name',
      keys: [{ table: run.table, id: run.id }],
      plan: ([record]) => ({
        changes: planNamedUrn({ ...run, fields: record?.fields ?? run.fields }, whose, {
          by: who ?? whose,
          now: clock.now(),
        }),
      }),
    })
    if ('failed' in saved) sayFailed(saved.failed)
  }
  return (
    <Banner
      tone="amber"
      action={
        <Button small aria-label={`${nameless.ask} ${about}`} onPress={() => setOpen(true)}>
          {nameless.ask}
        </Button>
      }
    >
      {about}
      {isOpen ? (
        <Suspense>
          <WhoSheet
            {...nameless.sheet}
            staff={staff}
            who={who}
            onChoose={(whose) => void name(whose)}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </Banner>
  )
}
