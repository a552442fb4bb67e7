/**
 * A written procedure as the immutable record that visits are pinned to, and back. One field a stage, and for each
 * language one field of shared words and one of step texts a stage, so that no value nears 32 KB (CS7).
 * `{ head: { id: 'NIC-01/A@1', stageIds: ['A1', …], … }, 'stage:A1': { … }, 'text:en:words': { … },
 *    'text:en:steps:A1': { 'A1.1-basis': { label: … } } }`
 */
import type { Json } from '../../base/json.ts'
import type { Change } from '../../sync/change-set.ts'
import type { SyncRecord } from '../../sync/record.ts'
import { LANGUAGES, type Language } from '../language.ts'
import type { Procedure, Stage } from './structure.ts'
import type { ProcedureText, StepText } from './text.ts'

type Head = Omit<Procedure, 'stages'> & { readonly stageIds: readonly string[] }
type StepTexts = { readonly [stepId: string]: StepText }

/** Where step texts go whose step is in no stage; written data has none, and none is dropped in silence. */
const NO_STAGE = 'none'

/** The change that creates a procedure's record; the same procedure always gives the same change. */
export function publishProcedure(structure: Procedure, texts: Record<Language, ProcedureText>): Change {
  const { stages, ...rest } = structure
  const head: Head = { ...rest, stageIds: stages.map((stage) => stage.id) }
  const fields: { [name: string]: Json } = { head: asJson(head) }
  for (const stage of stages) fields[`stage:${stage.id}`] = asJson(stage)
  for (const language of LANGUAGES) {
    const { steps, ...words } = texts[language]
    fields[`text:${language}:words`] = asJson(words)
    for (const [stageId, part] of stepTextsByStage(stages, steps)) {
      fields[`text:${language}:steps:${stageId}`] = asJson(part)
    }
  }
  return { table: 'procedures', id: structure.id, create: true, fields }
}

/** Reads the structure from its record; null when it is no procedure or a stage has not arrived. */
export function procedureFrom({ fields }: SyncRecord): Procedure | null {
  return structureIn(fields)
}

function structureIn(fields: SyncRecord['fields']): Procedure | null {
  const { head } = fields
  if (!isObject(head) || !Array.isArray(head.stageIds)) return null
  const { stageIds, ...rest } = head as unknown as Head
  const stages: Stage[] = []
  for (const stageId of stageIds) {
    const stage = fields[`stage:${stageId}`]
    if (!isObject(stage)) return null
    stages.push(stage as unknown as Stage)
  }
  return { ...rest, stages }
}

/** The same of fields that anybody may have written; null also where they only look like one. */
export function procedureIn(fields: SyncRecord['fields']): Procedure | null {
  const procedure = structureIn(fields)
  return procedure?.stages.every(({ steps }) => Array.isArray(steps) && steps.every(isObject))
    ? procedure
    : null
}

/** What the urn's clock reads, from a procedure's fields as anybody may have written them; null when that is no rule. */
export function clockIn({ head }: SyncRecord['fields']): Pick<Procedure, 'clock'> | null {
  const clock = isObject(head) ? head.clock : null
  if (!isObject(clock)) return null
  const { urn } = clock
  if (urn !== undefined && (!isObject(urn) || !Array.isArray(urn.preheat))) return null
  return { clock: clock as unknown as Procedure['clock'] }
}

/** Reads the words of one language from a procedure's record; null when it has none in that language. */
export function textFrom(record: SyncRecord, language: Language): ProcedureText | null {
  const words = record.fields[`text:${language}:words`]
  if (!isObject(words)) return null
  const steps: { [stepId: string]: StepText } = {}
  for (const [name, part] of Object.entries(record.fields)) {
    if (name.startsWith(`text:${language}:steps:`) && isObject(part)) {
      Object.assign(steps, part as unknown as StepTexts)
    }
  }
  return { ...(words as unknown as Omit<ProcedureText, 'steps'>), steps }
}

function stepTextsByStage(stages: readonly Stage[], steps: StepTexts): Map<string, StepTexts> {
  const stageOf = new Map<string, string>()
  for (const stage of stages) for (const step of stage.steps) stageOf.set(step.id, stage.id)
  const parts = new Map<string, { [stepId: string]: StepText }>()
  for (const [stepId, text] of Object.entries(steps)) {
    const stageId = stageOf.get(stepId) ?? NO_STAGE
    const part = parts.get(stageId) ?? {}
    part[stepId] = text
    parts.set(stageId, part)
  }
  return parts
}

/** Types of the procedure hold only what JSON carries; the tests prove it for every value. */
function asJson(value: object): Json {
  return value as Json
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
