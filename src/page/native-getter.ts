import { ownProperty } from './bare'

export type NativeGetter = (this: unknown) => unknown

/** The getter of an accessor property; undefined when there is none. */
export function nativeGetter(owner: object, name: string): NativeGetter | undefined {
  const descriptor: { readonly get?: NativeGetter } | undefined = ownProperty(owner, name)
  return descriptor?.get
}
