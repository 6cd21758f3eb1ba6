/** How a command ended (docs/command-line.md). */
export const EXIT = {
  ok: 0,
  failed: 1,
  notFound: 2,
  denied: 3,
  locked: 4,
  /** As sysexits.h has it. */
  usage: 64,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What ends a command, and what whoever typed it is told. */
export class CommandEnd extends Error {
  override readonly name = 'CommandEnd'
  readonly code: ExitCode

  constructor(code: ExitCode, message: string) {
    super(message)
    this.code = code
  }
}

/** @returns never: the command line makes no sense. */
export function usage(message: string): never {
  throw new CommandEnd(EXIT.usage, message)
}
