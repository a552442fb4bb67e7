/** Who it was, asked quietly afterwards where nobody was signed in: a button, and the list of those who work here. */
import { lazy, Suspense, useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { useSession } from '../state/session.ts'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import { useName } from './use-name.ts'
import { useStaff } from './use-staff.ts'

const WhoSheet = lazy(() => import('../shell/WhoSheet.tsx').then((m) => ({ default: m.WhoSheet })))

/** `about` tells one button from another for those who hear it. */
export function NameWho({ id, about }: { readonly id: string; readonly about: string }) {
  const { nameless, failed } = useEmergencyStrings()
  const { staff } = useStaff()
  const who = useSession((s) => s.who)
  const name = useName()
  const [isFailed, setFailed] = useState(false)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      {/* Here, because a notice would lie under the card. */}
      {isFailed ? <span role="alert">{failed}</span> : null}
      <Button small aria-label={`${nameless.ask} ${about}`} onPress={() => setOpen(true)}>
        {nameless.ask}
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <WhoSheet
            {...nameless.sheet}
            staff={staff}
            who={who}
            onChoose={(whose) => {
              setOpen(false)
              void name(id, whose).then((code) => setFailed(code !== null))
            }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  )
}
