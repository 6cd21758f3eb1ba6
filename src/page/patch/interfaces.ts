import { method } from './descriptors'

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
export function bringInterfaces(realm: Window): void {
  const globals = realm as unknown as Record<string, Interface | undefined>
  for (const [name, parent] of Object.entries(hierarchy)) {
    if (globals[name] !== undefined) continue
    const value = createInterface(name, parent === undefined ? undefined : globals[parent])
    Object.defineProperty(realm, name, { value, writable: true, configurable: true })
  }
  if (realm.navigator.credentials as CredentialsContainer | null | undefined) return
  bringContainer(realm.navigator, globals.CredentialsContainer?.prototype as object)
}

function bringContainer(navigator: Navigator, prototype: object): void {
  const unsupported = async () => {
    throw new DOMException('Latchkey brings passkeys alone.', 'NotSupportedError')
  }
  const methods = [
    method('create', 0, unsupported),
    method('get', 0, unsupported),
    method('preventSilentAccess', 0, async () => undefined),
    method('store', 1, unsupported),
  ]
  for (const value of methods)
    Object.defineProperty(prototype, value.name, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    })
  const container = Object.create(prototype) as CredentialsContainer
  Object.defineProperty(Object.getPrototypeOf(navigator), 'credentials', {
    get: () => container,
    enumerable: true,
    configurable: true,
  })
}

function createInterface(name: string, parent: Interface | undefined): Interface {
  const created = parent ? class extends parent {} : createRoot()
  Object.defineProperty(created, 'name', { value: name })
  Object.defineProperty(created.prototype, Symbol.toStringTag, { value: name, configurable: true })
  return created
}

function createRoot(): Interface {
  // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- an interface is a class that nobody constructs
  return class {
    constructor() {
      throw new TypeError('Illegal constructor')
    }
  }
}
