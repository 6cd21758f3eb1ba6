import { decodeBase64Url, isBase64Url } from '../../shared/base64url'
import { UNSEEN } from '../../shared/unseen-text'

/** The text of a user handle in UTF-8; undefined if a person could not read it. */
export function userHandleText(userHandle: string): string | undefined {
  if (userHandle === '' || !isBase64Url(userHandle)) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(decodeBase64Url(userHandle))
    return text.search(UNSEEN) === -1 && text.trim() !== '' ? text : undefined
  } catch {
    return undefined
  }
}
