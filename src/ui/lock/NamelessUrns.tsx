/** After a tablet was locked: whose word it was that an urn is off or its guest out, in a calm line each; one tap and a name. */
import type { StaffId } from '../../domain/ids.ts'
import { namelessOf, planNamedUrn } from '../../domain/urn/nameless.ts'
import { Banner } from '../kit/Banner.tsx'
import type { StripEntry } from '../shell/strip.ts'
import { WhoButton } from '../shell/WhoButton.tsx'
import { useApp } from '../state/app.tsx'
import { useSayFailed } from '../state/failure.ts'
import { useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import { useLockStrings } from '../strings/lock-strings.ts'

/** Of the visits under way; nothing at all while every word has its name. */
export function NamelessUrns({ entries }: { readonly entries: readonly StripEntry[] }) {
  const nameless = entries.filter(({ loaded }) => namelessOf(loaded.run).length > 0)
  return nameless.map((entry) => <Line key={entry.loaded.run.id} entry={entry} />)
}

function Line({ entry }: { readonly entry: StripEntry }) {
  const { nameless } = useEmergencyStrings()
  const { urns } = useLockStrings()
  const { clock } = useApp()
  const who = useSession((s) => s.who)
  const save = useSave()
  const sayFailed = useSayFailed()
  const { run } = entry.loaded
  const about = urns.whoSaid(entry.room ?? urns.anUrn)
  const name = async (whose: StaffId) => {
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
        <WhoButton
          label={nameless.ask}
          about={about}
          sheet={nameless.sheet}
          onChoose={(whose) => void name(whose)}
        />
      }
    >
      {about}
    </Banner>
  )
}
