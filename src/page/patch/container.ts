import { defineMethod, method, nativeMethod, type NativeMethod } from './descriptors'

/** Carries out a call, or hands it to `native`, which is the browser's own, called as the page called ours. */
export type ContainerCall = (
  options: unknown,
  native: () => Promise<Credential | null>,
) => Promise<Credential | null>

/**
 * Puts our `create` or `get` in the place of the browser's own: on the prototype, and on the object
 * itself where a page or an extension has overridden it there.
 *
 * @throws {TypeError} when both are sealed.
 */
export function patchContainer(
  container: CredentialsContainer,
  prototype: object,
  name: 'create' | 'get',
  call: ContainerCall,
): void {
  const native = nativeMethod(container, name)
  const ours = method(name, 0, async (self, args) => {
    const passOn = () => passTo(native, self, args)
    // Somebody else's object is the browser's to judge: for all but its own it is an illegal invocation.
    return self === container ? call(args[0], passOn) : passOn()
  })
  tryDefine(prototype, name, ours)
  if (nativeMethod(container, name) !== ours) defineMethod(container, name, ours)
}

async function passTo(
  native: NativeMethod | undefined,
  self: unknown,
  args: readonly unknown[],
): Promise<Credential | null> {
  return (await native?.apply(self, [...args])) as Credential | null
}

function tryDefine(prototype: object, name: string, value: NativeMethod): void {
  try {
    defineMethod(prototype, name, value)
  } catch {
    // Sealed; the object itself may not be.
  }
}
