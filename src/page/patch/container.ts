import { awaitable } from '../awaitable'
import { apply, getPrototypeOf, hasOwn, weakMapGet, weakMapSet } from '../builtins'
import { isOurs } from '../credential/answers'
import { onlyPasskeys, PageError } from '../errors'
import { add, each } from '../lists'
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
  weakMapSet(sharedObjects()[name], container, call)
  const ours = asyncMethod(realm, name, 0, async (self, args) => {
    const passOn = async () => {
      if (!native) throw self === container ? onlyPasskeys() : illegalInvocation()
      return await awaitable(apply(native, self, args) as Promise<Credential | null>)
    }
    const callOf = weakMapGet(sharedObjects()[name], self as object)
    // Passes other objects to the browser, which rejects most of them as illegal invocations.
    return await awaitable(callOf ? callOf(args[0], passOn) : passOn())
  })
  return patchesOn(realm, ours)
}

/** Makes `store` refuse a passkey (WebAuthn §5.1.5). The browser does not know ours. It stores everything else. */
export function storePatches(realm: Realm): Patch[] {
  const native = nativeMethod(realm.navigator.credentials, 'store')
  if (!native) return []
  const ours = asyncMethod(realm, 'store', 1, async (self, args) => {
    if (isOurs(args[0])) throw notStored()
    return await awaitable(apply(native, self, args) as Promise<unknown>)
  })
  // A sealed container keeps the browser's own method, which refuses our passkeys with a TypeError.
  const possible: Patch[] = []
  each(patchesOn(realm, ours), (patch) => {
    if (canDefine(patch.target, patch.name)) add(possible, patch)
  })
  return possible
}

/** On the prototype. Also on the object when the prototype is sealed, or the object has its own method. */
function patchesOn(realm: Realm, ours: NativeMethod): Patch[] {
  const container = realm.navigator.credentials
  const { prototype } = realm.CredentialsContainer
  const { name } = ours
  const isInherited = getPrototypeOf(container) === prototype && !hasOwn(container, name)
  const onPrototype = canDefine(prototype, name)
  const patches: Patch[] = []
  if (onPrototype) add(patches, methodPatch(prototype, ours))
  if (!onPrototype || !isInherited) add(patches, methodPatch(container, ours))
  return patches
}

function notStored(): PageError {
  return new PageError(
    'NotSupportedError',
    'Store operation not permitted for PublicKey credentials.',
  )
}
