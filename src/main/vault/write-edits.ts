import type { Passkey } from '../webauthn/authenticator/ports'
import type { Operation } from './operation'
import type { PasskeyFields } from './stored-passkey'

/** The fields that an edit changes; null when it changes no field. */
export type Edit = (passkey: Passkey) => PasskeyFields | null

/** The passkeys that an edit changed, as they were before. Without those that were already as the edit makes them. */
export type Edited = readonly Passkey[]

interface EditParts {
  /** @throws when there is no such passkey. */
  readonly require: (credentialId: Uint8Array) => Passkey
  readonly change: (credentialId: Uint8Array, fields: PasskeyFields) => Operation
  readonly write: (build: () => readonly Operation[]) => Promise<void>
}

/** Edits passkeys, all in one write. */
export async function writeEdits(
  edits: readonly (readonly [credentialId: Uint8Array, edit: Edit])[],
  { require, change, write }: EditParts,
): Promise<Edited> {
  const edited: Passkey[] = []
  await write(() =>
    edits.flatMap(([credentialId, edit]) => {
      const passkey = require(credentialId)
      const fields = edit(passkey)
      if (!fields) return []
      edited.push(passkey)
      return [change(credentialId, fields)]
    }),
  )
  return edited
}
