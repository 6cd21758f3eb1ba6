import type { SignalKind } from '../../shared/activity'
import { awaitable } from '../awaitable'
import { bare } from '../bare'
import { keys } from '../builtins'
import type { Capabilities } from '../capabilities'
import { parseOptions } from '../convert/parse-options'
import { failedToExecute } from '../convert/web-idl'
import { add, each } from '../lists'
import { toPlain } from '../plain'
import type { Realm } from '../realm'
import { asyncMethod, method, methodPatch, type NativeMethod, type Patch } from './descriptors'

const signalKinds = {
  signalAllAcceptedCredentials: 'allAcceptedCredentials',
  signalCurrentUserDetails: 'currentUserDetails',
  signalUnknownCredential: 'unknownCredential',
} as const satisfies Record<string, SignalKind>
const signalNames = keys(signalKinds) as (keyof typeof signalKinds)[]

const parsers = ['parseCreationOptionsFromJSON', 'parseRequestOptionsFromJSON'] as const

/** Sends a signal. `options` come from the page, unconverted. */
export type SignalCall = (name: string, kind: SignalKind, options: unknown) => Promise<void>

/** What the static operations do. */
export interface StaticCalls {
  readonly signal: SignalCall
  /** Latchkey's current capabilities. */
  readonly capabilities: () => Promise<Capabilities>
  /** Without signals, pages do not see the browser's own methods either. */
  readonly hasSignals: boolean
}

/** Replaces the static operations of PublicKeyCredential. */
export function staticPatches(
  realm: Realm,
  { signal, capabilities, hasSignals }: StaticCalls,
): Patch[] {
  const target = realm.PublicKeyCredential
  const answers: Readonly<Record<string, (can: Capabilities) => unknown>> = {
    getClientCapabilities: (can) => toPlain(realm, can),
    isConditionalMediationAvailable: ({ conditionalGet }) => conditionalGet,
    isUserVerifyingPlatformAuthenticatorAvailable: (can) => can.userVerifyingPlatformAuthenticator,
  }
  const patches: Patch[] = []
  const put = (value: NativeMethod) => add(patches, methodPatch(target, value))
  each(keys(answers), (name) => {
    const answer = async () => answers[name]?.(await awaitable(capabilities()))
    put(asyncMethod(realm, name, 0, answer))
  })
  each(signalNames, (name) => {
    if (!hasSignals) {
      add(patches, bare({ target, name, descriptor: null }))
      return
    }
    const kind = signalKinds[name]
    const send = async (_self: unknown, args: readonly unknown[]) =>
      await awaitable(signal(name, kind, onlyArgument(name, args)))
    put(asyncMethod(realm, name, 1, send))
  })
  each(parsers, (name) => {
    // The browser's own parsers know more options than ours.
    if (name in target) return
    const parse = (_self: unknown, args: readonly unknown[]) =>
      parseOptions(realm, name, onlyArgument(name, args))
    put(method(realm, name, 1, parse))
  })
  return patches
}

function onlyArgument(name: string, args: readonly unknown[]): unknown {
  if (args.length > 0) return args[0]
  throw failedToExecute(['PublicKeyCredential', name], '1 argument required, but only 0 present.')
}
