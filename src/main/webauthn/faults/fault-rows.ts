/** What each fault changes, by its id. */
import type { FaultId } from '../../../shared/fault'
import { ACCOUNT_CHANGES } from './account'
import { ATTESTATION_CHANGES } from './attestation'
import { AUTHENTICATOR_DATA_CHANGES } from './authenticator-data'
import { CERTIFICATE_CHANGES } from './certificate'
import { CLIENT_DATA_CHANGES } from './client-data'
import { CREDENTIAL_CHANGES } from './credential'
import { EXTENSION_CHANGES } from './extension'
import type { Fault } from './fault'
import { ORIGIN_CHANGES } from './origin'
import { RESPONSE_CHANGES } from './response'
import { SIGNATURE_CHANGES } from './signature'
import { TIMING_CHANGES } from './timing'

export const FAULT_ROWS: Readonly<Record<FaultId, Fault>> = {
  ...CLIENT_DATA_CHANGES,
  ...ORIGIN_CHANGES,
  ...AUTHENTICATOR_DATA_CHANGES,
  ...CREDENTIAL_CHANGES,
  ...ATTESTATION_CHANGES,
  ...CERTIFICATE_CHANGES,
  ...SIGNATURE_CHANGES,
  ...RESPONSE_CHANGES,
  ...ACCOUNT_CHANGES,
  ...EXTENSION_CHANGES,
  ...TIMING_CHANGES,
}
