import { bare, define } from '../bare'
import { create, defineProperty, getPrototypeOf, keys, toStringTag } from '../builtins'
import { onlyPasskeys } from '../errors'
import { each } from '../lists'
import type { Realm } from '../realm'
import { applyPatches, asyncMethod, getter, getterPatch, methodPatch } from './descriptors'

type Interface = new () => object

/** The interfaces that a browser without WebAuthn lacks, each with its parent. */
const hierarchy = {
  Credential: undefined,
  PublicKeyCredential: 'Credential',
  AuthenticatorResponse: undefined,
  AuthenticatorAttestationResponse: 'AuthenticatorResponse',
  AuthenticatorAssertionResponse: 'AuthenticatorResponse',
  CredentialsContainer: undefined,
} as const

/**
 * Adds what some web views lack: `navigator.credentials`, and the interfaces. The patches add their members. Existing
 * interfaces stay unchanged.
 */
export function addMissingInterfaces(realm: Realm): void {
  const globals = realm as unknown as Record<string, Interface | undefined>
  each(keys(hierarchy) as (keyof typeof hierarchy)[], (name) => {
    if (globals[name] !== undefined) return
    const parent = hierarchy[name]
    const value = createInterface(realm, name, parent && globals[parent])
    defineProperty(realm, name, bare({ value, writable: true, configurable: true }))
  })
  if (realm.navigator.credentials as CredentialsContainer | null | undefined) return
  addContainer(realm, globals.CredentialsContainer?.prototype as object)
}

/** Adds the container without `create` and `get`, which the patches add. */
function addContainer(realm: Realm, prototype: object): void {
  const container = create(prototype) as CredentialsContainer
  applyPatches([
    methodPatch(
      prototype,
      asyncMethod(realm, 'preventSilentAccess', 0, async () => undefined),
    ),
    methodPatch(
      prototype,
      asyncMethod(realm, 'store', 1, async () => {
        throw onlyPasskeys()
      }),
    ),
    getterPatch(
      getPrototypeOf(realm.navigator) as object,
      'credentials',
      getter(realm, 'credentials', () => container),
    ),
  ])
}

function createInterface(realm: Realm, name: string, parent: Interface | undefined): Interface {
  const created = parent ? class extends parent {} : createRoot(realm)
  define(created, 'name', name)
  define(created.prototype as object, toStringTag, name)
  return created
}

function createRoot(realm: Realm): Interface {
  // oxlint-disable-next-line typescript/no-extraneous-class -- an interface is a class without a constructor
  return class {
    constructor() {
      throw new realm.TypeError('Illegal constructor')
    }
  }
}
