import type { Account } from '../../../shared/consent'
import { encodeBase64Url } from '../../../shared/base64url'
import { concat } from '../encoding/bytes'
import { UnaskedError, WebAuthnError } from '../errors'
import { encodeAuthenticatorData } from './authenticator-data'
import type { AuthenticatorDescription } from './description'
import { eligible, type Wanted } from './eligible-passkeys'
import type { AuthenticationInputs } from './extensions/extension'
import {
  authenticateExtensions,
  encodeExtensionData,
  type ExtensionOutputs,
} from './extensions/extensions'
import type { AuthenticatorPorts, AuthenticatorQuestion, GivenAnswer, Passkey } from './ports'
import { nextSignCount, statedSignCount } from './sign-count'
import { userVerified } from './user-gesture'
import { throwIfWithdrawn, type Withdrawable } from './withdrawal'
import { whyNothingFits } from './why-nothing-fits'

export interface GetAssertionInput extends Wanted, Withdrawable {
  /** SHA-256 of the client data, 32 bytes. */
  readonly clientDataHash: Uint8Array
  /** Requires `requireUserVerification`. The provider sets UV without verifying the user. */
  readonly claimsVerification?: boolean
  readonly extensions?: AuthenticationInputs
  /** Whether the ceremony ends without a question when no passkey matches. */
  readonly immediate?: boolean
}

export interface Assertion {
  readonly passkey: Passkey
  readonly authenticatorData: Uint8Array
  readonly signature: Uint8Array
  /** At most 64 bytes; null when there is none to return. */
  readonly userHandle: Uint8Array | null
  /** UV is set although no user was verified. */
  readonly verificationClaimed: boolean
  readonly extensions: ExtensionOutputs
}

/**
 * authenticatorGetAssertion, WebAuthn §6.3.3. The step numbers are beside the code.
 *
 * Leaves out steps 1 and 2, because the client has parsed the options.
 *
 * @throws {WebAuthnError} `NotAllowedError` when no passkey matches (after the user has seen that) or the user declines,
 *   `UnknownError` when the counter cannot be written or the key cannot be used. An abort of `input.signal` before the use is
 *   written throws its reason.
 */
export async function getAssertion(
  input: GetAssertionInput,
  description: AuthenticatorDescription,
  ports: AuthenticatorPorts,
): Promise<Assertion> {
  // Steps 3 to 6. Asks the user even when there is no passkey to offer, because an instant answer would reveal to the page that
  // no passkey is kept here (§14.6.3). An immediate request is meant to reveal that.
  if (!input.conditional && eligible(input, description, ports).length === 0) {
    if (input.immediate) throw new UnaskedError(whyNothingFits(input, description, ports))
    await ports.consent.ask(question('no-passkey', input, description, ports), input.signal)
    throw new WebAuthnError('NotAllowedError', whyNothingFits(input, description, ports))
  }

  // Step 7
  const kind = input.conditional ? 'offer' : 'sign-in'
  const answer = await ports.consent.ask(question(kind, input, description, ports), input.signal)
  const verified = userVerified(answer, input.requireUserVerification, description)
  await throwIfWithdrawn(input)
  const passkey = chosen(answer, input, description, ports)

  // Step 9 comes before step 8, so that no blob is written for an assertion that fails.
  const signCount = await recordUse(passkey, description, ports)
  const extensions = await authenticateExtensions(
    {
      inputs: input.extensions ?? {},
      passkey,
      verified,
      withSecrets: (use) => ports.store.withExtensionSecrets(passkey.credentialId, use),
      store: ports.store,
      random: ports.random,
    },
    description,
  )

  // Steps 10 to 13
  const authenticatorData = encodeAuthenticatorData({
    rpId: passkey.rpId,
    flags: {
      userPresent: true,
      userVerified: verified,
      backupEligible: passkey.backupEligible,
      backedUp: passkey.backedUp,
    },
    signCount: statedSignCount(signCount, description),
    extensions: encodeExtensionData(extensions.signed),
  })
  return {
    passkey,
    authenticatorData,
    signature: signWith(passkey, concat(authenticatorData, input.clientDataHash), ports),
    userHandle: returnedUserHandle(passkey, description),
    verificationClaimed: verified && input.claimsVerification === true,
    extensions,
  }
}

function question(
  kind: 'sign-in' | 'offer' | 'no-passkey',
  input: GetAssertionInput,
  description: AuthenticatorDescription,
  ports: AuthenticatorPorts,
): AuthenticatorQuestion {
  // A question that waits is read while the vault is being locked, too.
  const accountsNow = () =>
    ports.store.isOpen() ? eligible(input, description, ports).map(account) : []
  return {
    kind,
    rpId: input.rpId,
    rpName: '',
    userName: '',
    userDisplayName: '',
    verify: input.requireUserVerification && !input.claimsVerification,
    accounts: accountsNow(),
    ...(kind !== 'no-passkey' && { accountsNow }),
  }
}

function account(passkey: Passkey): Account {
  return {
    id: encodeBase64Url(passkey.credentialId),
    userName: passkey.userName,
    userDisplayName: passkey.userDisplayName,
    createdAt: passkey.createdAt,
    lastUsedAt: passkey.lastUsedAt,
  }
}

/**
 * The user, or the script that answers for the user, always chooses among several passkeys. Only a passkey that still exists
 * can be chosen, because passkeys come and go while the user is asked.
 */
function chosen(
  answer: GivenAnswer,
  input: GetAssertionInput,
  description: AuthenticatorDescription,
  ports: AuthenticatorPorts,
): Passkey {
  const accountId = answer.given ? answer.accountId : undefined
  const candidates = eligible(input, description, ports)
  if (accountId === undefined) {
    const [only, another] = candidates
    if (only && !another && !input.conditional) return only
    throw new WebAuthnError('NotAllowedError', 'no account was chosen')
  }
  const passkey = candidates.find(({ credentialId }) => encodeBase64Url(credentialId) === accountId)
  if (!passkey)
    throw new WebAuthnError(
      'NotAllowedError',
      'the chosen passkey was not offered, or is no longer available',
    )
  return passkey
}

/** Step 13. A passkey that is not discoverable also has a user handle, but only some providers return it. */
function returnedUserHandle(
  { discoverable, userHandle }: Passkey,
  { behaviour: { userHandleOfOthers } }: AuthenticatorDescription,
): Uint8Array | null {
  if (discoverable || userHandleOfOthers === 'returned') return userHandle
  return userHandleOfOthers === 'empty' ? new Uint8Array() : null
}

/** @returns the counter to state; null means 0. */
async function recordUse(
  { credentialId }: Passkey,
  description: AuthenticatorDescription,
  { store, now }: AuthenticatorPorts,
): Promise<number | null> {
  try {
    return await store.recordUse(credentialId, now(), nextSignCount(description, store, now()))
  } catch (cause) {
    throw new WebAuthnError('UnknownError', 'the counter could not be written to the vault', {
      cause,
    })
  }
}

function signWith(
  passkey: Passkey,
  data: Uint8Array,
  { signingKeys }: AuthenticatorPorts,
): Uint8Array {
  try {
    return signingKeys.of(passkey).sign(data)
  } catch (cause) {
    throw new WebAuthnError('UnknownError', 'the passkey’s private key could not be used', {
      cause,
    })
  }
}
