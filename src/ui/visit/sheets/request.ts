/** Which sheet lies over the screen, with what it is about: `{ kind: 'value', stepId: 'A4.3-bp', mode: 'answer' }`. */
import type { Json } from '../../../base/json.ts'
import type { StageId, StepId } from '../../../domain/ids.ts'

/** `answer`: now. `late`: with when it was done. `correct`: after the stage was left, with a reason. */
export type ValueMode = 'answer' | 'late' | 'correct'

export type SheetRequest =
  | {
      readonly kind: 'value'
      readonly stepId: StepId
      readonly mode: ValueMode
      /** Which answer of a repeated step. */
      readonly n?: number
      /** Chosen before the sheet was opened, e.g. an option that wants approval. */
      readonly value?: Json
    }
  | { readonly kind: 'more'; readonly stepId: StepId; readonly n?: number }
  | { readonly kind: 'group'; readonly stageId: StageId; readonly group: string }
  | { readonly kind: 'notDone'; readonly stepId: StepId; readonly n?: number }
  | { readonly kind: 'note'; readonly stepId: StepId; readonly n?: number }
  | { readonly kind: 'history'; readonly stepId: StepId; readonly n?: number }
  | { readonly kind: 'check'; readonly minute: number }
  | { readonly kind: 'guest' }
  | { readonly kind: 'menu' }
  | { readonly kind: 'handOver' }
  | { readonly kind: 'move' }
  | { readonly kind: 'place' }
  | { readonly kind: 'end'; readonly outcome?: 'declined' | 'leftEarly' }
  | { readonly kind: 'void' }
  | { readonly kind: 'file' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'change' }
  | { readonly kind: 'offAt' }
  | { readonly kind: 'colleague' }
  | { readonly kind: 'breakOut' }
  | { readonly kind: 'breakBack' }
  | { readonly kind: 'urnRecord' }
  | { readonly kind: 'correctUrn'; readonly field: string }
