/** The ports of the command line. */
import type { CommandApi } from '../shared/command-api'

/** The commands of the running app, or of a vault that was opened for this command. */
export interface OpenedApi {
  readonly api: CommandApi
  /** Present where no app runs, so that no window can ask the user. */
  readonly isAlone?: true
  close(): Promise<void>
}

export interface CliHost {
  readonly version: string
  /** Resolves once the text is written, or its reader has closed. @throws when it cannot be written. */
  out(text: string): Promise<void>
  /** Like `out`, for messages. */
  err(text: string): Promise<void>
  /** Columns of the terminal; undefined when the output is not a terminal. */
  readonly columns: number | undefined
  /** @throws {CommandError} when the vault cannot be opened. */
  open(): Promise<OpenedApi>
  /**
   * Like `open`, but without opening the vault, for commands about its files. @throws {CommandError} when there is no folder.
   */
  openFiles(): Promise<OpenedApi>
  /** @param path `-` is the standard input. */
  read(path: string): Promise<string>
  /** @throws when `writeSecret` could not write there. The message says what to do. */
  requireNewFile(path: string): void
  /** Writes a new file that only this user can read. @throws when the file exists. */
  writeSecret(path: string, text: string): Promise<void>
  /** Checks this computer and prints the report. @returns the exit code. */
  doctor(json: boolean): Promise<number>
}
