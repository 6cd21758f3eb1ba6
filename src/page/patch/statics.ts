import type { SignalKind } from '../../shared/activity'
import { parseOptions } from '../convert/parse-options'
import { failedToExecute } from '../convert/web-idl'
import type { Realm } from '../realm'
import { asyncMethod, method, methodPatch, type Patch } from './descriptors'

/** The client capabilities that Latchkey has (WebAuthn §5.1.7), in ascending order. */
const capabilities = [
  'conditionalCreate',
  'conditionalGet',
  'extension:appid',
  'extension:appidExclude',
  'extension:credBlob',
  'extension:credProps',
  'extension:credentialProtectionPolicy',
  'extension:enforceCredentialProtectionPolicy',
  'extension:getCredBlob',
  'extension:hmacCreateSecret',
  'extension:hmacGetSecret',
  'extension:largeBlob',
  'extension:minPinLength',
  'extension:prf',
  'passkeyPlatformAuthenticator',
  'relatedOrigins',
  'signalAllAcceptedCredentials',
  'signalCurrentUserDetails',
  'signalUnknownCredential',
  'userVerifyingPlatformAuthenticator',
]

const signalKinds: readonly SignalKind[] = [
  'allAcceptedCredentials',
  'currentUserDetails',
  'unknownCredential',
]

const parsers = ['parseCreationOptionsFromJSON', 'parseRequestOptionsFromJSON'] as const

/** Carries out a signal. `options` are the page's, not yet converted. */
export type SignalCall = (name: string, kind: SignalKind, options: unknown) => Promise<void>

/** Replaces the static operations of PublicKeyCredential. */
export function staticPatches(realm: Realm, signal: SignalCall): Patch[] {
  const target = realm.PublicKeyCredential
  const answers: Readonly<Record<string, () => unknown>> = {
    getClientCapabilities: () => realm.Object.fromEntries(capabilities.map((name) => [name, true])),
    isConditionalMediationAvailable: () => true,
    isUserVerifyingPlatformAuthenticatorAvailable: () => true,
  }
  const methods = [
    ...Object.entries(answers).map(([name, answer]) =>
      asyncMethod(realm, name, 0, async () => answer()),
    ),
    ...signalKinds.map((kind) => {
      const name = `signal${kind.charAt(0).toUpperCase()}${kind.slice(1)}`
      return asyncMethod(realm, name, 1, async (_self, args) =>
        signal(name, kind, onlyArgument(name, args)),
      )
    }),
    // The browser's own parsers know more options than ours.
    ...parsers
      .filter((name) => !(name in target))
      .map((name) =>
        method(realm, name, 1, (_self, args) =>
          parseOptions(realm, name, onlyArgument(name, args)),
        ),
      ),
  ]
  return methods.map((value) => methodPatch(target, value))
}

function onlyArgument(name: string, args: readonly unknown[]): unknown {
  if (args.length > 0) return args[0]
  throw failedToExecute(['PublicKeyCredential', name], '1 argument required, but only 0 present.')
}
