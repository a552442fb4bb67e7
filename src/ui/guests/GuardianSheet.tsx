/** Who came along with a child: asked by name at every visit. */
import { useState } from 'react'
import type { StoreErrorCode } from '../../db/store-error.ts'
import { CONSENTS } from '../../domain/consent/consent.ts'
import { presenceField } from '../../domain/consent/minor.ts'
import type { Guest } from '../../domain/people/guest.ts'
import { NOBODY } from '../../domain/people/named.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { NotSaved } from '../shell/NotSaved.tsx'
import { useApp } from '../state/app.tsx'
import { useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import { useConsentStrings } from '../strings/consent-strings.ts'
import { useStrings } from '../strings/strings.ts'

/** Written beside the child's consents, for this visit alone. */
export function GuardianSheet({
  guest,
  visitId,
  onClose,
}: {
  readonly guest: Guest
  readonly visitId: string
  readonly onClose: () => void
}) {
  const words = useConsentStrings()
  const { kit } = useStrings()
  const { clock } = useApp()
  const save = useSave()
  const [name, setName] = useState('')
  const [failed, setFailed] = useState<StoreErrorCode | null>(null)
  const isMissing = name.trim() === ''
  const keep = async () => {
    if (isMissing) return
    const by = useSession.getState().who ?? NOBODY
    const at = clock.now()
    const saved = await save<never>({
      intent: 'consent.present',
      keys: [{ table: CONSENTS, id: guest.id }],
      plan: ([record]) => {
        const fields = presenceField(record?.fields ?? {}, { visitId, guardian: name, at, by })
        const change = { table: CONSENTS, id: guest.id, fields }
        return { changes: [record ? change : { ...change, create: true, person: guest.id }] }
      },
    })
    if ('failed' in saved) setFailed(saved.failed)
    else onClose()
  }
  return (
    <Sheet
      open
      guarded
      title={words.line.guardianAsk}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{kit.cancel}</Button>
          <Button look={isMissing ? 'blocked' : 'go'} onPress={() => void keep()}>
            {isMissing ? words.sheet.guardianNeed : words.line.guardianSave}
          </Button>
        </>
      }
    >
      <NotSaved problem={failed} />
      <p>{words.line.guardian}</p>
      <TextEntry label={words.sheet.guardianName} value={name} maxLength={60} autoFocus onChange={setName} />
    </Sheet>
  )
}
