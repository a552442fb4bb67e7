/**
 * The first page: what this is, and the ways to begin. Where the server already has a shop there is one: to join it. A
 * server holds one shop, and a second one made here could never be sent.
 */
import { type ReactNode, useEffect, useState } from 'react'
import { wasWiped } from '../../client/leave.ts'
import { Banner } from '../kit/Banner.tsx'
import { Button } from '../kit/Button.tsx'
import { Card } from '../kit/Card.tsx'
import { SteamDial } from '../kit/SteamDial.tsx'
import { useSetupStrings } from '../strings/setup-strings.ts'
import { useSyncStrings } from '../strings/sync-strings.ts'
import { useTabletsStrings } from '../strings/tablets-strings.ts'
import { ConnectSheet } from '../tablets/ConnectSheet.tsx'
import styles from './SetupScreen.module.css'

/** The dial as the product's sign: a visit at twelve minutes. */
const SIGN = {
  elapsedMin: 12,
  checks: [
    { minute: 5, state: 'done' },
    { minute: 10, state: 'done' },
    { minute: 15, state: 'waiting' },
    { minute: 25, state: 'waiting' },
  ],
  asked: 'waiting',
  over: false,
  label: '',
} as const

/** `hasBegun`: a draft of one's own is there to go on with. */
export function Welcome({
  hasBegun,
  mayJoin,
  joinableName,
  isWorking,
  onJoin,
  onSample,
  onOwn,
}: {
  readonly hasBegun: boolean
  readonly mayJoin: boolean
  /** What the server's shop is called; null where it has not said. */
  readonly joinableName: string | null
  readonly isWorking: boolean
  readonly onJoin: () => void
  readonly onSample: () => void
  readonly onOwn: () => void
}) {
  const setup = useSetupStrings()
  const tablets = useTabletsStrings()
  return (
    <main className={styles.welcome}>
      <div className={styles.hello}>
        <div aria-hidden="true">
          <SteamDial size={132} title="" {...SIGN} />
        </div>
        <div>
          <h1 className={styles.title}>{setup.welcome}</h1>
          <p className={styles.line}>{setup.welcomeLine}</p>
        </div>
      </div>
      {wasWiped() ? <Banner tone="amber">{tablets.wiped}</Banner> : null}
      {mayJoin ? (
        <JoinWay name={joinableName} isWorking={isWorking} onJoin={onJoin} />
      ) : (
        <div className={styles.ways}>
          <Way title={setup.sampleTitle} line={setup.sampleLine}>
            <Button wide isDisabled={isWorking} onPress={onSample}>
              {isWorking ? setup.working : setup.takeSample}
            </Button>
          </Way>
          <Way title={setup.ownTitle} line={setup.ownLine}>
            <Button look="go" wide isDisabled={isWorking} onPress={onOwn}>
              {hasBegun ? setup.goOnOwn : setup.beginOwn}
            </Button>
          </Way>
          <CodeWay isWorking={isWorking} />
        </div>
      )}
    </main>
  )
}

function JoinWay({
  name,
  isWorking,
  onJoin,
}: {
  readonly name: string | null
  readonly isWorking: boolean
  readonly onJoin: () => void
}) {
  const { join } = useSyncStrings()
  return (
    <div className={styles.joining}>
      <Way title={join.title(name)} line={join.line} tone="clay">
        <Button look="go" wide isDisabled={isWorking} onPress={onJoin}>
          {isWorking ? join.joining : join.join}
        </Button>
      </Way>
      <p className={styles.line}>{join.why}</p>
    </div>
  )
}

/** The shop is on a server, and somebody has a code for it; one that came with the address is there already. */
function CodeWay({ isWorking }: { readonly isWorking: boolean }) {
  const { join } = useTabletsStrings()
  const [code] = useState(codeOfAddress)
  const [isOpen, setOpen] = useState(code !== null)
  useEffect(() => {
    // A code is good once; it stays in no history.
    if (code !== null) history.replaceState(null, '', '/')
  }, [code])
  return (
    <Way title={join.title} line={join.line}>
      <Button wide isDisabled={isWorking} onPress={() => setOpen(true)}>
        {join.open}
      </Button>
      {isOpen ? <ConnectSheet {...(code === null ? {} : { code })} onClose={() => setOpen(false)} /> : null}
    </Way>
  )
}

/** `/join#7K3M-9QXW-2BTD`, as a QR code says it. */
function codeOfAddress(): string | null {
  return location.pathname === '/join' && location.hash.length > 1 ? location.hash.slice(1) : null
}

function Way({
  title,
  line,
  tone = 'plain',
  children,
}: {
  readonly title: string
  readonly line: string
  readonly tone?: 'plain' | 'clay'
  readonly children: ReactNode
}) {
  return (
    <Card label={title} tone={tone}>
      <div className={styles.way}>
        <h2>{title}</h2>
        <p className={styles.line}>{line}</p>
        {children}
      </div>
    </Card>
  )
}
