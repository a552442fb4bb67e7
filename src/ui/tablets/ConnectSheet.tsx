/** Connecting this tablet by a code, over whatever screen asked for it. */
import { Sheet } from '../kit/Sheet.tsx'
import { useStrings } from '../strings/strings.ts'
import { useTabletsStrings } from '../strings/tablets-strings.ts'
import { ConnectForm } from './ConnectForm.tsx'

/** Closes by itself when it is done. */
export function ConnectSheet({ code, onClose }: { readonly code?: string; readonly onClose: () => void }) {
  const words = useTabletsStrings()
  const { kit } = useStrings()
  return (
    <Sheet open guarded title={words.connectTitle} closeLabel={kit.close} onClose={onClose}>
      <ConnectForm {...(code === undefined ? {} : { code })} onDone={onClose} />
    </Sheet>
  )
}
