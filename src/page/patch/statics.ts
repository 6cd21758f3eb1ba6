import type { SignalKind } from '../../shared/activity'
import { failedToExecute } from '../convert/web-idl'
import { defineMethod, method } from './descriptors'

/** What of Latchkey a page may count on (WebAuthn §5.1.7): names in ascending order, and only what works. */
const capabilities = [
  'extension:credProps',
  'passkeyPlatformAuthenticator',
  'signalAllAcceptedCredentials',
  'signalCurrentUserDetails',
  'signalUnknownCredential',
  'userVerifyingPlatformAuthenticator',
]

const signalMethods: readonly (readonly [name: string, kind: SignalKind])[] = [
  ['signalAllAcceptedCredentials', 'allAcceptedCredentials'],
  ['signalCurrentUserDetails', 'currentUserDetails'],
  ['signalUnknownCredential', 'unknownCredential'],
]

/** Carries out a signal whose options are as the page gave them. */
export type SignalCall = (name: string, kind: SignalKind, options: unknown) => Promise<void>

/**
 * Puts ours in the place of PublicKeyCredential's static operations.
 *
 * @throws {TypeError} when the page has sealed the interface.
 */
export function patchStatics(target: object, signal: SignalCall): void {
  const answers: Readonly<Record<string, () => unknown>> = {
    getClientCapabilities: () => Object.fromEntries(capabilities.map((name) => [name, true])),
    isConditionalMediationAvailable: () => false,
    isUserVerifyingPlatformAuthenticatorAvailable: () => true,
  }
  for (const [name, answer] of Object.entries(answers))
    defineMethod(
      target,
      name,
      method(name, 0, async () => answer()),
    )
  for (const [name, kind] of signalMethods)
    defineMethod(
      target,
      name,
      method(name, 1, async (_self, args) => {
        if (args.length === 0)
          throw failedToExecute(
            ['PublicKeyCredential', name],
            '1 argument required, but only 0 present.',
          )
        await signal(name, kind, args[0])
      }),
    )
}
