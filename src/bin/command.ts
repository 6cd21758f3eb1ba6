import type { ParseArgsConfig } from 'node:util'
import type { ElectronBeside } from './electron-beside'

/** What a command of the npm package needs from its process. */
export interface BinHost {
  readonly version: string
  readonly out: (text: string) => Promise<void>
  /** Like `out`, for messages. */
  readonly err: (text: string) => Promise<void>
  /** The folder of the user's project. */
  readonly folder: string
  /** The Electron of the user's project; undefined when it has none. */
  readonly electron: () => ElectronBeside | undefined
}

/** One row of the table of commands. */
export interface BinCommand {
  /** The arguments after the command's name, for its usage line. */
  readonly words: string
  /** Half a line for the list of commands. */
  readonly summary: string
  /** null when the command reads its arguments itself. */
  readonly options: NonNullable<ParseArgsConfig['options']> | null
  /**
   * @param args the arguments after the command's name.
   * @param given the options that were given.
   * @returns the exit code.
   */
  run(args: readonly string[], host: BinHost, given: ReadonlySet<string>): Promise<number>
}
