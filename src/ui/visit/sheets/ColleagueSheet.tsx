/**
 * Calling somebody from the urn, which does not wait: the other tablets ring since the tap that opened this, and here it is seen
 * who comes. One tap takes it back; a colleague can also take over on any tablet.
 */
import { useState } from 'react'
import type { VisitId } from '../../../domain/ids.ts'
import { fieldsOf } from '../../../domain/procedure/answers.ts'
import { comingWords } from '../../emergency/summons-words.ts'
import { useSummoned } from '../../emergency/use-summoned.ts'
import { Banner } from '../../kit/Banner.tsx'
import { Button } from '../../kit/Button.tsx'
import { Sheet } from '../../kit/Sheet.tsx'
import { useNow } from '../../state/now.ts'
import { useAskColleague, useTakeBack } from '../../state/wanted.ts'
import { useStrings } from '../../strings/strings.ts'
import { useSummonsStrings } from '../../strings/summons-strings.ts'
import { nameOf, useWork } from '../work.tsx'
import styles from './sheets.module.css'

/** Opened by the exception, which has asked already. */
export function ColleagueSheet() {
  const { loaded, staff, open } = useWork()
  const { visit, kit, alarm } = useStrings()
  const words = useSummonsStrings()
  const { consultant } = fieldsOf(loaded.run)
  const now = useNow()
  const called = useSummoned()?.find(
    (one) => one.kind === 'colleague' && one.wanted.visitId === loaded.run.id,
  )
  const coming = called && comingWords(called, now, words, alarm, (id) => nameOf(staff, id))
  const ask = useAskColleague()
  const takeBack = useTakeBack()
  const [isFailed, setFailed] = useState(false)
  const turn = async () => {
    const failed = coming ? await takeBack(loaded.run.id as VisitId) : await ask(loaded.run)
    setFailed(failed !== null)
  }
  return (
    <Sheet
      open
      title={words.sheet.title}
      closeLabel={kit.close}
      onClose={() => open(null)}
      actions={
        <>
          <Button onPress={() => void turn()}>{coming ? words.back : words.ask}</Button>
          <Button onPress={() => open({ kind: 'handOver' })}>{words.sheet.handOver}</Button>
        </>
      }
    >
      {isFailed ? (
        <Banner tone="red" urgent>
          {words.notKept}
        </Banner>
      ) : null}
      <p className={styles.coming} role="status">
        {coming || words.none}
      </p>
      <p>{words.sheet.line}</p>
      {consultant ? (
        <p className={styles.muted}>{visit.handOver.now(nameOf(staff, consultant.value))}</p>
      ) : null}
    </Sheet>
  )
}
