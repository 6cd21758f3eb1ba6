/** Selenium's own client. Its types lack the methods for virtual authenticators. */
import { Builder, type WebDriver } from 'selenium-webdriver'
import {
  Credential,
  Protocol,
  Transport,
  VirtualAuthenticatorOptions,
} from 'selenium-webdriver/lib/virtual_authenticator'

export interface AuthenticatorDriver extends WebDriver {
  addVirtualAuthenticator(options: VirtualAuthenticatorOptions): Promise<void>
  removeVirtualAuthenticator(): Promise<void>
  addCredential(credential: Credential): Promise<void>
  getCredentials(): Promise<Credential[]>
  removeCredential(credentialId: string): Promise<void>
  removeAllCredentials(): Promise<void>
  setUserVerified(verified: boolean): Promise<void>
}

/** A session that a test opens beside its browser's session. */
export async function seleniumSession(url: string): Promise<AuthenticatorDriver> {
  return (await new Builder().usingServer(url).forBrowser('chrome').build()) as AuthenticatorDriver
}

export async function sessionId(driver: WebDriver): Promise<string> {
  return (await driver.getSession()).getId()
}

/** A phone's own authenticator, unless the test says otherwise. */
export function authenticatorOptions(
  change: (options: VirtualAuthenticatorOptions) => void = () => undefined,
): VirtualAuthenticatorOptions {
  const options = new VirtualAuthenticatorOptions()
  options.setProtocol(Protocol.CTAP2)
  options.setTransport(Transport.INTERNAL)
  options.setHasResidentKey(true)
  options.setHasUserVerification(true)
  options.setIsUserVerified(true)
  change(options)
  return options
}

/** @param privateKey PKCS #8, DER. */
export function residentCredential(
  id: Uint8Array,
  userHandle: Uint8Array,
  privateKey: Buffer,
): Credential {
  const key = privateKey.toString('binary')
  return Credential.createResidentCredential(id, 'localhost', userHandle, key, 5)
}

export { Transport }
