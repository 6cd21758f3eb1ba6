import { cutText } from '../../shared/cut-name'
import { groupedNumber } from '../../shared/grouped-number'
import type { Passkey } from '../webauthn/authenticator/ports'

/** The maximum number of passkeys in a sentence. */
const NAMED = 5
/** UTF-16 code units of a name in a sentence. */
const LONGEST = 100

type Named = Pick<Passkey, 'userName' | 'userDisplayName' | 'rpId'>

/** Such as `3 passkeys (Ada at example.org, Bob at example.org, Eve at example.com)`, for the record. */
export function namesOfSome(passkeys: readonly Named[]): string {
  const names = passkeys.slice(0, NAMED).map(nameOf)
  const more = passkeys.length - names.length
  const count = passkeys.length === 1 ? 'the passkey' : `${groupedNumber(passkeys.length)} passkeys`
  return `${count} (${names.join(', ')}${more > 0 ? `, and ${more} more` : ''})`
}

function nameOf({ userName, userDisplayName, rpId }: Named): string {
  return `${cutText(userDisplayName || userName || 'without a name', LONGEST)} at ${rpId}`
}
