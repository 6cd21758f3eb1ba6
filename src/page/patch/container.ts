import { passkeysAlone } from '../errors'
import type { Realm } from '../realm'
import {
  asyncMethod,
  canDefine,
  illegalInvocation,
  methodPatch,
  nativeMethod,
  type Patch,
} from './descriptors'

/** Carries out a call, or hands it to `native`, which is the browser's own, called as the page called ours. */
export type ContainerCall = (
  options: unknown,
  native: () => Promise<Credential | null>,
) => Promise<Credential | null>

/**
 * Ours in the place of the browser's own `create` or `get`: on the prototype, and on the object itself
 * where the prototype is sealed, or a page or an extension has overridden it there.
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
      if (!native) throw self === container ? passkeysAlone() : illegalInvocation()
      return (await native.apply(self, [...args])) as Credential | null
    }
    // Somebody else's object is the browser's to judge: for all but its own it is an illegal invocation.
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
