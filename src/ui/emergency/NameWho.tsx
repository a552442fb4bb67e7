/** Who it was, asked quietly afterwards where nobody was signed in. */
import { useState } from 'react'
import { WhoButton } from '../shell/WhoButton.tsx'
import { useEmergencyStrings } from '../strings/emergency-strings.ts'
import { useName } from './use-name.ts'

/** `about` tells one button from another for those who hear it. */
export function NameWho({ id, about }: { readonly id: string; readonly about: string }) {
  const { nameless, failed } = useEmergencyStrings()
  const name = useName()
  const [isFailed, setFailed] = useState(false)
  return (
    <>
      {/* Here, because a notice would lie under the card. */}
      {isFailed ? <span role="alert">{failed}</span> : null}
      <WhoButton
        label={nameless.ask}
        about={about}
        sheet={nameless.sheet}
        onChoose={(whose) => void name(id, whose).then((code) => setFailed(code !== null))}
      />
    </>
  )
}
