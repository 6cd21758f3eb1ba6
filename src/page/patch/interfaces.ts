import { PageError } from '../errors'
import type { Realm } from '../realm'
import { asyncMethod } from './descriptors'

type Interface = new () => object

/** Of each interface that a browser without WebAuthn lacks: its name and its parent's. */
const hierarchy = {
  Credential: undefined,
  PublicKeyCredential: 'Credential',
  AuthenticatorResponse: undefined,
  AuthenticatorAttestationResponse: 'AuthenticatorResponse',
  AuthenticatorAssertionResponse: 'AuthenticatorResponse',
  CredentialsContainer: undefined,
} as const

/**
 * Brings what some web views lack: the interfaces, without members, which the patches give them, and
 * `navigator.credentials`. What is there stays as it is.
 */
export function bringInterfaces(realm: Realm): void {
  const globals = realm as unknown as Record<string, Interface | undefined>
  for (const [name, parent] of Object.entries(hierarchy)) {
    if (globals[name] !== undefined) continue
    const value = createInterface(realm, name, parent === undefined ? undefined : globals[parent])
    Object.defineProperty(realm, name, { value, writable: true, configurable: true })
  }
  if (realm.navigator.credentials as CredentialsContainer | null | undefined) return
  bringContainer(realm, globals.CredentialsContainer?.prototype as object)
}

function bringContainer(realm: Realm, prototype: object): void {
  const unsupported = async () => {
    throw new PageError('NotSupportedError', 'Latchkey brings passkeys alone.')
  }
  const methods = [
    asyncMethod(realm, 'create', 0, unsupported),
    asyncMethod(realm, 'get', 0, unsupported),
    asyncMethod(realm, 'preventSilentAccess', 0, async () => undefined),
    asyncMethod(realm, 'store', 1, unsupported),
  ]
  for (const value of methods)
    Object.defineProperty(prototype, value.name, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    })
  const container = Object.create(prototype) as CredentialsContainer
  Object.defineProperty(Object.getPrototypeOf(realm.navigator), 'credentials', {
    get: () => container,
    enumerable: true,
    configurable: true,
  })
}

function createInterface(realm: Realm, name: string, parent: Interface | undefined): Interface {
  const created = parent ? class extends parent {} : createRoot(realm)
  Object.defineProperty(created, 'name', { value: name })
  Object.defineProperty(created.prototype, Symbol.toStringTag, { value: name, configurable: true })
  return created
}

function createRoot(realm: Realm): Interface {
  // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- an interface is a class that nobody constructs
  return class {
    constructor() {
      throw new realm.TypeError('Illegal constructor')
    }
  }
}
