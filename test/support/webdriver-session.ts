/** A session of a test driver, a new one for each test of a file. */
import { afterEach, beforeEach } from 'vitest'
import type { AutomationOptions } from '../../src/main/automation/automation-server'
import { command, startAutomation, type Answer, type MemoryWorld } from './automation'
import { newEcKey } from './node-keys'

export const USB = { protocol: 'ctap2', transport: 'usb' }
export const RESIDENT = { protocol: 'ctap2_1', transport: 'internal', hasResidentKey: true }

/** @returns a private key as WebDriver passes it: PKCS #8, base64url. */
export function pkcs8(namedCurve: string): string {
  return Buffer.from(newEcKey(namedCurve)).toString('base64url')
}

export const credential = {
  credentialId: 'AQID',
  isResidentCredential: false,
  rpId: 'example.org',
  privateKey: pkcs8('P-256'),
  signCount: 7,
}
export const resident = { ...credential, isResidentCredential: true, userHandle: 'CQ' }

export const failure = (code: string, status: number) => ({ status, value: { error: code } })
export const INVALID = failure('invalid argument', 400)

export class WebDriverSession {
  automation!: Awaited<ReturnType<typeof startAutomation>>
  /** The path of its commands. */
  path = ''

  static forEachTest(options: Partial<AutomationOptions> = {}): WebDriverSession {
    const session = new WebDriverSession()
    beforeEach(async () => {
      session.automation = await startAutomation(options)
      session.path = `/session/${await session.open()}`
    })
    afterEach(() => session.automation.stop())
    return session
  }

  readonly send = (method: string, path: string, body?: unknown): Promise<Answer> =>
    command(this.automation.url, method, path, body)

  /** Opens another session. @returns its id. */
  async open(): Promise<string> {
    const { value } = await this.send('POST', '/session', { capabilities: {} })
    return (value as { sessionId: string }).sessionId
  }

  get world(): MemoryWorld | undefined {
    return this.automation.worlds[0]
  }

  /** The authenticator that was added last, as ceremonies use it. */
  get described() {
    return [...(this.world?.authenticators.values() ?? [])].at(-1)?.describe()
  }

  /** @returns the path of the new authenticator. */
  async add(configuration: object = RESIDENT): Promise<string> {
    const { value } = await this.send('POST', `${this.path}/webauthn/authenticator`, configuration)
    return `${this.path}/webauthn/authenticator/${String(value)}`
  }
}
