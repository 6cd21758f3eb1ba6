/** `create` and `get` of one page, joined to a ScriptedBridge. */
import { vi } from 'vitest'
import { Ceremonies, type CeremonyPorts } from '../../src/page/ceremony/ceremony'
import { clientBehaviour } from '../../src/page/client-behaviour'
import { clampTimeout } from '../../src/shared/ceremony-timeout'
import { authenticationJson, registrationJson } from './credential-json'
import { BRIDGE_HOST, testConnection } from './page-bridge'
import { pageDocument } from './page-document'
import { creationOptions, requestOptions } from './page-options'

export const nativeCredential = { native: true } as unknown as Credential
export const asCreate = { publicKey: creationOptions() }
export const asGet = { publicKey: requestOptions() }

/** The ceremonies of a page whose user pairs it when asked, and whose authenticator signs. */
export function testCeremonies(
  changed: Partial<CeremonyPorts> = {},
  {
    page,
    connection,
  }: Pick<ReturnType<typeof testConnection>, 'page' | 'connection'> = testConnection(),
) {
  page.bridge.answer = ({ t, id }) => ({
    t: 'result',
    id,
    credential: t === 'create' ? registrationJson() : authenticationJson(),
  })
  const native = vi.fn(async () => nativeCredential)
  const ceremonies = new Ceremonies({
    connection,
    document: pageDocument(),
    host: BRIDGE_HOST,
    whenAbsent: 'refuse',
    explainAbsence: async () => ({ isAbsent: true, mayPass: true, message: 'not there' }),
    createCredential: (json) => json as unknown as PublicKeyCredential,
    after: page.ports.after,
    timeoutOf: clampTimeout,
    behaviour: clientBehaviour('latchkey'),
    supportsImmediate: async () => false,
    warn: (message) => void page.warnings.push(message),
    ...changed,
  })
  return {
    page,
    connection,
    native,
    create: (options: unknown) => ceremonies.create(options, native),
    get: (options: unknown) => ceremonies.get(options, native),
  }
}
