/** Origins on another domain that a relying party declares as its own (WebAuthn §5.11). */
import { getDomainWithoutSuffix } from 'tldts'
import * as v from 'valibot'
import { parseUrl } from '../../platform/parse-url'
import { effectiveDomain } from './effective-domain'
import type { RelatedOriginsSource } from './ports'

/** The maximum number of labels in a document (§5.11.1 demands at least 5). */
const MAX_LABELS = 5
/** Characters of a domain name. */
const MAX_DOMAIN_LENGTH = 253

const documentSchema = v.object({ origins: v.array(v.string()) })

/**
 * The related origins validation procedure, §5.11.1: whether the document that `rpId` serves names the caller's origin. Each
 * ceremony fetches the document again, as the specification requires.
 *
 * @param rpId as the page named it, neither equal to its domain nor a suffix of it.
 * @returns null when the document names the origin, else the reason for the record.
 * @throws `signal.reason` when the page aborts.
 */
export async function relatedOriginFault(
  callerOrigin: string,
  rpId: string,
  source: RelatedOriginsSource,
  signal: AbortSignal,
): Promise<string | null> {
  if (!isDomain(rpId))
    return 'the RP ID is not a domain name, so Latchkey cannot ask it for related origins'
  const place = `https://${rpId}/.well-known/webauthn`
  const isLate = signal.aborted
  const answer = await source.fetch(rpId, callerOrigin, signal)
  if (!isLate) signal.throwIfAborted()
  if (!answer.ok) return `${place} could not be fetched: ${answer.reason}`
  if (answer.status !== 200) return `${place} answered with status ${answer.status}, not 200`
  if (essenceOf(answer.contentType) !== 'application/json')
    return `${place} was not served as application/json`
  const origins = originsIn(answer.body)
  if (!origins) return `${place} is not a JSON object with "origins", a list of strings`
  return namesOrigin(origins, callerOrigin) ? null : `${place} does not name ${callerOrigin}`
}

/** Requires the canonical form, so that the requested host is the named host. */
function isDomain(rpId: string): boolean {
  if (rpId.length > MAX_DOMAIN_LENGTH) return false
  const url = parseUrl(`https://${rpId}`)
  return url?.hostname === rpId && url.host === rpId && effectiveDomain(`https://${rpId}`) !== null
}

/** MIME type without its parameters. */
function essenceOf(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase()
}

function originsIn(body: string): readonly string[] | undefined {
  try {
    const document = v.safeParse(documentSchema, JSON.parse(body))
    return document.success ? document.output.origins : undefined
  } catch {
    return undefined
  }
}

/** Once five labels have been seen, only origins with one of these labels count. */
function namesOrigin(origins: readonly string[], callerOrigin: string): boolean {
  const labelsSeen = new Set<string>()
  for (const named of origins) {
    const url = parseUrl(named)
    if (url === null) continue
    const { origin } = url
    const label = registrableLabel(origin)
    if (label === '') continue
    if (labelsSeen.size >= MAX_LABELS && !labelsSeen.has(label)) continue
    if (origin === callerOrigin) return true
    labelsSeen.add(label)
  }
  return false
}

/** `example` for www.example.co.uk; empty when there is no registrable domain. */
function registrableLabel(origin: string): string {
  const domain = effectiveDomain(origin)
  if (domain === null) return ''
  return getDomainWithoutSuffix(domain, { allowPrivateDomains: true }) ?? ''
}
