import { describe, expect, it } from 'vitest'
import { PageError } from '../../../src/page/errors'
import {
  applyPatches,
  asyncMethod,
  getter,
  getterPatch,
  method,
  methodPatch,
} from '../../../src/page/patch/descriptors'
import { otherRealm, testRealm } from '../../support/page-realm'

const realm = testRealm()

it('makes a method like the browser’s: named, measured, no constructor', () => {
  const made = method(realm, 'store', 1, () => 'done')

  expect([made.name, made.length, 'prototype' in made]).toEqual(['store', 1, false])
  expect(() => new (made as unknown as new () => object)()).toThrow(TypeError)
  expect(Object.getOwnPropertyDescriptor(made, 'length')).toEqual({
    value: 1,
    writable: false,
    enumerable: false,
    configurable: true,
  })
})

it('hands over what it was called on, and with what', () => {
  const made = method(realm, 'echo', 0, (self, args): unknown[] => [self, ...args])

  expect(made.call('self', 1, 2)).toEqual(['self', 1, 2])
  expect(made.call(undefined)).toEqual([undefined])
})

it('makes a getter like the browser’s', () => {
  const made = getter(realm, 'rawId', (self) => self)

  expect([made.name, made.length, 'prototype' in made]).toEqual(['get rawId', 0, false])
  expect(made.call('self')).toBe('self')
})

it('keeps the flags of a replaced member, and uses the flags of Web IDL for a new one', () => {
  const target = {}
  Object.defineProperty(target, 'old', {
    value: () => 0,
    enumerable: false,
    writable: true,
    configurable: true,
  })

  for (const name of ['old', 'fresh'])
    applyPatches([
      methodPatch(
        target,
        method(realm, name, 0, () => 1),
      ),
    ])

  expect(Object.getOwnPropertyDescriptors(target)).toMatchObject({
    old: { enumerable: false, writable: true, configurable: true },
    fresh: { enumerable: true, writable: true, configurable: true },
  })
})

it('defines either all members or no member', () => {
  const open = { get: () => 'native' }
  const sealed = Object.freeze({ get: () => 'native' })
  const ours = method(realm, 'get', 0, () => 'ours')

  expect(() => applyPatches([methodPatch(open, ours), methodPatch(sealed, ours)])).toThrow()
  expect(open.get()).toBe('native')

  applyPatches([
    methodPatch(open, ours),
    getterPatch(
      open,
      'id',
      getter(realm, 'id', () => 7),
    ),
  ])
  expect(open).toMatchObject({ get: ours, id: 7 })
})

it('defines what is fixed in place, but may be written', () => {
  const target: { get?: () => string } = {}
  Object.defineProperty(target, 'get', { value: () => 'native', writable: true })

  applyPatches([
    methodPatch(
      target,
      method(realm, 'get', 0, () => 'ours'),
    ),
  ])

  expect(target.get?.()).toBe('ours')
})

describe('in the realm of a frame', () => {
  const frame = otherRealm()

  it('functions and promises are the frame’s own', () => {
    const made = asyncMethod(frame, 'get', 0, async () => 7)

    expect(made).toBeInstanceOf(frame.Function)
    expect(made()).toBeInstanceOf(frame.Promise)
  })

  it('what we fail with becomes the frame’s own error', async () => {
    const failing = (error: unknown) =>
      asyncMethod(frame, 'get', 0, async () => {
        throw error
      })() as Promise<unknown>

    const typeError = await failing(new PageError('TypeError', 'why')).catch((e: unknown) => e)
    expect(typeError).toBeInstanceOf(frame.TypeError)
    expect(typeError).toMatchObject({ message: 'why' })

    const exception = await failing(new PageError('NotAllowedError', 'no')).catch((e: unknown) => e)
    expect(exception).toBeInstanceOf(frame.DOMException)
    expect(exception).toMatchObject({ name: 'NotAllowedError', message: 'no' })

    const theirs = { of: 'a getter' }
    await expect(failing(theirs)).rejects.toBe(theirs)
  })
})
