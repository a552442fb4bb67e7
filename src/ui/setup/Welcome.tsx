/** The first page: what this is, and the two ways to begin. */
import { Button } from '../kit/Button.tsx'
import { Card } from '../kit/Card.tsx'
import { SteamDial } from '../kit/SteamDial.tsx'
import { useStrings } from '../strings/strings.ts'
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
  isWorking,
  onSample,
  onOwn,
}: {
  readonly hasBegun: boolean
  readonly isWorking: boolean
  readonly onSample: () => void
  readonly onOwn: () => void
}) {
  const { setup } = useStrings()
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
      <div className={styles.ways}>
        <Card label={setup.sampleTitle}>
          <div className={styles.way}>
            <h2>{setup.sampleTitle}</h2>
            <p className={styles.line}>{setup.sampleLine}</p>
            <Button wide isDisabled={isWorking} onPress={onSample}>
              {isWorking ? setup.working : setup.takeSample}
            </Button>
          </div>
        </Card>
        <Card label={setup.ownTitle}>
          <div className={styles.way}>
            <h2>{setup.ownTitle}</h2>
            <p className={styles.line}>{setup.ownLine}</p>
            <Button look="go" wide isDisabled={isWorking} onPress={onOwn}>
              {hasBegun ? setup.goOnOwn : setup.beginOwn}
            </Button>
          </div>
        </Card>
      </div>
    </main>
  )
}
