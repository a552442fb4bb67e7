/**
 * First run: the language, then the shop that the server has, a sample shop, or a shop of one's own in five short steps.
 * Needs no server and no network; what is typed is kept as a draft until the shop stands.
 */
import { useState } from 'react'
import type { Json } from '../../base/json.ts'
import type { Grant, Signer } from '../../db/key-ring.ts'
import type { RecoverySlot } from '../../db/recovery-code.ts'
import { type StoreErrorCode, storeErrorFrom } from '../../db/store-error.ts'
import type { StaffId } from '../../domain/ids.ts'
import { SAMPLE_PIN } from '../../domain/people/pin.ts'
import type { Procedure } from '../../domain/procedure/structure.ts'
import type { NewShop } from '../../domain/shop/new-shop.ts'
import { sampleShop } from '../../domain/shop/sample.ts'
import { sampleVisits } from '../../domain/shop/sample-visits.ts'
import { firstSigner, type SetupDraft, shopOfDraft } from '../../domain/shop/setup-draft.ts'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { RecoveryPage } from '../lock/RecoveryPage.tsx'
import { LanguageChoice } from '../shell/LanguageChoice.tsx'
import { Loading } from '../shell/Loading.tsx'
import { useApp } from '../state/app.tsx'
import { signIn } from '../state/lock.ts'
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

/** A shop of one's own whose key is drawn and whose recovery code is on the screen; nothing of it is stored yet. */
type Own = {
  readonly whole: SetupDraft
  readonly grant: Grant
  readonly slots: ReadonlyMap<string, Json>
  readonly code: string
  readonly slot: RecoverySlot
  readonly who: StaffId
}

/** Stands alone, without the frame; disappears by itself once there is a shop. */
export function SetupScreen() {
  const sync = useSyncStrings()
  const { shell } = useStrings()
  const setup = useSetupStrings()
  const [draft, change] = useDraft()
  const { make, join, once, isWorking, failed } = useMaking()
  const [own, setOwn] = useState<Own | null>(null)
  const overview = useOverview()
  const language = useSession((s) => s.language)
  const { clock, keys } = useApp()
  if (!draft || !overview) return <Loading />
  const { joinable, joinableName, trouble } = overview
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const takeSample = () =>
    make(async () => {
      const now = clock.now()
      const shop = sampleShop(await sampleWords(language), now, timeZone)
      const signers = shop.staff.map(({ id }) => ({ person: id, pin: SAMPLE_PIN }))
      const grant = await keys.begin(signers[0] as Signer)
      const slots = await slotsFor(grant, signers, true)
      const earlier = (procedure: Procedure) => sampleVisits(shop, procedure, now)
      return { shop, grant, slots, recovery: null, earlier, who: null }
    })
  const drawKey = (whole: SetupDraft) =>
    once(async () => {
      const first = firstSigner(whole)
      if (!first) return
      const grant = await keys.begin(first)
      const signers = Object.entries(whole.pins).map(([person, pin]) => ({ person, pin }))
      const staff = new Set(whole.staff.map(({ id }) => id))
      const slots = await slotsFor(
        grant,
        signers.filter(({ person }) => staff.has(person)),
      )
      setOwn({ whole, grant, slots, who: first.person as StaffId, ...(await grant.recovery()) })
    })
  const takeOwn = ({ whole, grant, slots, slot, who }: Own) =>
    make(async () => {
      const shop = shopOfDraft(whole, setup.rooms.urn, timeZone)
      return { shop, grant, slots, recovery: slot, who }
    })
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
      {own ? (
        <RecoveryPage code={own.code} isWorking={isWorking} onWritten={() => void takeOwn(own)} />
      ) : draft.step === 'welcome' ? (
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
          onFinish={joinable === null ? (whole) => void drawKey(whole) : () => change({ step: 'welcome' })}
        />
      )}
    </div>
  )
}

type Wanted = {
  readonly shop: NewShop
  readonly grant: Grant
  readonly slots: ReadonlyMap<string, Json>
  readonly recovery: Json | null
  readonly earlier?: (procedure: Procedure) => ReturnType<typeof sampleVisits>
  /** Who is signed in afterwards; null leaves the tablet locked. */
  readonly who: StaffId | null
}

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
      const { shop, grant, slots, recovery, earlier, who } = await plan()
      await grant.unlock()
      // Whoever signs in as soon as the shop is there must not be locked out by its set-up's end.
      const beforeOpening = () => (who ? signIn(app, who) : app.keys.lock())
      await makeShop(app, shop, { slots, recovery }, { earlier, beforeOpening })
      grant.end()
      await forgetDraft(app.store)
      useSession.getState().say({
        text: `${setup.ready(shop.name)}${setup.persist[answer]}`,
        tone: answer === 'granted' ? 'jade' : 'amber',
        at: app.clock.now(),
        isForAll: true,
      })
    })
  const join = (shop: string | null) =>
    once(async () => {
      if (shop === null) return
      await app.askPersistent()
      await beginJoining(app.store, shop)
      app.sync.now()
    })
  return { make, join, once, isWorking, failed }
}

/** A slot for each of them, one after the other: each takes 64 MiB. */
async function slotsFor(
  grant: Grant,
  signers: readonly Signer[],
  isPublic = false,
): Promise<ReadonlyMap<string, Json>> {
  const slots = new Map<string, Json>()
  for (const signer of signers) slots.set(signer.person, await grant.slotFor(signer, isPublic))
  return slots
}
