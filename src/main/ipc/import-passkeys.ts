/** Passkeys with their private keys, from a file that the user chooses. */
import * as v from 'valibot'
import type { MainCalls } from '../../shared/main-api'
import { parseJsonText } from '../../shared/parse-json-text'
import type { OpenFile } from './open-file'

export interface ImportPort {
  readonly openFile: OpenFile
  /**
   * Keeps all of them or none.
   *
   * @returns their ids.
   */
  readonly keep: (credentials: readonly unknown[]) => Promise<string[]>
}

const listSchema = v.array(v.unknown())

export function importCalls({
  openFile,
  keep,
}: ImportPort): Pick<MainCalls<'exchange'>, 'importPasskeys'> {
  return {
    importPasskeys: async () => {
      const file = await openFile()
      if (file === null) return null
      const list = listIn(file.text)
      if (!list) throw new Error(`${file.name} is not JSON with a list of passkeys.`)
      return keep(list)
    },
  }
}

/** @returns undefined where the text is no JSON, or no list. */
function listIn(text: string): readonly unknown[] | undefined {
  try {
    return v.parse(listSchema, parseJsonText(text))
  } catch {
    return undefined
  }
}
