import type { PasskeySummary } from '../../shared/passkey'
import type { DryRunRequest } from '../../shared/signal-dry-run'
import { UNSEEN } from '../../shared/unseen-text'

type Argument = readonly [name: string, value: string | readonly string[]]

/** The JavaScript with which a page sends this signal (WebAuthn §5.1.10). */
export function signalCode(
  signal: DryRunRequest['signal'],
  passkey: Pick<PasskeySummary, 'id' | 'rpId' | 'userHandle'>,
): string {
  const rpId: Argument = ['rpId', passkey.rpId]
  const userId: Argument = ['userId', passkey.userHandle]
  switch (signal.kind) {
    case 'unknownCredential':
      return call('signalUnknownCredential', [rpId, ['credentialId', passkey.id]])
    case 'allAcceptedCredentials':
      return call('signalAllAcceptedCredentials', [
        rpId,
        userId,
        ['allAcceptedCredentialIds', signal.allAcceptedCredentialIds],
      ])
    case 'currentUserDetails':
      return call('signalCurrentUserDetails', [
        rpId,
        userId,
        ['name', signal.name],
        ['displayName', signal.displayName],
      ])
  }
}

function call(method: string, members: readonly Argument[]): string {
  const lines = members.map(([name, value]) => `  ${name}: ${literal(value)},\n`)
  return `await PublicKeyCredential.${method}({\n${lines.join('')}})`
}

function literal(value: string | readonly string[]): string {
  if (typeof value === 'string') return stringLiteral(value)
  if (value.length === 0) return '[]'
  return `[\n${value.map((one) => `    ${stringLiteral(one)},\n`).join('')}  ]`
}

/** Invisible characters are escaped, so that the code reads as it runs. JSON already escapes lone surrogates. */
function stringLiteral(text: string): string {
  return JSON.stringify(text).replace(
    UNSEEN,
    (unseen) => `\\u${unseen.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
