/** The exit codes of commands (docs/command-line.md). */
export const EXIT = {
  ok: 0,
  failed: 1,
  notFound: 2,
  denied: 3,
  locked: 4,
  /** The vault's file, or the part of it that a command asked for, is damaged, or can only be read. */
  damaged: 5,
  /** The command needs the running app, and Latchkey does not run or does not respond. */
  noAnswer: 6,
  /** An audit or a lint has findings that fail it. */
  findings: 7,
  /** EX_USAGE of sysexits.h. */
  usage: 64,
  /** EX_UNAVAILABLE of sysexits.h: something that the command needs is not installed. */
  notInstalled: 69,
  /** The code of shells for a program that Ctrl+C has ended. */
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Ends a command with an exit code and a message for the user. */
export class CommandEnd extends Error {
  override readonly name = 'CommandEnd'
  readonly code: ExitCode

  constructor(code: ExitCode, message: string) {
    super(message)
    this.code = code
  }
}

/** Ends the command because its command line is wrong. */
export function usage(message: string): never {
  throw new CommandEnd(EXIT.usage, message)
}
