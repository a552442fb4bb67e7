/** What every editor of a value is given; `missing` says what the value still lacks, and with it nothing is sent. */
import type { Json } from '../../../base/json.ts'
import type { Step } from '../../../domain/procedure/structure.ts'

export type Draft = { readonly value: Json | null; readonly missing: string | null }
export type EditorProps<Kind extends Step['kind']> = {
  readonly step: Extract<Step, { kind: Kind }>
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}
