/** Passkeys with their private keys, from a file that the user chooses. */
import * as v from 'valibot'
import type { MainCalls } from '../../shared/main-api'
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

const fileSchema = v.pipe(v.string(), v.parseJson(), v.array(v.unknown()))

export function importCalls({
  openFile,
  keep,
}: ImportPort): Pick<MainCalls<'exchange'>, 'importPasskeys'> {
  return {
    importPasskeys: async () => {
      const file = await openFile()
      if (file === null) return null
      const list = v.safeParse(fileSchema, file.text)
      if (!list.success) throw new Error(`${file.name} is not JSON with a list of passkeys.`)
      return keep(list.output)
    },
  }
}
