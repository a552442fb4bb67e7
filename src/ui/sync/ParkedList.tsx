/**
 * What the server keeps without applying it, for a manager: who did what and when, why it does not count, what it says, and two
 * ways to go on, each with a reason. It can be said the other way until the server has applied it.
 */
import { useRef, useState } from 'react'
import { type Parked, pilesOf, type Word } from '../../domain/people/parked.ts'
import { Button } from '../kit/Button.tsx'
import { Choice } from '../kit/Choice.tsx'
import { Tag } from '../kit/Tag.tsx'
import { TextEntry } from '../kit/TextEntry.tsx'
import { useSyncStrings } from '../strings/sync-strings.ts'
import { partWords } from './parked-words.ts'
import styles from './SyncSheet.module.css'
import { type Judged, useJudge } from './use-judge.ts'
import type { ParkedView } from './use-parked.ts'
import { intentWords, reasonOf } from './words.ts'

type Names = { readonly name: (actor: string) => string; readonly time: (at: number) => string }

/** Nothing at all when there are none. */
export function ParkedList({ views, ...names }: Names & { readonly views: readonly ParkedView[] }) {
  const { parked: words } = useSyncStrings()
  const judge = useJudge()
  const heading = useRef<HTMLHeadingElement>(null)
  const [outcome, setOutcome] = useState<Judged | null>(null)
  if (views.length === 0) return null
  const say = async (parked: readonly Parked[], word: Word, why: string) => {
    const judged = await judge(parked, word, why)
    setOutcome(judged)
    // The form that had the focus is gone.
    if (judged === 'done') heading.current?.focus()
    return judged
  }
  return (
    <section className={styles.section} aria-label={words.title}>
      <h3 ref={heading} tabIndex={-1} className={styles.title}>
        {words.title}
      </h3>
      <p className="visually-hidden" role="status">
        {outcome === 'done' ? words.done : ''}
      </p>
      <p className={styles.quiet}>{words.line}</p>
      <ul className={styles.list}>
        {pilesOf(views.map(({ parked }) => parked)).map((pile) => (
          <Pile key={pile[0]?.reason} pile={pile} onSay={(...of) => say(pile, ...of)} />
        ))}
        {views.map((view) => (
          <Item key={view.parked.id} view={view} {...names} onSay={(...of) => say([view.parked], ...of)} />
        ))}
      </ul>
    </section>
  )
}

type Say = (word: Word, why: string) => Promise<Judged>

function Item({ view, name, time, onSay }: Names & { readonly view: ParkedView; readonly onSay: Say }) {
  const sync = useSyncStrings()
  const { parked: words, unapplied } = sync
  const { parked, parts } = view
  const [asked, setAsked] = useState<Word | null>(null)
  const what = intentWords(parked.intent, sync)
  const who = name(parked.actor)
  const { state, word } = parked
  return (
    <li className={styles.item}>
      <p className={styles.itemTitle}>{unapplied.of(what, who, time(parked.at))}</p>
      <p className={styles.itemLine}>
        <Tag tone={state === 'applied' ? 'jade' : 'amber'}>{words.state[state]}</Tag>{' '}
        <span>{reasonOf(parked.reason, sync)}</span>
      </p>
      {parts.map((part) => (
        <p key={`${part.about.table}/${part.about.id}`}>{partWords(part)}</p>
      ))}
      {parked.isForUrn ? <p className={styles.quiet}>{words.urn}</p> : null}
      {parked.reason === 'creatorParked' && state !== 'applied' ? (
        <p className={styles.quiet}>{words.follows}</p>
      ) : null}
      {word === null ? null : (
        <p className={styles.quiet}>{words.by(name(word.by), time(word.at), word.why)}</p>
      )}
      {state === 'applied' ? null : asked === null ? (
        <p className={styles.itemLine}>
          {parked.isFit && state !== 'accepted' ? (
            <Button small aria-label={words.acceptLabel(what, who)} onPress={() => setAsked('accepted')}>
              {words.accept}
            </Button>
          ) : null}
          {state === 'dismissed' ? null : (
            <Button small aria-label={words.dismissLabel(what, who)} onPress={() => setAsked('dismissed')}>
              {words.dismiss}
            </Button>
          )}
        </p>
      ) : (
        <Why word={asked} onCancel={() => setAsked(null)} onSay={onSay} />
      )}
    </li>
  )
}

/** Several of which nothing can be read, above the list in which each still stands by itself. */
function Pile({ pile, onSay }: { readonly pile: readonly Parked[]; readonly onSay: Say }) {
  const sync = useSyncStrings()
  const { parked: words } = sync
  const [isAsked, setAsked] = useState(false)
  const reason = reasonOf(pile[0]?.reason ?? '', sync)
  return (
    <li className={styles.item}>
      <p className={styles.itemTitle}>{words.pile(pile.length, reason)}</p>
      {isAsked ? (
        <Why word="dismissed" onCancel={() => setAsked(false)} onSay={onSay} />
      ) : (
        <p className={styles.itemLine}>
          <Button small onPress={() => setAsked(true)}>
            {words.dismissAll(pile.length)}
          </Button>
        </p>
      )}
    </li>
  )
}

const OTHER = 'other'

/** Why, by one tap or in words; without it nothing is said. */
function Why({
  word,
  onCancel,
  onSay,
}: {
  readonly word: Word
  readonly onCancel: () => void
  readonly onSay: Say
}) {
  const { parked: words } = useSyncStrings()
  const [chosen, setChosen] = useState<string | null>(null)
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<Judged | null>(null)
  const usual = words.whys[word]
  const options = [...usual.map((label) => ({ id: label, label })), { id: OTHER, label: words.other }]
  const say = async () => {
    const judged = await onSay(word, chosen === OTHER ? text : (chosen ?? ''))
    if (judged === 'done') onCancel()
    else setProblem(judged)
  }
  const isSayable = problem !== null && problem !== 'done' && problem !== 'failed' && problem !== 'unsigned'
  return (
    <>
      <Choice
        label={words.why}
        options={options}
        value={chosen === null ? [] : [chosen]}
        onChange={([next]) => setChosen(next ?? null)}
      />
      {chosen === OTHER ? (
        <TextEntry label={words.otherLabel} value={text} onChange={setText} autoFocus />
      ) : null}
      {isSayable ? <p role="alert">{words.refused[problem]}</p> : null}
      <p className={styles.itemLine}>
        <Button small onPress={onCancel}>
          {words.cancel}
        </Button>
        <Button small look="go" onPress={() => void say()}>
          {words.confirm[word]}
        </Button>
      </p>
    </>
  )
}
