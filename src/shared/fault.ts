/** All faults that can be armed (docs/faults.md). */
import * as v from 'valibot'
import { ACCOUNT_FAULTS } from './faults/account-faults'
import { ATTESTATION_FAULTS } from './faults/attestation-faults'
import { AUTHENTICATOR_DATA_FAULTS } from './faults/authenticator-data-faults'
import { CERTIFICATE_FAULTS } from './faults/certificate-faults'
import { CERTIFIED_STATEMENT_FAULTS } from './faults/certified-statement-faults'
import { CLIENT_DATA_FAULTS } from './faults/client-data-faults'
import { CREDENTIAL_FAULTS } from './faults/credential-faults'
import { EXTENSION_FAULTS } from './faults/extension-faults'
import type { FaultEntry, FaultFacts } from './faults/fault-facts'
import { ORIGIN_FAULTS } from './faults/origin-faults'
import { sectionOf } from './faults/relying-party-steps'
import { RESPONSE_FAULTS } from './faults/response-faults'
import { SIGNATURE_FAULTS } from './faults/signature-faults'
import { TIMING_FAULTS } from './faults/timing-faults'

export type { FaultFacts, FaultPlace } from './faults/fault-facts'

const ALL = [
  ...CLIENT_DATA_FAULTS,
  ...ORIGIN_FAULTS,
  ...AUTHENTICATOR_DATA_FAULTS,
  ...CREDENTIAL_FAULTS,
  ...ATTESTATION_FAULTS,
  ...CERTIFICATE_FAULTS,
  ...CERTIFIED_STATEMENT_FAULTS,
  ...SIGNATURE_FAULTS,
  ...RESPONSE_FAULTS,
  ...ACCOUNT_FAULTS,
  ...EXTENSION_FAULTS,
  ...TIMING_FAULTS,
] as const

export type FaultId = (typeof ALL)[number]['id']

/** In the order of the places, each with the names of the steps that refuse it. */
export const FAULT_ENTRIES: readonly (FaultEntry & { readonly id: FaultId })[] = ALL

/** In the order of the places. The sections are put into words when they are read: at the start, all would take 13 ms. */
export const FAULTS: readonly (FaultFacts & { readonly id: FaultId })[] = FAULT_ENTRIES.map(
  ({ steps, sections, ...facts }) => ({
    ...facts,
    get section() {
      return sectionOf({ ceremonies: facts.ceremonies, steps, sections })
    },
  }),
)

export const faultIds: readonly FaultId[] = ALL.map(({ id }) => id)

/** @returns undefined when there is no such fault. */
export function findFault(id: string): (FaultFacts & { readonly id: FaultId }) | undefined {
  return FAULTS.find((fault) => fault.id === id)
}

/** The maximum number of ceremonies for which a driver or a user can arm a fault. */
const MOST_TIMES = 1000

/** How many answers a fault changes. */
export const timesSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_TIMES))

const ORIGIN = /^https?:\/\/(?:[a-z0-9._-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/
/** A browser never writes default ports. */
const DEFAULT_PORT = /^(?:https:.*:443|http:.*:80)$/

/** The only page whose answers a fault changes. The fault would never apply with another spelling of the origin. */
export const faultOriginSchema = v.pipe(
  v.string(),
  v.maxLength(300),
  v.check(
    (text) => ORIGIN.test(text) && !DEFAULT_PORT.test(text),
    'an origin as browsers write it is expected, such as https://example.org',
  ),
)

export const armRequestSchema = v.strictObject({
  fault: v.picklist(
    faultIds,
    'there is no such fault; knownFaults() and GET …/faults/known list all faults',
  ),
  /** How many ceremonies the fault changes, 1 by default. */
  times: v.optional(timesSchema, 1),
  /** By default the fault changes the answers to every page. */
  origin: v.optional(v.nullable(faultOriginSchema), null),
})

export const disarmRequestSchema = v.omit(armRequestSchema, ['times'])

export const armedFaultSchema = v.strictObject({
  id: v.picklist(faultIds),
  /** How many more answers it changes. */
  left: v.number(),
  /** The page whose answers it changes; null for every page. */
  origin: v.nullable(v.string()),
})

/** A fault that will change the next answers to which it applies. */
export type ArmedFault = Readonly<v.InferOutput<typeof armedFaultSchema>>

/** Too many faults are armed. `message` says so, for the user. Nothing has changed. */
export class TooManyFaultsError extends Error {
  override readonly name = 'TooManyFaultsError'
}
