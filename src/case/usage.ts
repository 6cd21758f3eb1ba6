/**
 * All arguments of `latchkey inspect`, for a usage line. A separate file, because the inspector is loaded when the command
 * runs.
 */
export const INSPECT_USAGE =
  '[FILE] [--origin=ORIGIN] [--challenge=BASE64URL] [--rp-id=RP_ID] [--key=BASE64URL] [--verify=MODULE] [--json]'
