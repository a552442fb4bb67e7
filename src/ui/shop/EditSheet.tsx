/** A form over the page: saves by one intent, closes when it is kept, and says in a sentence why it is not. */
import { type ReactNode, useState } from 'react'
import type { StoreErrorCode } from '../../db/store-error.ts'
import type { NameRefusal } from '../../domain/shop/plan-house.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { useApp } from '../state/app.tsx'
import { failureWords } from '../state/failure.ts'
import { type SaveRequest, useSave } from '../state/save.ts'
import { useSession } from '../state/session.ts'
import { useShopStrings } from '../strings/shop-strings.ts'
import { useStrings } from '../strings/strings.ts'

/** `request` is made when "save" is tapped, of what stands in the form then. */
export function EditSheet({
  title,
  request,
  onClose,
  children,
}: {
  readonly title: string
  readonly request: () => SaveRequest<NameRefusal>
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const shop = useShopStrings()
  const { shell, kit } = useStrings()
  const { clock } = useApp()
  const save = useSave()
  const [problem, setProblem] = useState<NameRefusal | StoreErrorCode | null>(null)
  const keep = async () => {
    const saved = await save(request())
    if ('kept' in saved) {
      useSession.getState().say({ text: shop.saved, tone: 'jade', at: clock.now() })
      return onClose()
    }
    setProblem('refused' in saved ? saved.refused : saved.failed)
  }
  return (
    <Sheet
      open
      guarded
      title={title}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{kit.cancel}</Button>
          <Button look="go" onPress={() => void keep()}>
            {shop.save}
          </Button>
        </>
      }
    >
      {children}
      {problem ? (
        <p role="alert">
          {problem in shop.refused
            ? shop.refused[problem as NameRefusal]
            : failureWords(shell.error, problem as StoreErrorCode)}
        </p>
      ) : null}
    </Sheet>
  )
}
