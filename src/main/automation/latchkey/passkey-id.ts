import { decodeBase64Url, isBase64Url } from '../../../shared/base64url'
import type { SessionPasskeys } from '../ports'
import { invalidArgument } from '../webdriver/webdriver-error'

/**
 * @param text credential id, base64url.
 * @throws {WebDriverError} `invalid argument` when the session has no such passkey, even in the trash.
 */
export function requirePasskey(
  text: string | undefined,
  passkeys: Pick<SessionPasskeys, 'has'>,
): Uint8Array {
  const id = text !== undefined && isBase64Url(text) ? decodeBase64Url(text) : undefined
  if (!id || !passkeys.has(id)) throw invalidArgument('the session has no such passkey')
  return id
}
