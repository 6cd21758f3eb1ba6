/**
 * The passkeys of a storage state. `context.storageState({ credentials: true })` writes those of Playwright's own authenticator
 * there.
 */
import { readFileSync } from 'node:fs'
import { LatchkeyError } from './latchkey-error.js'
import type { PlaywrightCredential } from './types/playwright-credential.js'
import { whyNotRead } from './why-no-file.js'

/** Playwright's option `storageState`. */
type StorageState = string | object | undefined

/**
 * Playwright adds its own authenticator to the pages of a context whose storage state has credentials. This script removes it
 * before Latchkey's script, which then finds the browser's own functions.
 */
export const WITHOUT_PLAYWRIGHTS_OWN =
  'if (globalThis.__pwWebAuthnInstalled) { delete navigator.credentials.create; delete navigator.credentials.get }\n'

/**
 * @param state Playwright's option: an object, or the path of a file.
 * @returns its credentials; empty when it has none.
 * @throws {LatchkeyError} when the file cannot be read, or its credentials are not a list.
 */
export function credentialsIn(state: StorageState): readonly PlaywrightCredential[] {
  const { credentials = [] } = (typeof state === 'string' ? read(state) : (state ?? {})) as {
    readonly credentials?: unknown
  }
  if (!Array.isArray(credentials))
    throw new LatchkeyError(
      'invalid argument',
      'The `credentials` of the storage state are no list.',
    )
  return credentials as PlaywrightCredential[]
}

function read(path: string): object {
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch (error) {
    throw new LatchkeyError(
      'invalid argument',
      `The storage state cannot be read from ${path}, because ${whyNotRead(error)}. Check the path.`,
    )
  }
}
