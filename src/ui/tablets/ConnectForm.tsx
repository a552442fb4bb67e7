/** A code and a name, and this tablet is one of the shop's; an empty one begins to fetch the shop. */
import { useState } from 'react'
import { connect, type Failure, NAME_MAX } from '../../client/tablets.ts'
import { Button } from '../kit/Button.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { useApp } from '../state/app.tsx'
import { useSession } from '../state/session.ts'
import { useTabletsStrings } from '../strings/tablets-strings.ts'
import { beginJoining } from '../sync/joining.ts'
import styles from './Tablets.module.css'
import { problemWords } from './words.ts'

/** `code` is what came with the address; `onDone` once the server knows this tablet. */
export function ConnectForm({
  code: first = '',
  onDone,
}: {
  readonly code?: string
  readonly onDone: () => void
}) {
  const words = useTabletsStrings()
  const app = useApp()
  const [code, setCode] = useState(first)
  const [name, setName] = useState('')
  const [isWorking, setWorking] = useState(false)
  const [problem, setProblem] = useState<Failure | 'nameMissing' | null>(null)
  const go = async () => {
    if (isWorking) return
    if (name.trim() === '') return setProblem('nameMissing')
    setWorking(true)
    setProblem(null)
    try {
      const done = await connect(app, { typed: code, name: name.trim() })
      if ('failed' in done) return setProblem(done.failed)
      if (done.isNew) {
        await app.askPersistent()
        await beginJoining(app.store, done.shop)
      }
      app.sync.now()
      useSession.getState().say({ text: words.connected, tone: 'jade', at: app.clock.now() })
      onDone()
    } catch {
      setProblem('store')
    } finally {
      setWorking(false)
    }
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
    >
      <TextEntry label={words.code} value={code} maxLength={30} onChange={setCode} hint={words.codeHint} />
      <TextEntry
        label={words.name}
        value={name}
        maxLength={NAME_MAX}
        onChange={setName}
        hint={words.nameHint}
      />
      {problem === null ? null : (
        <p role="alert" className={styles.problem}>
          {problemWords(problem, words)}
        </p>
      )}
      <Button look="go" type="submit" isPending={isWorking}>
        {isWorking ? words.going : words.go}
      </Button>
    </form>
  )
}
