import { ownProperty } from '../bare'
import { apply, keys } from '../builtins'
import { answerOf } from '../credential/answers'
import { add, addAll, each } from '../lists'
import { nativeGetter } from '../native-getter'
import type { Realm } from '../realm'
import {
  getter,
  getterPatch,
  illegalInvocation,
  method,
  methodPatch,
  type NativeMethod,
  type Patch,
} from './descriptors'

/** The members of a credential and its responses, by the interface that declares them. */
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

/** Makes the native members also work for our credentials. Other objects work as before, including illegal invocations. */
export function memberPatches(realm: Realm): Patch[] {
  const patches = onPrototypes(realm, attributes, (prototype, name) => {
    const native = nativeGetter(prototype, name)
    const get = getter(realm, name, (self) => answer(self, name, native, []))
    return getterPatch(prototype, name, get)
  })
  const methodPatches = onPrototypes(realm, methods, (prototype, name) => {
    const native = ownProperty(prototype, name)?.value as NativeMethod | undefined
    return methodPatch(
      prototype,
      method(realm, name, 0, (self, args) => answer(self, name, native, args)),
    )
  })
  addAll(patches, methodPatches)
  return patches
}

/** One patch for each name, on the prototype of its interface, if the realm has the interface. */
export function onPrototypes(
  realm: Realm,
  members: Readonly<Record<string, readonly string[]>>,
  patch: (prototype: object, name: string) => Patch,
): Patch[] {
  const interfaces = realm as unknown as Record<string, { readonly prototype: object } | undefined>
  const patches: Patch[] = []
  each(keys(members), (owner) => {
    const prototype = interfaces[owner]?.prototype
    if (prototype) each(members[owner] ?? [], (name) => add(patches, patch(prototype, name)))
  })
  return patches
}

function answer(
  self: unknown,
  name: string,
  native: NativeMethod | undefined,
  args: readonly unknown[],
): unknown {
  const ours = answerOf(self, name)
  if (ours) return ours()
  if (native) return apply(native, self, args)
  throw illegalInvocation()
}
