/** Passkeys with their private keys, from a file that the user chooses. */
import * as v from 'valibot'
import { encodeBase64Url } from '../../shared/base64url'
import { credentialFormats } from '../../shared/command-api'
import type { MainCalls } from '../../shared/main-api'
import {
  receiveCredential,
  refusalAt,
  refusalOf,
  type CredentialMembers,
  type ExchangedCredential,
} from '../exchange/credential'
import { FORMATS } from '../exchange/formats'
import type { Randomness } from '../platform/ports'
import { PasskeyNotAddedError } from '../vault/errors'
import { PLATFORM_AUTHENTICATOR } from '../webauthn/authenticator/description'
import type { OpenFile } from './open-file'

export interface ImportPort {
  readonly openFile: OpenFile
  readonly passkeys: {
    /** Adds all or none. */
    addAll(credentials: readonly ExchangedCredential[]): Promise<void>
  }
  readonly random: Randomness
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  /** Logs what was done, never a key. */
  readonly note: (what: string) => void
}

export function importCalls(port: ImportPort): MainCalls<'exchange'> {
  return {
    importPasskeys: async () => {
      const file = await port.openFile()
      if (file === null) return null
      const credentials = credentialsIn(file)
      await keep(credentials, port)
      port.note(`imported ${credentials.length} passkeys`)
      return credentials.map(({ credentialId }) => encodeBase64Url(credentialId))
    },
  }
}

/** Reads the format that all of the credentials fit. */
function credentialsIn({ name, text }: { name: string; text: string }): CredentialMembers[] {
  const list = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(v.unknown())), text)
  if (!list.success) throw new Error(`${name} is not JSON with a list of passkeys.`)
  const results = credentialFormats.map((format) =>
    v.safeParse(v.array(FORMATS[format].schema), list.output, { abortEarly: true }),
  )
  const fitting = results.find(({ success }) => success) ?? results[0]
  if (fitting?.success === true) return fitting.output
  const issue = fitting?.issues?.[0]
  const place = issue === undefined ? '' : ` (${v.getDotPath(issue) ?? ''}: ${issue.message})`
  throw new Error(`${name} has no format that Latchkey reads${place}.`)
}

async function keep(
  credentials: readonly CredentialMembers[],
  { passkeys, random, now }: ImportPort,
): Promise<void> {
  const description = PLATFORM_AUTHENTICATOR
  const refusal = refusalOf(credentials, description)
  if (refusal !== undefined) throw new Error(refusal)
  const destination = { description, random, now: now() }
  try {
    await passkeys.addAll(credentials.map((members) => receiveCredential(members, destination)))
  } catch (error) {
    if (!(error instanceof PasskeyNotAddedError)) throw error
    throw new Error(refusalAt(error.index, error.because), { cause: error })
  }
}
