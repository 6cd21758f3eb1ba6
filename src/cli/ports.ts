/** What the command line needs of the world. */
import type { CommandApi } from '../shared/command-api'

/** Passkeys, of the running app or of a vault that was opened for this command. */
export interface OpenedApi {
  readonly api: CommandApi
  close(): Promise<void>
}

export interface CliWorld {
  readonly version: string
  /** Settles when it is written. */
  out(text: string): Promise<void>
  err(text: string): Promise<void>
  /** Columns of the terminal; undefined where the output goes elsewhere. */
  readonly columns: number | undefined
  /** @throws {CommandError} when the vault cannot be opened. */
  open(): Promise<OpenedApi>
  /** @param path `-` is the standard input. */
  read(path: string): Promise<string>
  /** For this user alone; refuses to write over what is there. */
  writeSecret(path: string, text: string): Promise<void>
  /** Looks what is wrong with this computer, and says so. @returns the exit code. */
  doctor(json: boolean): Promise<number>
}
