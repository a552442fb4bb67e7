import { afterAll, beforeAll } from 'vitest'
import { storageContract } from '../../contracts/storage.ts'
import { type Postgres, startPostgres } from '../../setup/postgres.ts'

let postgres: Postgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

storageContract('PostgreSQL', async () => ({ dataDir: '', databaseUrl: await postgres.database() }))
