import { passkeysAlone } from '../errors'
import type { Realm } from '../realm'
import { applyPatches, asyncMethod, getter, getterPatch, methodPatch } from './descriptors'

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

/** Without `create` and `get`, which the patches bring. */
function bringContainer(realm: Realm, prototype: object): void {
  const container = Object.create(prototype) as CredentialsContainer
  applyPatches([
    methodPatch(
      prototype,
      asyncMethod(realm, 'preventSilentAccess', 0, async () => undefined),
    ),
    methodPatch(
      prototype,
      asyncMethod(realm, 'store', 1, async () => {
        throw passkeysAlone()
      }),
    ),
    getterPatch(
      Object.getPrototypeOf(realm.navigator) as object,
      'credentials',
      getter(realm, 'credentials', () => container),
    ),
  ])
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
