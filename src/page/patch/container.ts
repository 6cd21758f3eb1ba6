import { getPrototypeOf, hasOwn } from '../builtins'
import { isOurs } from '../credential/answers'
import { onlyPasskeys, PageError } from '../errors'
import type { Realm } from '../realm'
import { sharedObjects, type ContainerCall } from '../shared-objects'
import {
  asyncMethod,
  canDefine,
  illegalInvocation,
  methodPatch,
  nativeMethod,
  type NativeMethod,
  type Patch,
} from './descriptors'

/** Replaces the browser's `create` or `get`. */
export function containerPatches(
  realm: Realm,
  name: 'create' | 'get',
  call: ContainerCall,
): Patch[] {
  const container = realm.navigator.credentials
  const native = nativeMethod(container, name)
  sharedObjects()[name].set(container, call)
  const ours = asyncMethod(realm, name, 0, async (self, args) => {
    const passOn = async () => {
      if (!native) throw self === container ? onlyPasskeys() : illegalInvocation()
      return (await native.apply(self, [...args])) as Credential | null
    }
    const callOf = sharedObjects()[name].get(self as object)
    // The browser judges other objects: most of them are illegal invocations.
    return callOf ? callOf(args[0], passOn) : passOn()
  })
  return patchesOn(realm, ours)
}

/** Makes `store` refuse a passkey (WebAuthn §5.1.5). The browser does not know ours, and stores everything else. */
export function storePatches(realm: Realm): Patch[] {
  const native = nativeMethod(realm.navigator.credentials, 'store')
  if (!native) return []
  const ours = asyncMethod(realm, 'store', 1, async (self, args) => {
    if (isOurs(args[0])) throw notStored()
    return native.apply(self, [...args])
  })
  // A sealed container keeps the browser's own, which refuses our passkeys with a TypeError.
  return patchesOn(realm, ours).filter(({ target, name }) => canDefine(target, name))
}

/** On the prototype; and on the object, when the prototype is sealed, or when the object has a method of its own. */
function patchesOn(realm: Realm, ours: NativeMethod): Patch[] {
  const container = realm.navigator.credentials
  const { prototype } = realm.CredentialsContainer
  const { name } = ours
  const isInherited = getPrototypeOf(container) === prototype && !hasOwn(container, name)
  const onPrototype = canDefine(prototype, name)
  return [
    ...(onPrototype ? [methodPatch(prototype, ours)] : []),
    ...(onPrototype && isInherited ? [] : [methodPatch(container, ours)]),
  ]
}

function notStored(): PageError {
  return new PageError(
    'NotSupportedError',
    'Store operation not permitted for PublicKey credentials.',
  )
}
