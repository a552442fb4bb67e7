/**
 * The written procedure that comes with the app, as the record to be published: its structure and its words in all
 * three languages, because a guest may be spoken to in another language than the tablet's. Fetched only when needed.
 */

import type { Change } from '../../db/commit.ts'
import type { ProcedureId } from '../../domain/ids.ts'
import { publishProcedure } from '../../domain/procedure/publish.ts'
import type { Procedure } from '../../domain/procedure/structure.ts'

export type Bundled = {
  readonly id: ProcedureId
  readonly structure: Procedure
  readonly changes: readonly Change[]
}

/** The newest version that this build knows. */
export async function bundledProcedure(): Promise<Bundled> {
  const [{ structure }, zhCn, zhHant, en] = await Promise.all([
    import('../../domain/procedure/nic-01-a/structure.ts'),
    import('../../domain/procedure/nic-01-a/text-zh-cn.ts'),
    import('../../domain/procedure/nic-01-a/text-zh-hant.ts'),
    import('../../domain/procedure/nic-01-a/text-en.ts'),
  ])
  const texts = { 'zh-CN': zhCn.text, 'zh-Hant': zhHant.text, en: en.text }
  return { id: structure.id, structure, changes: [publishProcedure(structure, texts)] }
}
