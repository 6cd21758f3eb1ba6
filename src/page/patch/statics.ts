import type { SignalKind } from '../../shared/activity'
import { entries } from '../builtins'
import type { Capabilities } from '../capabilities'
import { parseOptions } from '../convert/parse-options'
import { failedToExecute } from '../convert/web-idl'
import type { Realm } from '../realm'
import { asyncMethod, method, methodPatch, type Patch } from './descriptors'

const signalKinds: readonly SignalKind[] = [
  'allAcceptedCredentials',
  'currentUserDetails',
  'unknownCredential',
]

const parsers = ['parseCreationOptionsFromJSON', 'parseRequestOptionsFromJSON'] as const

/** Carries out a signal. `options` are the page's, not yet converted. */
export type SignalCall = (name: string, kind: SignalKind, options: unknown) => Promise<void>

/** What the static operations do. */
export interface StaticCalls {
  readonly signal: SignalCall
  /** What Latchkey can do now. */
  readonly capabilities: () => Promise<Capabilities>
}

/** Replaces the static operations of PublicKeyCredential. */
export function staticPatches(realm: Realm, { signal, capabilities }: StaticCalls): Patch[] {
  const target = realm.PublicKeyCredential
  const { fromEntries } = realm.Object
  const answers: Readonly<Record<string, (can: Capabilities) => unknown>> = {
    getClientCapabilities: (can) => fromEntries(entries(can)),
    isConditionalMediationAvailable: ({ conditionalGet }) => conditionalGet,
    isUserVerifyingPlatformAuthenticatorAvailable: (can) => can.userVerifyingPlatformAuthenticator,
  }
  const methods = [
    ...entries(answers).map(([name, answer]) =>
      asyncMethod(realm, name, 0, async () => answer(await capabilities())),
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
