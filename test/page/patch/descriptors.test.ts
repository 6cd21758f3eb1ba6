import { expect, it } from 'vitest'
import { defineMethod, getter, method } from '../../../src/page/patch/descriptors'

it('makes a method like the browser’s: named, measured, no constructor', () => {
  const made = method('store', 1, () => 'done')

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
  const made = method('echo', 0, (self, args): unknown[] => [self, ...args])

  expect(made.call('self', 1, 2)).toEqual(['self', 1, 2])
  expect(made.call(undefined)).toEqual([undefined])
})

it('makes a getter like the browser’s', () => {
  const made = getter('rawId', (self) => self)

  expect([made.name, made.length, 'prototype' in made]).toEqual(['get rawId', 0, false])
  expect(made.call('self')).toBe('self')
})

it('keeps the flags of what it replaces, and takes those of Web IDL where there was nothing', () => {
  const target = {}
  Object.defineProperty(target, 'old', {
    value: () => 0,
    enumerable: false,
    writable: true,
    configurable: true,
  })

  for (const name of ['old', 'fresh'])
    defineMethod(
      target,
      name,
      method(name, 0, () => 1),
    )

  expect(Object.getOwnPropertyDescriptors(target)).toMatchObject({
    old: { enumerable: false, writable: true, configurable: true },
    fresh: { enumerable: true, writable: true, configurable: true },
  })
})
