/** Who it was, asked quietly afterwards where nobody was signed in: a button, and the list of those who work here. */
import { lazy, Suspense, useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { useSayFailed } from '../state/failure.ts'
import { useSession } from '../state/session.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import { useName } from './use-name.ts'
import { useStaff } from './use-staff.ts'

const WhoSheet = lazy(() => import('../shell/WhoSheet.tsx').then((m) => ({ default: m.WhoSheet })))

/** `about` tells one button from another for those who hear it. */
export function NameWho({ id, about }: { readonly id: string; readonly about: string }) {
  const { nameless } = useEmergencyStrings()
  const { staff } = useStaff()
  const who = useSession((s) => s.who)
  const name = useName()
  const sayFailed = useSayFailed()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button small aria-label={`${nameless.ask} ${about}`} onPress={() => setOpen(true)}>
        {nameless.ask}
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <WhoSheet
            {...nameless.sheet}
            mustChoose={false}
            staff={staff}
            who={who}
            onChoose={(whose) => {
              setOpen(false)
              void name(id, whose).then((failed) => (failed ? sayFailed(failed) : undefined))
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  )
}
