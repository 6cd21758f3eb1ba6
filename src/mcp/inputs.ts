/** The inputs of the tools, and their shared parts. */
import * as z from 'zod'

export const LONGEST_WAIT_MS = 600_000
/** Shorter than the minute after which many clients cancel a call. */
const DEFAULT_WAIT_MS = 30_000

export const origin = z.string().describe('The page that asks, such as https://example.org')
export const ceremony = z.enum(['create', 'get']).describe('create makes a passkey, get signs in')
export const signalKind = z.enum([
  'unknownCredential',
  'allAcceptedCredentials',
  'currentUserDetails',
])
export const passkeyId = z.string().describe('Credential id, base64url')
export const timeoutMs = z
  .int()
  .min(0)
  .max(LONGEST_WAIT_MS)
  .default(DEFAULT_WAIT_MS)
  .describe('How long to wait, in milliseconds')
export const rpId = z.string().describe('Only for this relying party')

export const account = z.union([
  z.strictObject({ userName: z.string() }),
  z.strictObject({ id: passkeyId }),
  z.strictObject({ index: z.int().min(0).describe('Newest first, from 0') }),
])

export const triedSignal = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('currentUserDetails'),
    name: z.string(),
    displayName: z.string(),
  }),
  z.strictObject({ kind: z.literal('unknownCredential') }),
  z.strictObject({
    kind: z.literal('allAcceptedCredentials'),
    allAcceptedCredentialIds: z.array(passkeyId),
  }),
])

/** The argument of a page's method. */
export const signalOptions = z
  .record(z.string(), z.unknown())
  .describe('The argument of the page’s method, such as {"rpId", "credentialId"}')

export const times = z.int().min(1).max(1000).default(1).describe('For how many ceremonies')

/** The members that are given. */
export function given<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
