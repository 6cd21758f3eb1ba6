/** The record's entries for the actions of a command, and for an import in the window. */
import type { ActivityReport } from '../../shared/activity'
import { encodeBase64Url } from '../../shared/base64url'
import type { Names } from '../../shared/passkey'
import type { Passkey } from '../webauthn/authenticator/ports'
import { namesOfSome } from './names-of-some'

export function renamedByCommand(before: Passkey, after: Passkey): ActivityReport {
  const passkeyId = encodeBase64Url(after.credentialId)
  const change = { passkeyId, before: namesOf(before), after: namesOf(after) }
  return report('edit', 'A command changed the names.', {
    rpId: after.rpId,
    changes: [{ what: 'renamed', ...change }],
  })
}

export function deletedByCommand(passkeys: readonly Passkey[]): ActivityReport {
  return report('edit', `A command moved ${namesOfSome(passkeys)} to the trash.`, {
    changes: passkeys.map((passkey) => ({
      what: 'deleted',
      passkeyId: encodeBase64Url(passkey.credentialId),
      names: namesOf(passkey),
    })),
  })
}

export function exportedByCommand(passkeys: readonly Passkey[]): ActivityReport {
  return report('export', `A command exported ${namesOfSome(passkeys)}, with the private keys.`)
}

export function importedByCommand(passkeys: readonly Passkey[]): ActivityReport {
  return report('import', `A command imported ${namesOfSome(passkeys)}.`)
}

/** An import in the window. */
export function importedByUser(passkeys: readonly Passkey[]): ActivityReport {
  return report('import', `You imported ${namesOfSome(passkeys)}.`)
}

function report(
  kind: ActivityReport['kind'],
  reason: string,
  fields: Partial<ActivityReport> = {},
): ActivityReport {
  return { kind, origin: null, outcome: 'done', reason, ...fields }
}

function namesOf({ userName, userDisplayName }: Passkey): Names {
  return { userName, userDisplayName }
}
