/** Where the data is, whether the browser promises to keep it, what has not been sent, and the way to the panel of the exchange. */
import { useEffect, useState } from 'react'
import type { SyncOverview } from '../../db/sync-state.ts'
import { Button } from '../kit/Button.tsx'
import { type StorageAnswer, useApp } from '../state/app.tsx'
import { useSession } from '../state/session.ts'
import { useSyncPanel } from '../state/sync-panel.ts'
import { dayAndTime } from '../state/times.ts'
import { useShopStrings } from '../strings/shop-strings.ts'
import { useSyncStrings } from '../strings/sync-strings.ts'
import { situationOf } from '../sync/situation.ts'
import { useOverview } from '../sync/use-sync.ts'
import { Fact, Facts, Section } from './Section.tsx'
import styles from './ShopScreen.module.css'

/** The promise can be asked for again; the answer is shown as it was given. */
export function DataSection({ timeZone }: { readonly timeZone: string }) {
  const sync = useSyncStrings()
  const words = useShopStrings()
  const { clock, askPersistent, persistentAnswer } = useApp()
  const language = useSession((s) => s.language)
  const [answer, setAnswer] = useState<StorageAnswer | null>(null)
  const overview = useOverview()
  useEffect(() => {
    void persistentAnswer().then(setAnswer)
  }, [persistentAnswer])
  const { data } = words
  const waitingWords = ({ waiting, oldestAt }: SyncOverview) =>
    waiting > 0 && oldestAt !== null
      ? data.waits(waiting, dayAndTime(oldestAt, timeZone, language))
      : data.nothingWaiting
  return (
    <Section
      title={data.title}
      action={
        <Button small onPress={useSyncPanel.getState().open}>
          {data.open}
        </Button>
      }
    >
      <p>{overview ? sync.state[situationOf(overview, clock.now())].title : null}</p>
      <p className={styles.quiet}>{data.where}</p>
      <Facts>
        <Fact name={data.promise}>
          <span role="status">{answer ? data[answer] : null}</span>
        </Fact>
        <Fact name={data.waiting}>{overview && waitingWords(overview)}</Fact>
        {overview?.lastContactAt ? (
          <Fact name={sync.facts.contact}>{dayAndTime(overview.lastContactAt, timeZone, language)}</Fact>
        ) : null}
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
