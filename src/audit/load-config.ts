/** Loads the user's module, which configures the audit. */
import { extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AuditError } from '../../playwright/audit/audit-error'
import { formOf, type RelyingParty } from '../../playwright/audit/relying-party'
import { whyNoModule } from '../../playwright/client/user-file'
import { CommandEnd, EXIT } from '../cli/exit-codes'

export type AuditConfig = RelyingParty & {
  /** The name of the audited relying party, for the reports. */
  readonly subject?: string
  /** Closes what the module started, such as a server. */
  readonly close?: () => Promise<void> | void
}

/** Node strips types from this version on. */
const LEAST_NODE_FOR_TYPES = '22.18'

const TYPESCRIPT = ['.ts', '.mts', '.cts']
const MODULES = ['.js', '.mjs', '.cjs', ...TYPESCRIPT]

/** Node's codes for a file that is no module, such as JSON or an image. */
const NOT_LOADED = ['ERR_UNKNOWN_FILE_EXTENSION', 'ERR_IMPORT_ATTRIBUTE_MISSING']

/** @throws {CommandEnd} `failed`, {@link AuditError} when the module does not describe a relying party. */
export async function loadConfig(path: string, folder: string): Promise<AuditConfig> {
  const file = resolve(folder, path)
  const why = whyNoModule(file)
  if (why !== undefined)
    throw new CommandEnd(EXIT.failed, `${path} cannot be loaded, because ${why}. Check the path.`)
  const module = (await load(file, path)) as { readonly default?: unknown }
  const given = isObject(module.default) ? module.default : module
  formOf(given)
  refuseWrongExtras(given)
  return given as AuditConfig
}

/** Checks early, because a wrong subject would otherwise fail only after the whole audit. */
function refuseWrongExtras(given: object): void {
  const { subject, close } = given as Readonly<Record<string, unknown>>
  if (subject !== undefined && typeof subject !== 'string')
    throw new AuditError('`subject` must be a string. `subject` names what is audited.')
  if (close !== undefined && typeof close !== 'function')
    throw new AuditError('`close` must be a function. `close()` ends what the file started.')
}

async function load(file: string, path: string): Promise<unknown> {
  try {
    return await import(/* @vite-ignore */ pathToFileURL(file).href)
  } catch (error) {
    throw loadFailure(error, path)
  }
}

/** A hook of Node may load files that are no modules, so Node decides, and its error is worded. */
export function loadFailure(error: unknown, path: string): CommandEnd {
  const { code = '' } = error as NodeJS.ErrnoException
  const extension = extname(path)
  // The module itself may import a file that Node does not load.
  if (NOT_LOADED.includes(code) && !MODULES.includes(extension)) return noModule(`${path} is none.`)
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION' && TYPESCRIPT.includes(extension))
    return new CommandEnd(
      EXIT.failed,
      `This Node (${process.versions.node}) does not load ${path}. For TypeScript, use Node ${LEAST_NODE_FOR_TYPES} or newer, or write JavaScript.`,
    )
  const why = error instanceof Error ? error.message : String(error)
  return new CommandEnd(EXIT.failed, `${path} cannot be loaded: ${why}`)
}

function noModule(what: string): CommandEnd {
  return new CommandEnd(
    EXIT.failed,
    `CONFIG must be a module in JavaScript or TypeScript, and ${what} docs/audit.md shows one.`,
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
