// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { applyPatches } from '../../../src/page/patch/descriptors'
import { memberPatches } from '../../../src/page/patch/members'

/** A browser's own interface, whose getter knows its own objects. */
class NativeCredential {
  readonly #id = 'native'
  get id() {
    return this.#id
  }
}

const patchMembers = () => applyPatches(memberPatches(window))

beforeEach(() => {
  Object.assign(window, { Credential: NativeCredential })
})

it('does not change the browser’s own objects and errors', () => {
  patchMembers()

  expect(new NativeCredential().id).toBe('native')
  expect(() => NativeCredential.prototype.id).toThrow(TypeError)
  expect(() => Reflect.get(NativeCredential.prototype, 'id', {})).toThrow(TypeError)
})

it('keeps the shape of a replaced member', () => {
  const shape = () => {
    const found = Object.getOwnPropertyDescriptor(NativeCredential.prototype, 'id')!
    const get = Reflect.get(found, 'get') as object
    return { ...found, get: Object.getOwnPropertyDescriptors(get) }
  }
  const before = shape()

  patchMembers()

  expect(shape()).toEqual(before)
})

it('fails on a prototype that the page has sealed', () => {
  Object.freeze(NativeCredential.prototype)

  expect(() => patchMembers()).toThrow(TypeError)
})
