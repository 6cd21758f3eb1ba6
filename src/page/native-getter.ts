import { getOwnPropertyDescriptor } from './builtins'

export type NativeGetter = (this: unknown) => unknown

/** The getter of an accessor property; undefined where there is none. */
export function nativeGetter(owner: object, name: string): NativeGetter | undefined {
  const descriptor: { readonly get?: NativeGetter } | undefined = getOwnPropertyDescriptor(
    owner,
    name,
  )
  return descriptor?.get
}
