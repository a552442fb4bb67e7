import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { storageContract } from '../../contracts/storage.ts'

const root = mkdtempSync(join(tmpdir(), 'libsql-'))
afterAll(() => rmSync(root, { recursive: true }))

storageContract('libsql', async () => ({ dataDir: mkdtempSync(join(root, 'data-')), databaseUrl: null }))
