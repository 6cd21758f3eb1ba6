/** Fills a vault: with passkeys of other sites, and with the passkey that signs in. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Passkey } from '../src/main/webauthn/authenticator/ports'
import { passkey } from '../test/support/passkeys'

/** How many accounts each other site has. Each account has one passkey. */
const ACCOUNTS_A_SITE = 10

interface PasskeyAdder {
  add(passkey: Passkey, privateKey: Uint8Array): Promise<unknown>
}

/** The site of the passkey with this number. */
export function siteOf(index: number): string {
  return `site-${Math.floor(index / ACCOUNTS_A_SITE)}.example`
}

/**
 * Fills an empty store with `count` passkeys. The last passkey is the only passkey of `rpId`.
 *
 * @returns the credential id of the last passkey.
 */
export async function fill(
  store: PasskeyAdder,
  count: number,
  rpId: string,
  counter: 'none' | 'per-passkey',
): Promise<Uint8Array> {
  const privateKey = newPrivateKey()
  const signCount = counter === 'none' ? null : 0
  const others = Array.from({ length: count - 1 }, (_, i) =>
    newPasskey({ rpId: siteOf(i), signCount }),
  )
  const own = newPasskey({ rpId, signCount })
  await Promise.all([...others, own].map((each) => store.add(each, privateKey)))
  return own.credentialId
}

function newPasskey(fields: Pick<Passkey, 'rpId' | 'signCount'>): Passkey {
  return passkey({
    ...fields,
    credentialId: new Uint8Array(randomBytes(32)),
    userHandle: new Uint8Array(randomBytes(16)),
    transports: ['internal', 'hybrid'],
    createdAt: Date.now(),
  })
}

/** All passkeys share one key, because the benchmark does not measure how long a key takes to make. */
function newPrivateKey(): Uint8Array {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }))
}
