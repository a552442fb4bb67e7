/**
 * A sheet that sends one action: its problem stands in it in words, what was entered stays, and it closes only once the
 * action is kept. While something is missing its button looks blocked and says what. A second press while the first is
 * on its way does nothing: a correction sent twice would lose the value it corrects.
 */
import { type ReactNode, useRef, useState } from 'react'
import { Banner } from '../../kit/Banner.tsx'
import { Button } from '../../kit/Button.tsx'
import { Sheet } from '../../kit/Sheet.tsx'
import { useForgetDrafts } from '../../state/drafts.ts'
import { useStrings } from '../../strings/strings.ts'
import { problemWords } from '../stage/refusal-words.ts'
import { type Action, type Problem, useWork } from '../work.tsx'
import { sheetsOf } from './use-typed.ts'

type ActionSheetProps = {
  readonly title: string
  readonly label: string
  /** The action, or the sentence that says what is missing. */
  readonly action: Action | { readonly missing: string }
  readonly danger?: boolean
  readonly large?: boolean
  /** Turned to the guest: nothing of the staff's screen behind it is seen. */
  readonly forGuest?: boolean
  readonly onKept?: () => void
  readonly children: ReactNode
}

/** `missing` stands on the blocked button, so that it is read where the thumb already is. */
export function ActionSheet(props: ActionSheetProps) {
  const { title, label, action, danger, large, forGuest, onKept, children } = props
  const { send, open, loaded } = useWork()
  const strings = useStrings()
  const forget = useForgetDrafts(sheetsOf(loaded.run.id))
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isAsked, setAsked] = useState(false)
  const isMissing = 'missing' in action
  const isSending = useRef(false)
  const press = async () => {
    if (isMissing) {
      setAsked(true)
      return
    }
    if (isSending.current) return
    isSending.current = true
    const found = await send(action)
    setProblem(found)
    if (found) {
      isSending.current = false
      return
    }
    forget()
    open(null)
    onKept?.()
  }
  return (
    <Sheet
      open
      title={title}
      closeLabel={strings.kit.close}
      onClose={() => open(null)}
      size={large ? 'large' : 'normal'}
      forGuest={forGuest}
      actions={
        <Button look={isMissing ? 'blocked' : danger ? 'stop' : 'go'} wide={!danger} onPress={press}>
          {isMissing ? action.missing : label}
        </Button>
      }
    >
      {problem ? (
        <Banner tone={'failed' in problem ? 'red' : 'amber'} urgent>
          {problemWords(problem, loaded.text, strings, loaded.procedure.clock)}
        </Banner>
      ) : null}
      {isMissing && isAsked ? <Banner tone="amber">{action.missing}</Banner> : null}
      {children}
    </Sheet>
  )
}
