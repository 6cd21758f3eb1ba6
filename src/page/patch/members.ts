import { answerOf } from '../credential/answers'
import { nativeGetter } from '../native-getter'
import {
  defineGetter,
  defineMethod,
  getter,
  illegalInvocation,
  method,
  type NativeMethod,
} from './descriptors'

/** The members of a credential and its responses, each where the specification declares it. */
const attributes = {
  Credential: ['id', 'type'],
  PublicKeyCredential: ['rawId', 'response', 'authenticatorAttachment'],
  AuthenticatorResponse: ['clientDataJSON'],
  AuthenticatorAttestationResponse: ['attestationObject'],
  AuthenticatorAssertionResponse: ['authenticatorData', 'signature', 'userHandle'],
}
const methods = {
  PublicKeyCredential: ['getClientExtensionResults', 'toJSON'],
  AuthenticatorAttestationResponse: [
    'getAuthenticatorData',
    'getPublicKey',
    'getPublicKeyAlgorithm',
    'getTransports',
  ],
}

/**
 * Lets the native members answer for our credentials too; for any other object they remain what
 * they were, illegal invocations included.
 *
 * @throws {TypeError} when the page has sealed one of the prototypes.
 */
export function patchMembers(realm: Window): void {
  const prototypes = realm as unknown as Record<string, { readonly prototype: object }>
  for (const [owner, names] of Object.entries(attributes))
    for (const name of names) patchAttribute(prototypes[owner]?.prototype, name)
  for (const [owner, names] of Object.entries(methods))
    for (const name of names) patchMethod(prototypes[owner]?.prototype, name)
}

function patchAttribute(prototype: object | undefined, name: string): void {
  if (!prototype) return
  const native = nativeGetter(prototype, name)
  const get = getter(name, (self) => answer(self, name, native, []))
  defineGetter(prototype, name, get)
}

function patchMethod(prototype: object | undefined, name: string): void {
  if (!prototype) return
  const native = Object.getOwnPropertyDescriptor(prototype, name)?.value as NativeMethod | undefined
  defineMethod(
    prototype,
    name,
    method(name, 0, (self, args) => answer(self, name, native, args)),
  )
}

function answer(
  self: unknown,
  name: string,
  native: NativeMethod | undefined,
  args: readonly unknown[],
): unknown {
  const ours = answerOf(self, name)
  if (ours) return ours()
  if (native) return native.apply(self, [...args])
  throw illegalInvocation()
}
