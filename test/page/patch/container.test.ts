import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createWithAnswers } from '../../../src/page/credential/answers'
import { containerPatches, storePatches } from '../../../src/page/patch/container'
import { applyPatches } from '../../../src/page/patch/descriptors'
import type { ContainerCall } from '../../../src/page/shared-objects'
import { testRealm } from '../../support/page-realm'

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
  // A new class for each test, because some tests seal it.
  class Fresh extends Container {}
  Object.assign(Fresh.prototype, { get: nativeGet })
  prototype = Fresh.prototype
  container = new Fresh() as unknown as CredentialsContainer
})

function patch(ours: ContainerCall): void {
  const realm = testRealm({
    navigator: { credentials: container },
    CredentialsContainer: { prototype },
  })
  applyPatches(containerPatches(realm, 'get', ours))
}

it('takes the calls of the page', async () => {
  patch(call)

  expect(await container.get({})).toBe(ours)
  expect(Object.hasOwn(container, 'get')).toBe(false)
})

it('lets a call pass to the browser with what the page passed', async () => {
  patch((_options, native) => native())
  const options = { password: true } as CredentialRequestOptions

  expect(await container.get(options)).toEqual({ native: options })
})

it('leaves a call on anything else to the browser', async () => {
  patch(call)
  const get = Reflect.get(prototype, 'get') as typeof nativeGet

  await expect(get.call({})).rejects.toThrow('Illegal invocation')
})

it('serves another container of ours that borrows the method', async () => {
  const theirs = { theirs: true } as unknown as Credential
  const parent = container
  patch(async () => theirs)
  const theirGet = Reflect.get(prototype, 'get') as typeof nativeGet
  class Other extends Container {}
  Object.assign(Other.prototype, { get: nativeGet })
  prototype = Other.prototype
  container = new Other() as unknown as CredentialsContainer
  patch(call)
  const ourGet = Reflect.get(prototype, 'get') as typeof nativeGet

  expect(await theirGet.call(container, {})).toBe(ours)
  expect(await ourGet.call(parent, {})).toBe(theirs)
})

it('rejects, and never throws', async () => {
  patch(async () => {
    throw new TypeError('malformed')
  })

  await expect(container.get({})).rejects.toThrow('malformed')
})

it('reaches a page that has overridden the methods on the object itself', async () => {
  container.get = async () => ({ somebody: true }) as unknown as Credential

  patch(call)

  expect(await container.get({})).toBe(ours)
})

it('overrides on the object if the prototype is sealed', async () => {
  Object.freeze(prototype)

  patch(call)

  expect(await container.get({})).toBe(ours)
})

it('works when only the object is sealed', async () => {
  Object.freeze(container)

  patch(call)

  expect(await container.get({})).toBe(ours)
})

it('fails if both are sealed', () => {
  Object.freeze(prototype)
  Object.freeze(container)

  expect(() => patch(call)).toThrow(TypeError)
})

it('rejects if the browser has no such method', async () => {
  Reflect.deleteProperty(prototype, 'get')
  patch((_options, native) => native())

  await expect(container.get({})).rejects.toMatchObject({ name: 'NotSupportedError' })
})

describe('store()', () => {
  const stored = { stored: true }
  let native: (this: unknown, credential?: unknown) => Promise<unknown>

  beforeEach(() => {
    native = vi.fn(async () => stored)
    Object.assign(prototype, { store: native })
  })

  const patchStore = () => {
    const navigator = { credentials: container }
    applyPatches(storePatches(testRealm({ navigator, CredentialsContainer: { prototype } })))
  }

  it('refuses a passkey of ours', async () => {
    patchStore()
    const credential = createWithAnswers({}, {}) as Credential

    await expect(container.store(credential)).rejects.toMatchObject({ name: 'NotSupportedError' })
    expect(native).not.toHaveBeenCalled()
  })

  it('leaves everything else to the browser', async () => {
    patchStore()

    await expect(container.store({ id: 'a', type: 'password' })).resolves.toBe(stored)
    expect(native).toHaveBeenCalledTimes(1)
  })

  it('stays the browser’s own if the container is sealed, or has no such method', () => {
    Reflect.deleteProperty(prototype, 'store')
    patchStore()
    expect('store' in container).toBe(false)

    Object.assign(prototype, { store: native })
    Object.freeze(prototype)
    Object.freeze(container)
    expect(patchStore).not.toThrow()
  })
})
