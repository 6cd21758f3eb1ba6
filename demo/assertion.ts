/** Checks an assertion (WebAuthn §7.2): whether the passkey is known, the user is right and the signature is valid. */
import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { Account, RegisteredPasskey } from './accounts'
import type { SignInResponse } from './schemas'

export interface AssertionInput {
  readonly response: SignInResponse
  /** The account that has the passkey with `response.id`; undefined when no account has it. */
  readonly account: Account | undefined
  readonly challenge: string
  /** `user.id` of the account that was named at the start; null in the flow without a user name. */
  readonly namedUserId: string | null
  readonly origin: string
  readonly rpId: string
}

/** Compares `response.userHandle` with the account's `user.id`, both base64url. */
export interface UserHandleCheck {
  /** null when the passkey does not belong to an account. */
  readonly userId: string | null
  /** null when the authenticator did not return a user handle. */
  readonly userHandle: string | null
  /** True in the flow without a user name, where only the user handle says who signs in. */
  readonly required: boolean
  readonly passed: boolean
}

export interface AssertionCheck {
  readonly signedIn: boolean
  /** What failed, in one sentence; null when all checks passed. */
  readonly because: string | null
  readonly userHandle: UserHandleCheck
  /** null when an earlier check failed, because the signature was then not checked. */
  readonly signaturePassed: boolean | null
}

/** @returns the passkey with its new counter, or undefined when a check failed. */
export async function checkAssertion(
  input: AssertionInput,
): Promise<{ check: AssertionCheck; passkey?: RegisteredPasskey }> {
  const { account, response, namedUserId } = input
  const userHandle = checkUserHandle(input)
  const failed = (because: string, signaturePassed: boolean | null = null) => ({
    check: { signedIn: false, because, userHandle, signaturePassed },
  })

  const passkey = account?.passkeys.find(({ credential }) => credential.id === response.id)
  if (!account || !passkey) return failed('No account here has this passkey.')
  if (namedUserId !== null && namedUserId !== account.userId)
    return failed('This passkey belongs to another account than the one that was named.')
  if (!userHandle.passed)
    return failed(
      userHandle.userHandle === null
        ? 'response.userHandle is missing, and no user name was given.'
        : 'response.userHandle is not the user.id of the account that has this passkey.',
    )

  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      credential: passkey.credential,
      expectedChallenge: input.challenge,
      expectedOrigin: input.origin,
      expectedRPID: input.rpId,
      requireUserVerification: false,
    })
    if (!verified) return failed('The signature is not the passkey’s.', false)
    return {
      check: { signedIn: true, because: null, userHandle, signaturePassed: true },
      passkey: {
        ...passkey,
        backedUp: authenticationInfo.credentialBackedUp,
        credential: { ...passkey.credential, counter: authenticationInfo.newCounter },
      },
    }
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error), false)
  }
}

/** §7.2 step 6. */
function checkUserHandle({ response, account, namedUserId }: AssertionInput): UserHandleCheck {
  const userId = account?.userId ?? null
  const userHandle = response.response.userHandle ?? null
  const required = namedUserId === null
  const passed = userHandle === null ? !required : userHandle === userId
  return { userId, userHandle, required, passed }
}
