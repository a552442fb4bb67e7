/** What a manager may do about one tablet: name it, take it out, report it stolen. The last two are asked once more and signed with a PIN. */
import { useState } from 'react'
import { changeTablet, type Failure, type ListedTablet, NAME_MAX } from '../../client/tablets.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { useApp } from '../state/app.tsx'
import { askPin } from '../state/ask-pin.ts'
import { useSession } from '../state/session.ts'
import { useStrings } from '../strings/strings.ts'
import { useTabletsStrings } from '../strings/tablets-strings.ts'
import styles from './Tablets.module.css'
import { problemWords } from './words.ts'

type Deed = 'retired' | 'stolen'

/** `by` is the manager who opened it. */
export function TabletSheet({
  tablet,
  by,
  onClose,
}: {
  readonly tablet: ListedTablet
  readonly by: string
  readonly onClose: () => void
}) {
  const words = useTabletsStrings()
  const { kit } = useStrings()
  const app = useApp()
  const [name, setName] = useState(tablet.name)
  const [asked, setAsked] = useState<Deed | null>(null)
  const [problem, setProblem] = useState<Failure | 'nameMissing' | null>(null)
  const change = async (to: { readonly name: string } | { readonly state: Deed }) => {
    if ('name' in to && to.name === '') return setProblem('nameMissing')
    if ('state' in to && (await askPin()) === null) return
    const done = await changeTablet(app, { id: tablet.id, by, ...to }).catch(
      () => ({ failed: 'store' }) as const,
    )
    if (done !== null) return setProblem(done.failed)
    const text = words.one.done['state' in to ? to.state : 'renamed']
    useSession.getState().say({ text, tone: 'jade', at: app.clock.now() })
    onClose()
  }
  return (
    <Sheet open title={tablet.name} closeLabel={kit.close} onClose={onClose}>
      <div className={styles.form}>
        <TextEntry label={words.name} value={name} maxLength={NAME_MAX} onChange={setName} />
        <Button onPress={() => void change({ name: name.trim() })}>{words.one.rename}</Button>
        <DeedPart
          deed="retired"
          isAsked={asked === 'retired'}
          onAsk={setAsked}
          onSure={change}
          tablet={tablet}
        />
        <DeedPart
          deed="stolen"
          isAsked={asked === 'stolen'}
          onAsk={setAsked}
          onSure={change}
          tablet={tablet}
        />
        {problem === null ? null : (
          <p role="alert" className={styles.problem}>
            {problemWords(problem, words)}
          </p>
        )}
      </div>
    </Sheet>
  )
}

function DeedPart({
  deed,
  tablet,
  isAsked,
  onAsk,
  onSure,
}: {
  readonly deed: Deed
  readonly tablet: ListedTablet
  readonly isAsked: boolean
  readonly onAsk: (deed: Deed | null) => void
  readonly onSure: (to: { readonly state: Deed }) => Promise<void>
}) {
  const { one } = useTabletsStrings()
  const { kit } = useStrings()
  if (tablet.state === deed) return null
  const label = deed === 'retired' ? one.retire : one.stolen
  return (
    <div className={styles.deeds}>
      <p className={styles.quiet}>{deed === 'retired' ? one.retireLine : one.stolenLine}</p>
      {isAsked ? (
        <>
          <Button look="stop" onPress={() => void onSure({ state: deed })}>
            {label}: {one.sure}
          </Button>
          <Button onPress={() => onAsk(null)}>{kit.cancel}</Button>
        </>
      ) : (
        <Button onPress={() => onAsk(deed)}>{label}</Button>
      )}
    </div>
  )
}
