import { isObject, textOf, type JsonObject } from './response-members'

/** The RP ID in the options; undefined when they name none. */
export function statedRpId(options: JsonObject | undefined): string | undefined {
  if (!options) return undefined
  const { rp } = options
  return textOf(options, 'rpId') ?? (isObject(rp) ? textOf(rp, 'id') : undefined)
}
