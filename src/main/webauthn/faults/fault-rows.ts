/** What each fault changes, by its id. */
import type { FaultId } from '../../../shared/fault'
import { AUTHENTICATOR_DATA_CHANGES } from './authenticator-data'
import { CLIENT_DATA_CHANGES } from './client-data'
import type { Fault } from './fault'
import { SIGNATURE_CHANGES } from './signature'

export const FAULT_ROWS: Readonly<Record<FaultId, Fault>> = {
  ...CLIENT_DATA_CHANGES,
  ...AUTHENTICATOR_DATA_CHANGES,
  ...SIGNATURE_CHANGES,
}
