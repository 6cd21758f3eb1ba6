/** Changes of the client data. The other members stay as the client wrote them. */
import type { CLIENT_DATA_FAULTS } from '../../../shared/faults/client-data-faults'
import { encodeBase64Url } from '../../../shared/base64url'
import type { Fault } from './fault'

type Id = (typeof CLIENT_DATA_FAULTS)[number]['id']

const CHALLENGE_BYTES = 32

export const CLIENT_DATA_CHANGES: Readonly<Record<Id, Fault>> = {
  'challenge-wrong': {
    clientData: (data, { random }) =>
      withMember(data, 'challenge', encodeBase64Url(random.bytes(CHALLENGE_BYTES))),
  },
}

/** Writes another value for a member. The other members keep their order. */
function withMember(data: Uint8Array, name: string, value: unknown): Uint8Array {
  const members = JSON.parse(new TextDecoder().decode(data)) as Readonly<Record<string, unknown>>
  return new TextEncoder().encode(JSON.stringify({ ...members, [name]: value }))
}
