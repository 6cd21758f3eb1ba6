/** Changes of the extension outputs. */
import { createHash } from 'node:crypto'
import type { EXTENSION_FAULTS } from '../../../shared/faults/extension-faults'
import { decodeCborMap, encodeCbor } from '../encoding/cbor'
import { ED } from './authenticator-data-parts'
import { NotApplicable, type Fault, type JsonObject } from './fault'

type Id = (typeof EXTENSION_FAULTS)[number]['id']

const UNKNOWN_EXTENSION = 'example.unknown'

export const EXTENSION_CHANGES: Readonly<Record<Id, Fault>> = {
  'client-extension-unsolicited': results((own) => ({ ...own, [UNKNOWN_EXTENSION]: { on: true } })),
  'authenticator-extension-unsolicited': {
    authenticatorData: (own) => {
      const known = own.extensions.length > 0 ? [...decodeCborMap(own.extensions)] : []
      const extensions = encodeCbor(new Map([...known, [UNKNOWN_EXTENSION, true]]))
      return { ...own, flags: own.flags | ED, extensions }
    },
  },
  'extensions-ignored': {
    authenticatorData: (own, { options }) => {
      if (Object.keys(options.extensions ?? {}).length === 0)
        throw new NotApplicable('the page asks for no extension')
      return { ...own, flags: own.flags & ~ED, extensions: new Uint8Array() }
    },
    ...results((own) => {
      if (Object.keys(own).length === 0) throw new NotApplicable('the answer has no output anyway')
      return {}
    }),
  },
  'app-id-not-asked': {
    authenticatorData: (own, { options, origin }) => {
      if (options.extensions && 'appid' in options.extensions)
        throw new NotApplicable('the page asks for the extension appid')
      const rpIdHash = new Uint8Array(createHash('sha256').update(`${origin}/app-id`).digest())
      return { ...own, rpIdHash }
    },
    ...results((own) => ({ ...own, appid: true })),
  },
  'extension-results-missing': {
    needsJson: true,
    response: (json) =>
      Object.fromEntries(
        Object.entries(json).filter(([name]) => name !== 'clientExtensionResults'),
      ),
  },
  'extension-results-not-object': { ...results(() => 'none'), needsJson: true },
  'extension-data-not-map': {
    authenticatorData: (own) => ({ ...own, flags: own.flags | ED, extensions: encodeCbor(true) }),
  },
}

function results(change: (own: JsonObject) => unknown): Fault {
  return {
    response: (json) => ({
      ...json,
      clientExtensionResults: change(json.clientExtensionResults as JsonObject),
    }),
  }
}
