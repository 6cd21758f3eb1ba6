// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest'
import { addMissingInterfaces } from '../../../src/page/patch/interfaces'

beforeAll(() => addMissingInterfaces(window))

describe('a browser without WebAuthn', () => {
  it('gets the interfaces, in their hierarchy', () => {
    expect(Object.getPrototypeOf(PublicKeyCredential)).toBe(Credential)
    expect(Object.getPrototypeOf(AuthenticatorAttestationResponse)).toBe(AuthenticatorResponse)
    expect(Object.getPrototypeOf(Credential)).toBe(Function.prototype)
    expect(PublicKeyCredential.name).toBe('PublicKeyCredential')
    expect(Object.getOwnPropertyDescriptor(window, 'PublicKeyCredential')).toMatchObject({
      enumerable: false,
      writable: true,
      configurable: true,
    })
  })

  it('does not let the page construct them', () => {
    expect(() => new Credential()).toThrow(new TypeError('Illegal constructor'))
    expect(() => new PublicKeyCredential()).toThrow(new TypeError('Illegal constructor'))
  })

  it('gets navigator.credentials, which holds only passkeys', async () => {
    expect(navigator.credentials).toBeInstanceOf(CredentialsContainer)
    expect(navigator.credentials).toBe(navigator.credentials)
    await expect(navigator.credentials.store({} as Credential)).rejects.toMatchObject({
      name: 'NotSupportedError',
    })
    await expect(navigator.credentials.preventSilentAccess()).resolves.toBeUndefined()
  })

  it('keeps what is there', () => {
    const { PublicKeyCredential: before, navigator: browser } = window
    const { credentials } = browser

    addMissingInterfaces(window)

    expect(window.PublicKeyCredential).toBe(before)
    expect(navigator.credentials).toBe(credentials)
  })
})
