/** What is not sent, as a file; and taking in the file of another tablet. For where a tablet cannot reach the server itself. */
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { takeIn } from '../../client/take-in.ts'
import { writeUnsent } from '../../db/unsent-file.ts'
import { saveFile } from '../../device/save-file.ts'
import { Button } from '../kit/Button.tsx'
import { useApp } from '../state/app.tsx'
import { useTabletsStrings } from '../strings/tablets-strings.ts'
import styles from './Tablets.module.css'

/** One of the two: saving where the server cannot be reached, taking in where it can. */
export function FilePart({ deed }: { readonly deed: 'save' | 'take' }) {
  const { file: words } = useTabletsStrings()
  const app = useApp()
  const [said, setSaid] = useState<string | null>(null)
  const save = async () => {
    const text = await writeUnsent(app.store).catch(() => null)
    if (text === null) return setSaid(words.problem.other)
    const day = new Date(app.clock.now()).toISOString().slice(0, 10)
    saveFile({ name: `steamkeeper-unsent-${day}.json`, type: 'application/json', text })
    setSaid(words.saved)
  }
  const take = async (chosen: File | undefined) => {
    if (chosen === undefined) return
    const done = await chosen
      .text()
      .then((text) => takeIn(app, text))
      .catch(() => ({ failed: 'store' }) as const)
    if ('failed' in done) {
      const { problem } = words
      return setSaid(
        Object.hasOwn(problem, done.failed) ? problem[done.failed as keyof typeof problem] : problem.other,
      )
    }
    setSaid(words.taken(done))
    app.sync.now()
  }
  return (
    <section className={styles.deeds} aria-label={words.title}>
      <p className={styles.quiet}>{words.line}</p>
      {deed === 'save' ? (
        <Button onPress={() => void save()}>{words.save}</Button>
      ) : (
        <FileTrigger acceptedFileTypes={['application/json']} onSelect={(files) => void take(files?.[0])}>
          <Button>{words.take}</Button>
        </FileTrigger>
      )}
      <p role="status">{said}</p>
    </section>
  )
}
