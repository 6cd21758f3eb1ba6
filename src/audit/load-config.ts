/** Loads the user's module, which configures the audit. */
import { resolve } from 'node:path'
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
    if ((error as NodeJS.ErrnoException).code === 'ERR_UNKNOWN_FILE_EXTENSION')
      throw new CommandEnd(
        EXIT.failed,
        `This Node (${process.versions.node}) does not load ${path}. For TypeScript, use Node ${LEAST_NODE_FOR_TYPES} or newer, or write JavaScript.`,
      )
    const why = error instanceof Error ? error.message : String(error)
    throw new CommandEnd(EXIT.failed, `${path} cannot be loaded: ${why}`)
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
