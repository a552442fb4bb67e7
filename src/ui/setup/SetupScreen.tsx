/**
 * First run: the language, then a sample shop, or a shop of one's own in four short steps. Needs no server and no
 * network; what is typed is kept as a draft until the shop stands.
 */
import { useState } from 'react'
import { type StoreErrorCode, storeErrorFrom } from '../../db/store-error.ts'
import type { NewShop } from '../../domain/shop/new-shop.ts'
import { sampleShop } from '../../domain/shop/sample.ts'
import { sampleVisits } from '../../domain/shop/sample-visits.ts'
import { type SetupDraft, shopOfDraft } from '../../domain/shop/setup-draft.ts'
import { Banner } from '../kit/Banner.tsx'
import { LanguageChoice } from '../shell/LanguageChoice.tsx'
import { Loading } from '../shell/Loading.tsx'
import { useApp } from '../state/app.tsx'
import { useSession } from '../state/session.ts'
import { useStrings } from '../strings/strings.ts'
import { makeShop } from './make-shop.ts'
import styles from './SetupScreen.module.css'
import { SetupSteps } from './SetupSteps.tsx'
import { sampleWords } from './sample-words.ts'
import { forgetDraft, useDraft } from './use-draft.ts'
import { Welcome } from './Welcome.tsx'

/** Stands alone, without the frame; disappears by itself once there is a shop. */
export function SetupScreen() {
  const { setup, shell } = useStrings()
  const [draft, change] = useDraft()
  const { make, isWorking, failed } = useMaking()
  const language = useSession((s) => s.language)
  const { clock } = useApp()
  if (!draft) return <Loading />
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
      {draft.step === 'welcome' ? (
        <Welcome
          hasBegun={draft.name !== '' || draft.rooms.length > 0}
          isWorking={isWorking}
          onSample={takeSample}
          onOwn={() => change({ step: 'shop' })}
        />
      ) : (
        <SetupSteps
          draft={draft}
          step={draft.step}
          change={change}
          isWorking={isWorking}
          onFinish={takeOwn}
        />
      )}
    </div>
  )
}

type Wanted = { readonly shop: NewShop; readonly earlier?: Parameters<typeof makeShop>[2] }

/** Makes the shop once, asks the browser to keep the data, and says what it answered. */
function useMaking() {
  const app = useApp()
  const { setup } = useStrings()
  const [isWorking, setWorking] = useState(false)
  const [failed, setFailed] = useState<StoreErrorCode | null>(null)
  const make = async (plan: () => Promise<Wanted>) => {
    if (isWorking) return
    setWorking(true)
    setFailed(null)
    try {
      const answer = await app.askPersistent()
      const { shop, earlier } = await plan()
      await makeShop(app, shop, earlier)
      await forgetDraft(app.store)
      useSession.getState().say({
        text: `${setup.ready(shop.name)}${setup.persist[answer]}`,
        tone: answer === 'granted' ? 'jade' : 'amber',
        at: app.clock.now(),
      })
    } catch (error) {
      setFailed(storeErrorFrom(error, 'notSaved').code)
    } finally {
      setWorking(false)
    }
  }
  return { make, isWorking, failed }
}
