/** The two sides that are measured in one process. Each side has its passkeys and one call. */
import { randomBytes } from 'node:crypto'
import {
  AuthenticatorEmulator,
  PasskeysCredentialsMemoryRepository,
  RpId,
  WebAuthnEmulator,
  type PasskeyDiscoverableCredential,
} from 'nid-webauthn-emulator'
import type { Log } from '../../src/main/platform/log'
import { encodeBase64Url } from '../../src/shared/base64url'
import { openLatchkey } from '../own-latchkey'
import { fill, siteOf } from '../passkeys'

const ORIGIN = 'https://example.org'
const RP_ID = 'example.org'

export interface Contestant {
  readonly name: string
  /** Makes one `get()`, from options in JSON to a response in JSON. */
  readonly get: () => unknown
}

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

export async function latchkeyWith(stored: number): Promise<Contestant> {
  const latchkey = await openLatchkey({
    file: undefined,
    counter: 'none',
    pageScript: '',
    log: silent,
  })
  latchkey.answersByItself.set(ORIGIN, true)
  const credentialId = await fill(latchkey.vault.passkeys, stored, RP_ID, 'none')
  const id = encodeBase64Url(credentialId)
  const requester = { origin: ORIGIN, crossOrigin: false, topOrigin: null }
  const { signal } = new AbortController()
  return {
    name: `Latchkey, ${stored} stored`,
    get: () =>
      latchkey.client.get({ requester, options: newOptions(id), mediation: undefined, signal }),
  }
}

export function emulatorWith(stored: number): Contestant {
  const credentialsRepository = new PasskeysCredentialsMemoryRepository()
  const emulator = new WebAuthnEmulator(new AuthenticatorEmulator({ credentialsRepository }))
  const { id } = emulator.createJSON(ORIGIN, {
    challenge: newChallenge(),
    rp: { id: RP_ID, name: 'Example' },
    user: { id: newChallenge(), name: 'ada@example.org', displayName: 'Ada' },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  })
  const [own] = credentialsRepository.loadCredentials()
  if (!own) throw new Error('the emulator kept nothing')
  for (let i = 0; i < stored - 1; i++) credentialsRepository.saveCredential(copyFor(siteOf(i), own))
  return {
    name: `nid-webauthn-emulator, ${stored} stored`,
    get: () => emulator.getJSON(ORIGIN, newOptions(id)),
  }
}

/** All passkeys share one key, as on the other side. */
function copyFor(site: string, own: PasskeyDiscoverableCredential): PasskeyDiscoverableCredential {
  const id = new Uint8Array(randomBytes(32))
  return {
    ...own,
    publicKeyCredentialDescriptor: { ...own.publicKeyCredentialDescriptor, id },
    publicKeyCredentialSource: { ...own.publicKeyCredentialSource, id, rpId: new RpId(site) },
    user: { ...own.user, id: new Uint8Array(randomBytes(16)) },
  }
}

function newOptions(id: string) {
  const allowCredentials = [{ type: 'public-key' as const, id }]
  return { challenge: newChallenge(), rpId: RP_ID, allowCredentials }
}

function newChallenge(): string {
  return randomBytes(32).toString('base64url')
}
