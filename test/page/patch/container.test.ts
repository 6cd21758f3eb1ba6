import { beforeEach, expect, it } from 'vitest'
import { patchContainer, type ContainerCall } from '../../../src/page/patch/container'

class Container {
  readonly isGenuine = true
}

/** The browser's own `get`. */
async function nativeGet(this: unknown, options?: unknown): Promise<unknown> {
  if (!(this instanceof Container)) throw new TypeError('Illegal invocation')
  return { native: options }
}

const ours = { ours: true } as unknown as Credential
const call: ContainerCall = async () => ours

let container: CredentialsContainer
let prototype: Container

beforeEach(() => {
  // A class of its own for each test: some seal it.
  class Fresh extends Container {}
  Object.assign(Fresh.prototype, { get: nativeGet })
  prototype = Fresh.prototype
  container = new Fresh() as unknown as CredentialsContainer
})

it('takes the calls of the page', async () => {
  patchContainer(container, prototype, 'get', call)

  expect(await container.get({})).toBe(ours)
  expect(Object.hasOwn(container, 'get')).toBe(false)
})

it('lets a call pass to the browser with what the page passed', async () => {
  patchContainer(container, prototype, 'get', (_options, native) => native())
  const options = { password: true } as CredentialRequestOptions

  expect(await container.get(options)).toEqual({ native: options })
})

it('leaves a call on anything else to the browser', async () => {
  patchContainer(container, prototype, 'get', call)
  const get = Reflect.get(prototype, 'get') as typeof nativeGet

  await expect(get.call({})).rejects.toThrow('Illegal invocation')
})

it('rejects, and never throws', async () => {
  patchContainer(container, prototype, 'get', () => {
    throw new TypeError('malformed')
  })

  await expect(container.get({})).rejects.toThrow('malformed')
})

it('reaches a page whose methods somebody has overridden on the object itself', async () => {
  container.get = async () => ({ somebody: true }) as unknown as Credential

  patchContainer(container, prototype, 'get', call)

  expect(await container.get({})).toBe(ours)
})

it('overrides on the object where the prototype is sealed', async () => {
  Object.freeze(prototype)

  patchContainer(container, prototype, 'get', call)

  expect(await container.get({})).toBe(ours)
})

it('works when only the object is sealed', async () => {
  Object.freeze(container)

  patchContainer(container, prototype, 'get', call)

  expect(await container.get({})).toBe(ours)
})

it('fails where both are sealed', () => {
  Object.freeze(prototype)
  Object.freeze(container)

  expect(() => patchContainer(container, prototype, 'get', call)).toThrow(TypeError)
})
