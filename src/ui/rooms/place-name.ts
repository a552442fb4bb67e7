/** What a place is called: the room alone while it has one urn, with the urn where it has several (D15). */
import type { Room, Urn } from '../../domain/rooms/room.ts'

/** `3 号房`, or `4 号房 2 号瓮`; empty when the place is not known. */
export function placeName(
  place: { readonly roomId: string; readonly urnId: string } | null | undefined,
  rooms: readonly Room[],
  urns: readonly Urn[],
): string {
  const room = rooms.find(({ id }) => id === place?.roomId)
  if (!place || !room) return ''
  const own = urns.filter(({ roomId }) => roomId === room.id)
  const urn = own.find(({ id }) => id === place.urnId)
  return own.length > 1 && urn ? `${room.name} ${urn.name}` : room.name
}
