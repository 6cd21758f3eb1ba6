/** Imports passkeys with their private keys from a file that the user chooses, and exports them to one. */
import * as v from 'valibot'
import { decodeBase64Url } from '../../shared/base64url'
import type { MainCalls } from '../../shared/main-api'
import { parseJsonText } from '../../shared/parse-json-text'
import type { OpenFile } from './open-file'

export interface ExchangePort {
  readonly openFile: OpenFile
  /**
   * Stores all of them or none.
   *
   * @returns their ids.
   */
  readonly keep: (credentials: readonly unknown[]) => Promise<string[]>
  /** First asks the user. @returns the file; null when the user refused, or chose no file. */
  readonly give: (credentialIds: readonly Uint8Array[]) => Promise<string | null>
}

const listSchema = v.array(v.unknown())

export function exchangeCalls({ openFile, keep, give }: ExchangePort): MainCalls<'exchange'> {
  return {
    importPasskeys: async () => {
      const file = await openFile()
      if (file === null) return null
      const list = listIn(file.text)
      if (!list) throw new Error(`${file.name} is not JSON with a list of passkeys.`)
      return keep(list)
    },
    exportPasskeys: (ids) => give(ids.map(decodeBase64Url)),
  }
}

/** @returns undefined when the text is not JSON, or not a list. */
function listIn(text: string): readonly unknown[] | undefined {
  try {
    return v.parse(listSchema, parseJsonText(text))
  } catch {
    return undefined
  }
}
