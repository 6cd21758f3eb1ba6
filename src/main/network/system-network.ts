import { lookup } from 'node:dns/promises'
import { isPublicAddress } from './public-address'

/** The network as the fetching of documents needs it; a test gives one of its own. */
export interface Network {
  /** Every address of a host. Rejects when it has none. */
  resolve(host: string): Promise<readonly NetworkAddress[]>
  /** Whether an address may be connected to. */
  mayReach(address: string): boolean
  /** Where https is served when a URL names no port. */
  readonly httpsPort: number
  /** Certificates to trust in place of those that come with Node, PEM. */
  readonly trusted?: string | undefined
}

export interface NetworkAddress {
  readonly address: string
  readonly family: number
}

/**
 * The system's resolver, and the public internet. Chromium's resolver is shut for the whole app
 * (`host-resolver-rules`) and stays so.
 */
export const systemNetwork: Network = {
  resolve: (host) => lookup(host, { all: true }),
  mayReach: isPublicAddress,
  httpsPort: 443,
}
