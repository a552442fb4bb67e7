/** A button at the right of a foot; takes no press while its action is new, and looks as ever meanwhile. */
import { createContext, type ReactNode, useContext } from 'react'
import { Button, type ButtonProps } from '../../kit/Button.tsx'
import { useSettling } from './use-settling.ts'

const Settling = createContext(false)

/** Guards all FootButtons in it; `action` names what they do now, and whether they look blocked is not part of it. */
export function FootGuard({ action, children }: { readonly action: string; readonly children: ReactNode }) {
  return <Settling value={useSettling(action)}>{children}</Settling>
}

/** As kit's Button. Not `isPending`, which announces the button's name by its id, and is gone with the stage by then. */
export function FootButton({ onPress, ...rest }: ButtonProps) {
  const isSettling = useContext(Settling)
  return (
    <Button
      {...rest}
      aria-disabled={isSettling ? 'true' : undefined}
      onPress={(event) => (isSettling ? undefined : onPress?.(event))}
    />
  )
}
