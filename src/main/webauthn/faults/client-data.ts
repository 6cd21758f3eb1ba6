/** Changes of the client data other than its origins. */
import { encodeBase64Url } from '../../../shared/base64url'
import type { CLIENT_DATA_FAULTS } from '../../../shared/faults/client-data-faults'
import {
  addMember,
  changeMember,
  changeMembers,
  changeText,
  NOT_UTF8,
  removeMember,
} from './client-data-members'
import type { About, Fault } from './fault'

type Id = (typeof CLIENT_DATA_FAULTS)[number]['id']

const CHALLENGE_BYTES = 32
const UNKNOWN_MEMBER = 'other_keys_can_be_added_here'

export const CLIENT_DATA_CHANGES: Readonly<Record<Id, Fault>> = {
  'type-wrong': changeMember('type', (type) =>
    type === 'webauthn.get' ? 'webauthn.create' : 'webauthn.get',
  ),
  'type-payment': changeMember('type', () => 'payment.get'),
  'client-data-type-missing': removeMember('type'),
  'challenge-wrong': changeMember('challenge', (_, about) => otherChallenge(about)),
  'challenge-empty': changeMember('challenge', () => ''),
  'challenge-missing': removeMember('challenge'),
  'challenge-not-base64url': changeMember('challenge', (challenge) => `!${String(challenge)}*`),
  'challenge-padded': changeMember('challenge', (challenge) => `${String(challenge)}=`),
  'client-data-not-json': changeText((text) => text.slice(0, -1)),
  'client-data-empty': changeText(() => ''),
  'client-data-not-object': changeText((text) => `[${text}]`),
  'client-data-duplicate-challenge': changeMembers((members, about) => [
    ...members,
    ['challenge', otherChallenge(about)],
  ]),
  'client-data-bom': changeText((text) => `\ufeff${text}`),
  'client-data-extra-member': addMember(UNKNOWN_MEMBER, 'do not compare clientDataJSON'),
  'client-data-reordered': changeMembers((members) => members.toReversed()),
  'client-data-white-space': changeText((text) => `{ ${text.slice(1, -1)}\n}`),
  'client-data-escaped-slashes': changeText((text) => text.replaceAll('/', '\\/')),
  'client-data-invalid-utf8': addMember(UNKNOWN_MEMBER, NOT_UTF8),
  'token-binding-present': addMember('tokenBinding', { status: 'supported' }),
}

function otherChallenge({ random }: About): string {
  return encodeBase64Url(random.bytes(CHALLENGE_BYTES))
}
