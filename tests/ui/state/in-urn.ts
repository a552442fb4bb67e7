/** A guest of the sample shop in an urn, put straight into the record: for tests of what happens around it. */
import type { StaffId } from '../../../src/domain/ids.ts'
import { structure } from '../../../src/domain/procedure/nic-01-a/structure.ts'
import { put } from '../../db/tablet.ts'
import type { TestTablet } from './harness.tsx'

const LIN = 'sample-staff-lin' as StaffId
const MIN = 60_000

/** Steaming for so long; `fields` are what was answered since. */
export async function guestInUrn(
  of: TestTablet,
  {
    id = 'v1',
    guest = 'wangA',
    room = '1',
    urn = room,
    ms,
    fields = () => ({}),
  }: {
    readonly id?: string
    readonly guest?: string
    readonly room?: string
    readonly urn?: string
    readonly ms: number
    readonly fields?: (startAt: number) => object
  },
): Promise<void> {
  const at = of.clock.now() - ms
  const began = { at: at - 20 * MIN, by: LIN }
  await put(of.store, {
    table: 'visits',
    id,
    create: true,
    day: '2026-11-23',
    fields: {
      procedureId: structure.id,
      guestId: `sample-guest-${guest}`,
      begun: began,
      consultant: { value: LIN, ...began },
      place: { roomId: `sample-room-${room}`, urnId: `sample-urn-${urn}` },
      [`${structure.clock.start}#1`]: { value: { setting: '1', plannedMin: 30 }, at, by: LIN },
      ...fields(at),
    },
  })
}
