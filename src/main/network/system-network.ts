import { lookup } from 'node:dns/promises'
import { isPublicAddress } from './public-address'

/** The network functions for fetching a document. A port, so that tests can supply their own. */
export interface Network {
  /** Every address of a host. Rejects when it has none. */
  resolve(host: string): Promise<readonly NetworkAddress[]>
  /** Whether Latchkey may connect to an address. */
  mayReach(address: string): boolean
  /** The https port for URLs without a port. */
  readonly httpsPort: number
  /** Certificates to trust instead of Node's own, PEM. */
  readonly trusted?: string | undefined
}

export interface NetworkAddress {
  readonly address: string
  readonly family: number
}

/**
 * The system's resolver, and the public internet. Chromium's own resolver stays disabled for the whole app
 * (`host-resolver-rules`).
 */
export const systemNetwork: Network = {
  resolve: (host) => lookup(host, { all: true }),
  mayReach: isPublicAddress,
  httpsPort: 443,
}
