/**
 * The words of a procedure in one language. Every id of the structure has its entry; a test walks both.
 * Texts are the shop's own short words, addressed to a consultant; what is said to the guest stands in `say`.
 */
export type StepText = {
  /** What to do, short; the row's label. For a `say` step, what the sentence is for. */
  readonly label: string
  /** Words for the guest, shown as a quotation. `{shop}` and `{guest}` are filled in. */
  readonly say?: string
  /** One more line: why, or how. */
  readonly hint?: string
  /** Of a signature: what the guest reads before they sign, one short sentence a line. */
  readonly reads?: { readonly title: string; readonly lines: readonly string[] }
  /** Texts of options, reading parts or supply items by id. */
  readonly options?: { readonly [id: string]: string }
  /** The row's label when the step is missing at a gate or at filing, e.g. 血压还没有测量. */
  readonly missing?: string
}

export type ProcedureText = {
  readonly name: string
  readonly stages: { readonly [stageId: string]: { readonly name: string; readonly short: string } }
  readonly steps: { readonly [stepId: string]: StepText }
  /** The one row's label for steps done together. */
  readonly groups: { readonly [groupId: string]: string }
  readonly gates: { readonly [gate: string]: string }
  readonly rules: { readonly [ruleId: string]: string }
  readonly forms: { readonly [formId: string]: string }
  readonly reasons: { readonly [reasonId: string]: string }
  readonly units: { readonly [unitId: string]: string }
  /** Places and kinds in the supply list: towel, bathTowel, cap, robe, slippers, other. */
  readonly kinds: { readonly [kindId: string]: string }
}
