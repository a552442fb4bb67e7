/** The written procedure in force, to be read: its stages with their minutes, and each stage's steps with their clauses. */
import { readRecord } from '../../db/queries.ts'
import type { Store } from '../../db/store.ts'
import type { Language } from '../../domain/language.ts'
import { procedureFrom, textFrom } from '../../domain/procedure/publish.ts'
import type { Stage } from '../../domain/procedure/structure.ts'
import type { ProcedureText } from '../../domain/procedure/text.ts'
import { SHOP_ID } from '../../domain/shop/shop.ts'
import { NextIcon } from '../kit/Icons.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useApp } from '../state/app.tsx'
import { useLive } from '../state/live.ts'
import { useSession } from '../state/session.ts'
import { useShopStrings } from '../strings/shop-strings.ts'
import { Section } from './Section.tsx'
import styles from './ShopScreen.module.css'

/** In the tablet's language. */
export function ProcedureSection() {
  const words = useShopStrings()
  const { store } = useApp()
  const language = useSession((s) => s.language)
  const inForce = useLive(() => procedureInForce(store, language), [store, language])
  if (!inForce)
    return (
      <Section title={words.procedure.title}>
        <p className={styles.quiet}>{inForce === null ? words.procedure.none : null}</p>
      </Section>
    )
  const { procedure, text } = inForce
  return (
    <Section
      title={words.procedure.title}
      note={words.procedure.version(procedure.document, procedure.version)}
    >
      <p>{text.name}</p>
      <p className={styles.quiet}>{words.procedure.pinned}</p>
      <div>
        {procedure.stages.map((stage) => (
          <StageDetails key={stage.id} stage={stage} text={text} />
        ))}
      </div>
    </Section>
  )
}

function StageDetails({ stage, text }: { readonly stage: Stage; readonly text: ProcedureText }) {
  const words = useShopStrings()
  return (
    <details className={styles.stage}>
      <summary>
        <NextIcon />
        <span className={styles.stageName}>{text.stages[stage.id]?.name ?? stage.id}</span>
        {stage.track === 'room' ? <Tag>{words.procedure.room}</Tag> : null}
        <span className={styles.quiet}>{minutesOf(stage, words.procedure)}</span>
      </summary>
      <ol className={styles.steps}>
        {stage.steps.map((step) => (
          <li key={step.id}>
            <span>{text.steps[step.id]?.label ?? step.id}</span>
            <span className={styles.clause}>{step.clause[0]}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}

type Words = { minutes(n: number): string; seasons(winter: number, summer: number): string; untimed: string }

function minutesOf({ minutes }: Stage, words: Words): string {
  if (minutes === undefined) return words.untimed
  return typeof minutes === 'number' ? words.minutes(minutes) : words.seasons(minutes.winter, minutes.summer)
}

async function procedureInForce(store: Store, language: Language) {
  const shop = await readRecord(store, { table: 'shop', id: SHOP_ID })
  const id = shop?.fields.procedureId
  const record = typeof id === 'string' ? await readRecord(store, { table: 'procedures', id }) : null
  const procedure = record && procedureFrom(record)
  const text = record && textFrom(record, language)
  return procedure && text ? { procedure, text } : null
}
