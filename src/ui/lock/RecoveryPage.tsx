/** The recovery code, shown once: it is to be written on paper before anything that it opens is made. */
import { Button } from '../kit/Button.tsx'
import { useLockStrings } from '../strings/lock-strings.ts'
import styles from './Recovery.module.css'
import { RecoveryCode } from './RecoveryCode.tsx'

/** `onWritten` once somebody says that it is on paper. */
export function RecoveryPage({
  code,
  isWorking,
  onWritten,
}: {
  readonly code: string
  readonly isWorking: boolean
  readonly onWritten: () => void
}) {
  const { recovery: words } = useLockStrings()
  return (
    <main className={styles.page}>
      <h1>{words.title}</h1>
      <p className={styles.line}>{words.line}</p>
      <RecoveryCode code={code} />
      <Button look="go" isDisabled={isWorking} onPress={onWritten}>
        {words.written}
      </Button>
    </main>
  )
}
