/**
 * First run: the language, then the shop that the server has, a sample shop, or a shop of one's own in four short steps.
 * Needs no server and no network; what is typed is kept as a draft until the shop stands.
 */
import { useState } from 'react'
import { type StoreErrorCode, storeErrorFrom } from '../../db/store-error.ts'
import type { NewShop } from '../../domain/shop/new-shop.ts'
import { sampleShop } from '../../domain/shop/sample.ts'
import { sampleVisits } from '../../domain/shop/sample-visits.ts'
import { type SetupDraft, shopOfDraft } from '../../domain/shop/setup-draft.ts'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { LanguageChoice } from '../shell/LanguageChoice.tsx'
import { Loading } from '../shell/Loading.tsx'
import { useApp } from '../state/app.tsx'
import { useSession } from '../state/session.ts'
import { useSetupStrings } from '../strings/setup-strings.ts'
import { useStrings } from '../strings/strings.ts'
import { useSyncStrings } from '../strings/sync-strings.ts'
import { beginJoining } from '../sync/joining.ts'
import { useOverview } from '../sync/use-sync.ts'
import { makeShop } from './make-shop.ts'
import styles from './SetupScreen.module.css'
import { SetupSteps } from './SetupSteps.tsx'
import { sampleWords } from './sample-words.ts'
import { forgetDraft, useDraft } from './use-draft.ts'
import { Welcome } from './Welcome.tsx'

/** Stands alone, without the frame; disappears by itself once there is a shop. */
export function SetupScreen() {
  const sync = useSyncStrings()
  const { shell } = useStrings()
  const setup = useSetupStrings()
  const [draft, change] = useDraft()
  const { make, join, isWorking, failed } = useMaking()
  const overview = useOverview()
  const language = useSession((s) => s.language)
  const { clock } = useApp()
  if (!draft || !overview) return <Loading />
  const { joinable, joinableName, trouble } = overview
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const takeSample = () =>
    make(async () => {
      const now = clock.now()
      const shop = sampleShop(await sampleWords(language), now, timeZone)
      return { shop, earlier: (procedure) => sampleVisits(shop, procedure, now) }
    })
  const takeOwn = (whole: SetupDraft) =>
    make(async () => ({ shop: shopOfDraft(whole, setup.rooms.urn, timeZone) }))
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <span className={styles.product}>{shell.appName}</span>
        <LanguageChoice />
      </header>
      {failed ? (
        <Banner tone="red" urgent>
          {shell.error.title[failed]} — {shell.error.line[failed]}
        </Banner>
      ) : null}
      {trouble && trouble.code !== 'unreachable' ? (
        <Banner tone="amber">
          <b>{sync.state[trouble.code].title}</b> {sync.state[trouble.code].line}
        </Banner>
      ) : null}
      {joinable !== null && draft.step !== 'welcome' ? (
        <Banner
          tone="amber"
          action={
            <Button small onPress={() => change({ step: 'welcome' })}>
              {sync.join.goBack}
            </Button>
          }
        >
          {sync.join.title(joinableName)}
        </Banner>
      ) : null}
      {draft.step === 'welcome' ? (
        <Welcome
          hasBegun={draft.name !== '' || draft.rooms.length > 0}
          mayJoin={joinable !== null}
          joinableName={joinableName}
          isWorking={isWorking}
          onJoin={() => void join(joinable)}
          onSample={takeSample}
          onOwn={() => change({ step: 'shop' })}
        />
      ) : (
        <SetupSteps
          draft={draft}
          step={draft.step}
          change={change}
          isWorking={isWorking}
          onFinish={joinable === null ? takeOwn : () => change({ step: 'welcome' })}
        />
      )}
    </div>
  )
}

type Wanted = { readonly shop: NewShop; readonly earlier?: Parameters<typeof makeShop>[2] }

/** Makes the shop once, or joins it; asks the browser to keep the data, and says what it answered. */
function useMaking() {
  const app = useApp()
  const setup = useSetupStrings()
  const [isWorking, setWorking] = useState(false)
  const [failed, setFailed] = useState<StoreErrorCode | null>(null)
  const once = async (work: () => Promise<void>) => {
    if (isWorking) return
    setWorking(true)
    setFailed(null)
    try {
      await work()
    } catch (error) {
      setFailed(storeErrorFrom(error, 'notSaved').code)
    } finally {
      setWorking(false)
    }
  }
  const make = (plan: () => Promise<Wanted>) =>
    once(async () => {
      const answer = await app.askPersistent()
      const { shop, earlier } = await plan()
      await makeShop(app, shop, earlier)
      await forgetDraft(app.store)
      useSession.getState().say({
        text: `${setup.ready(shop.name)}${setup.persist[answer]}`,
        tone: answer === 'granted' ? 'jade' : 'amber',
        at: app.clock.now(),
      })
    })
  const join = (shop: string | null) =>
    once(async () => {
      if (shop === null) return
      await app.askPersistent()
      await beginJoining(app.store, shop)
      app.sync.now()
    })
  return { make, join, isWorking, failed }
}
