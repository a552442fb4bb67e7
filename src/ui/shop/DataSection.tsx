/** Where the data is, whether the browser promises to keep it, and what has not been sent. */
import { useEffect, useState } from 'react'
import { outboxState } from '../../db/queries.ts'
import { Button } from '../kit/Button.tsx'
import { type StorageAnswer, useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { dayAndTime } from '../state/times.ts'
import { useStrings } from '../strings/strings.ts'
import { Fact, Facts, Section } from './Section.tsx'
import styles from './ShopScreen.module.css'

/** The promise can be asked for again; the answer is shown as it was given. */
export function DataSection({ timeZone }: { readonly timeZone: string }) {
  const { shop: words } = useStrings()
  const { store, askPersistent, persistentAnswer } = useApp()
  const language = useSession((s) => s.language)
  const [answer, setAnswer] = useState<StorageAnswer | null>(null)
  const outbox = useLive(() => outboxState(store), [store])
  useEffect(() => {
    void persistentAnswer().then(setAnswer)
  }, [persistentAnswer])
  const { data } = words
  return (
    <Section title={data.title}>
      <p className={styles.quiet}>{data.where}</p>
      <Facts>
        <Fact name={data.promise}>
          <span role="status">{answer ? data[answer] : null}</span>
        </Fact>
        <Fact name={data.waiting}>
          {outbox && outbox.oldestAt !== null
            ? data.waits(outbox.waiting, dayAndTime(outbox.oldestAt, timeZone, language))
            : data.nothingWaiting}
        </Fact>
      </Facts>
      {answer === 'denied' ? (
        <div>
          <Button small onPress={() => void askPersistent().then(setAnswer)}>
            {data.ask}
          </Button>
        </div>
      ) : null}
    </Section>
  )
}
