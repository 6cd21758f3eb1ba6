import { randomBytes } from 'node:crypto'
import type { Grant } from '../../src/main/bridge/ports'

const HOUR_MS = 3_600_000

/** The grant of a page, with an id and a token of its own; give only the fields that the test is about. */
export function pageGrant(fields: Partial<Grant> = {}): Grant {
  return {
    id: randomBytes(12).toString('base64url'),
    origin: 'https://example.org',
    name: 'Example',
    token: new Uint8Array(randomBytes(32)),
    createdAt: Date.UTC(2026, 0, 1),
    expiresAt: null,
    lastUsedAt: null,
    ...fields,
  }
}

/** A grant for eight hours from `now`. */
export function grantForHours(now: number, fields: Partial<Grant> = {}): Grant {
  return pageGrant({ createdAt: now, expiresAt: now + 8 * HOUR_MS, ...fields })
}
