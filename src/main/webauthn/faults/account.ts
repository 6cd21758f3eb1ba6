/** Faults in what a response says about the passkey and its user. */
import { encodeBase64Url } from '../../../shared/base64url'
import type { ACCOUNT_FAULTS } from '../../../shared/faults/account-faults'
import { NotApplicable, type About, type Fault, type JsonObject } from './fault'

type Id = (typeof ACCOUNT_FAULTS)[number]['id']

const USER_HANDLE_BYTES = 32

export const ACCOUNT_CHANGES: Readonly<Record<Id, Fault>> = {
  'credential-id-unknown': withId(({ random, passkey }) =>
    random.bytes(passkey.credentialId.length),
  ),
  'credential-id-of-other': withId(({ others: [other] }) => {
    if (!other)
      throw new NotApplicable('the authenticator has no other passkey of the relying party')
    return other.credentialId
  }),
  'user-handle-of-other': userHandle(
    (_, { random, others: [other] }) => other?.userHandle ?? random.bytes(USER_HANDLE_BYTES),
  ),
  'user-handle-missing': userHandle((_, about) => {
    if (namesPasskeys(about)) throw new NotApplicable('the page names the passkeys')
    return undefined
  }),
  'user-handle-absent': userHandle((own, about) => {
    if (!namesPasskeys(about)) throw new NotApplicable('the page names no passkeys')
    if (own === undefined) throw new NotApplicable('the answer has no user handle')
    return undefined
  }),
  'user-handle-empty': userHandle(() => new Uint8Array()),
}

function withId(id: (about: About) => Uint8Array): Fault {
  return {
    response: (json, about) => {
      const text = encodeBase64Url(id(about))
      return { ...json, id: text, rawId: text }
    },
  }
}

function userHandle(change: (own: unknown, about: About) => Uint8Array | undefined): Fault {
  return {
    response: (json, about) => {
      const { userHandle: own, ...rest } = json.response as JsonObject
      const changed = change(own, about)
      return {
        ...json,
        response: { ...rest, ...(changed && { userHandle: encodeBase64Url(changed) }) },
      }
    },
  }
}

function namesPasskeys({ options }: About): boolean {
  return 'allowCredentials' in options && options.allowCredentials.length > 0
}
