import { onlyPasskeys } from '../errors'
import type { Realm } from '../realm'
import {
  asyncMethod,
  canDefine,
  illegalInvocation,
  methodPatch,
  nativeMethod,
  type Patch,
} from './descriptors'

/** Carries out a call, or passes it to `native`, the browser's own method with the page's arguments. */
export type ContainerCall = (
  options: unknown,
  native: () => Promise<Credential | null>,
) => Promise<Credential | null>

/**
 * Replaces the browser's `create` or `get` on the prototype; and on the object, when the prototype is sealed, or when
 * the page or an extension has overridden the method there.
 */
export function containerPatches(
  realm: Realm,
  name: 'create' | 'get',
  call: ContainerCall,
): Patch[] {
  const container = realm.navigator.credentials
  const { prototype } = realm.CredentialsContainer
  const native = nativeMethod(container, name)
  const ours = asyncMethod(realm, name, 0, async (self, args) => {
    const passOn = async () => {
      if (!native) throw self === container ? onlyPasskeys() : illegalInvocation()
      return (await native.apply(self, [...args])) as Credential | null
    }
    // The browser judges other objects: most of them are illegal invocations.
    return self === container ? call(args[0], passOn) : passOn()
  })
  const isInherited =
    Object.getPrototypeOf(container) === prototype && !Object.hasOwn(container, name)
  const onPrototype = canDefine(prototype, name)
  return [
    ...(onPrototype ? [methodPatch(prototype, ours)] : []),
    ...(onPrototype && isInherited ? [] : [methodPatch(container, ours)]),
  ]
}
