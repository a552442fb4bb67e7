/** One question in very large type, what is to be said to the guest with it, and its answers as large buttons. */
import { useEffect, useRef } from 'react'
import type { Asked } from '../../../domain/procedure/challenge.ts'
import type { ChooseOption, Step } from '../../../domain/procedure/structure.ts'
import { isBlocking } from '../../../domain/procedure/values.ts'
import { footFirst } from '../../../domain/procedure/view.ts'
import { Button } from '../../kit/Button.tsx'
import { useGuideStrings } from '../../strings/guide-strings.ts'
import { FootButton, FootGuard } from '../stage/FootButton.tsx'
import { Problems } from '../stage/Problems.tsx'
import { Undo } from '../stage/StageFoot.tsx'
import stageStyles from '../stage/stage.module.css'
import { optionWords } from '../stage/value-words.ts'
import { Alike, GuestCard } from '../steps/IdentityRow.tsx'
import { WordsFor } from '../steps/StepRow.tsx'
import { useWork } from '../work.tsx'
import styles from './challenge.module.css'
import { FeetPicture } from './FeetPicture.tsx'

type AskProps = { readonly question: Asked; readonly onPass: () => void }

/** `onPass` is told once the question has its answer, or is put off. */
export function AskCard({ question, onPass }: AskProps) {
  const { loaded } = useWork()
  const guide = useGuideStrings()
  const words = guide.question[question.id]
  const titleRef = useRef<HTMLHeadingElement>(null)
  useEffect(() => titleRef.current?.focus({ preventScroll: true }), [])
  const foot = question.id === 'foot' ? footFirst(loaded.run) : null
  const isIdentity = question.steps.some(({ gate }) => gate?.name === 'identity')
  return (
    <>
      <div className={styles.body}>
        <Problems />
        <div className={styles.card}>
          <p className={styles.to}>{words.to}</p>
          <h2 ref={titleRef} tabIndex={-1} className={styles.question}>
            {foot ? guide.footFirst[foot] : words.ask}
          </h2>
          {foot ? <FeetPicture first={foot} /> : null}
          {words.line ? <p className={styles.line}>{words.line}</p> : null}
          {question.held && words.held ? (
            <p className={styles.held} role="status">
              {words.held}
            </p>
          ) : null}
          {isIdentity && loaded.guest ? (
            <div className={styles.guest}>
              <GuestCard guest={loaded.guest} />
              <Alike guest={loaded.guest} />
            </div>
          ) : null}
          <div className={styles.say}>
            <WordsFor stepIds={question.steps.map(({ id }) => id)} />
          </div>
        </div>
      </div>
      <footer className={`${stageStyles.foot} ${styles.foot}`}>
        <Undo />
        {question.skippable ? (
          <Button look="quiet" onPress={onPass}>
            {guide.skip}
          </Button>
        ) : null}
        <FootGuard action={question.id}>
          <div className={styles.answers}>
            <Answers question={question} onPass={onPass} />
          </div>
        </FootGuard>
      </footer>
    </>
  )
}

type ChooseStep = Extract<Step, { kind: 'choose' }>

function Answers({ question, onPass }: AskProps) {
  const [step] = question.steps
  if (step?.kind === 'choose') return <Options step={step} question={question} onPass={onPass} />
  return <YesOrNo question={question} onPass={onPass} />
}

/** The step's own options; the one that lets pass stands last, under the thumb. */
function Options({ step, question, onPass }: AskProps & { readonly step: ChooseStep }) {
  const { loaded, tell, open } = useWork()
  const press = async (option: ChooseOption) => {
    // As in the list: another guest is a visit to be moved, not an answer to keep.
    if (step.gate?.name === 'identity' && isBlocking(step, option.id)) open({ kind: 'move' })
    else if (await tell({ type: 'answer', answers: [{ stepId: step.id, value: option.id }] })) {
      if (option.id !== question.holds) onPass()
    }
  }
  const main =
    step.options.find(({ verdict }) => verdict === 'pass') ??
    (question.holds ? step.options.find(({ id }) => id !== question.holds) : undefined)
  const ordered = main ? [...step.options.filter((one) => one !== main), main] : step.options
  return ordered.map((option) => (
    <FootButton key={option.id} look={option === main ? 'go' : 'plain'} onPress={() => press(option)}>
      {optionWords(loaded.text, step.id, option.id)}
    </FootButton>
  ))
}

function YesOrNo({ question, onPass }: AskProps) {
  const { tell, stages } = useWork()
  const guide = useGuideStrings()
  const { yes, no } = guide.question[question.id]
  const isOpen = (id: string) =>
    stages.some(({ steps }) => steps.some((view) => view.step.id === id && view.state === 'open'))
  const agree = async () => {
    // Said before and still so: the answer that is kept stays as it is, with its own time.
    const open = question.steps.filter(({ id }) => isOpen(id))
    const answers = open.map(({ id }) => ({ stepId: id, value: true }))
    if (answers.length === 0 || (await tell({ type: 'answer', answers }))) onPass()
  }
  const refuse = question.no
  return (
    <>
      {refuse && no ? (
        <FootButton onPress={() => void tell({ type: 'answer', answers: [refuse] })}>{no}</FootButton>
      ) : null}
      <FootButton look="go" onPress={agree}>
        {yes}
      </FootButton>
    </>
  )
}
