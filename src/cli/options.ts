/** The options of the command line, in the form of `util.parseArgs`. */

/** Options that choose the Latchkey. The app reads them before it runs a command. */
export const APP_OPTIONS = {
  data: { type: 'string' },
  'keychain-service': { type: 'string' },
} as const

export const COMMAND_OPTIONS = {
  all: { type: 'boolean' },
  'display-name': { type: 'string' },
  format: { type: 'string' },
  help: { type: 'boolean' },
  json: { type: 'boolean' },
  origin: { type: 'string' },
  output: { type: 'string' },
  rp: { type: 'string' },
  times: { type: 'string' },
  user: { type: 'string' },
  'user-name': { type: 'string' },
  version: { type: 'boolean' },
  yes: { type: 'boolean' },
} as const
