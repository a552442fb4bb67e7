/**
 * A toilet break in mid-steam: who supports on which side out, and on return dizziness, water and the side in. Each is one
 * tap; the clock of the urn goes on meanwhile (D13).
 */
import { useRef, useState } from 'react'
import { Banner } from '../../kit/Banner.tsx'
import { Button } from '../../kit/Button.tsx'
import { Choice } from '../../kit/Choice.tsx'
import { Sheet } from '../../kit/Sheet.tsx'
import { useGuideStrings } from '../../strings/guide-strings.ts'
import { useStrings } from '../../strings/strings.ts'
import { problemWords } from '../stage/refusal-words.ts'
import { WordsFor } from '../steps/StepRow.tsx'
import { type Problem, useWork } from '../work.tsx'
import { ActionSheet } from './ActionSheet.tsx'
import styles from './sheets.module.css'

type Side = 'left' | 'right'
const SIDES = ['left', 'right'] as const

/** The side is the answer: one tap, and the five minutes run. */
export function BreakOutSheet() {
  const { loaded, send, open } = useWork()
  const strings = useStrings()
  const { away } = useGuideStrings()
  const [problem, setProblem] = useState<Problem | null>(null)
  const isSending = useRef(false)
  const { clock } = loaded.procedure
  const press = async (support: Side) => {
    if (isSending.current) return
    isSending.current = true
    const found = await send({ type: 'breakOut', support })
    isSending.current = false
    setProblem(found)
    if (!found) open(null)
  }
  return (
    <Sheet open title={away.title} closeLabel={strings.kit.close} onClose={() => open(null)}>
      {problem ? (
        <Banner tone={'failed' in problem ? 'red' : 'amber'} urgent>
          {problemWords(problem, loaded.text, strings, clock)}
        </Banner>
      ) : null}
      {clock.away ? <WordsFor stepIds={[clock.away]} /> : null}
      <p className={styles.ask}>{away.out}</p>
      <div className={styles.sides}>
        {SIDES.map((side) => (
          <Button key={side} wide onPress={() => press(side)}>
            {away.side[side]}
          </Button>
        ))}
      </div>
      <p className={styles.muted}>{away.line(clock.awayMaxMin ?? 0, clock.offMin)}</p>
    </Sheet>
  )
}

/** Dizzy on return: it is recorded, and stopping is what comes next. */
export function BreakBackSheet() {
  const { open } = useWork()
  const { away } = useGuideStrings()
  const [dizzy, setDizzy] = useState<string | null>(null)
  const [water, setWater] = useState<string | null>(null)
  const [side, setSide] = useState<Side | null>(null)
  const isAnswered = dizzy !== null && water !== null && side !== null
  const isDizzy = dizzy === 'yes'
  return (
    <ActionSheet
      title={away.backTitle}
      label={isDizzy ? away.stop : away.keep}
      danger={isDizzy}
      action={
        isAnswered
          ? { type: 'breakBack', support: side, dizzy: isDizzy, water: water === 'yes' }
          : { missing: away.need }
      }
      onKept={() => (isDizzy ? open({ kind: 'stop' }) : undefined)}
    >
      <Question
        label={away.dizzy}
        options={[
          { id: 'no', label: away.dizzyNo },
          { id: 'yes', label: away.dizzyYes, tone: 'red' },
        ]}
        value={dizzy}
        onChange={setDizzy}
      />
      <Question
        label={away.water}
        options={[
          { id: 'yes', label: away.waterYes },
          { id: 'no', label: away.waterNo },
        ]}
        value={water}
        onChange={setWater}
      />
      <Question
        label={away.support}
        options={SIDES.map((id) => ({ id, label: away.side[id] }))}
        value={side}
        onChange={(id) => setSide(id === 'left' ? 'left' : 'right')}
      />
    </ActionSheet>
  )
}

function Question({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string
  readonly options: readonly { readonly id: string; readonly label: string; readonly tone?: 'red' }[]
  readonly value: string | null
  readonly onChange: (id: string) => void
}) {
  return (
    <>
      <p className={styles.ask}>{label}</p>
      <Choice
        label={label}
        options={options}
        value={value === null ? [] : [value]}
        onChange={([id]) => (id === undefined ? undefined : onChange(id))}
      />
    </>
  )
}
