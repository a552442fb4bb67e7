/** A code for one more tablet: large enough to be read across the counter, as a QR code, and how long it is good. */
import { useCallback, useEffect, useState } from 'react'
import { MINUTE_MS } from '../../base/clock.ts'
import { type Failure, makeJoinCode } from '../../client/tablets.ts'
import { Button } from '../kit/Button.tsx'
import { Sheet } from '../kit/Sheet.tsx'
import { useApp } from '../state/app.tsx'
import { useNow } from '../state/now.ts'
import { useStrings } from '../strings/strings.ts'
import { useTabletsStrings } from '../strings/tablets-strings.ts'
import { QrCode } from './QrCode.tsx'
import styles from './Tablets.module.css'
import { problemWords } from './words.ts'

type Made = { readonly code: string; readonly address: string; readonly until: number }

/** Makes a code when it opens; `by` is the manager who opened it. */
export function AddTabletSheet({ by, onClose }: { readonly by: string; readonly onClose: () => void }) {
  const words = useTabletsStrings()
  const { kit } = useStrings()
  const app = useApp()
  const now = useNow(1_000)
  const [made, setMade] = useState<Made | Failure | null>(null)
  const make = useCallback(async () => {
    setMade(null)
    const done = await makeJoinCode(app, { by, origin: location.origin }).catch(
      () => ({ failed: 'store' }) as const,
    )
    if ('failed' in done) setMade(done.failed)
    else setMade({ ...done, until: app.clock.now() + done.lastsMs })
  }, [app, by])
  useEffect(() => void make(), [make])
  const isOver = made !== null && typeof made === 'object' && now >= made.until
  return (
    <Sheet
      open
      title={words.add.title}
      closeLabel={kit.close}
      onClose={onClose}
      actions={
        isOver || typeof made === 'string' ? (
          <Button look="go" onPress={() => void make()}>
            {words.add.again}
          </Button>
        ) : (
          <Button onPress={onClose}>{kit.close}</Button>
        )
      }
    >
      <CodeOnShow made={made} isOver={isOver} now={now} />
    </Sheet>
  )
}

function CodeOnShow({
  made,
  isOver,
  now,
}: {
  readonly made: Made | Failure | null
  readonly isOver: boolean
  readonly now: number
}) {
  const words = useTabletsStrings()
  if (made === null) return <p role="status">{words.add.making}</p>
  if (typeof made === 'string')
    return (
      <p role="alert" className={styles.problem}>
        {problemWords(made, words)}
      </p>
    )
  if (isOver) return <p role="status">{words.add.over}</p>
  return (
    <div className={styles.adding}>
      <QrCode text={made.address} label={words.add.qr} />
      <p className={styles.code}>{made.code}</p>
      <p>{words.add.line}</p>
      <p className={styles.quiet}>{words.add.left(Math.floor((made.until - now) / MINUTE_MS))}</p>
    </div>
  )
}
