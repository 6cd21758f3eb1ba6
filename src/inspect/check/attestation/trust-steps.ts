/** Whether an attestation leads to a trusted root (WebAuthn §7.1 steps 23 and 24, RFC 5280 §6). */
import { decodeBase64Url, isBase64Url } from '../../../shared/base64url'
import type { Statement } from '../../decode/attestation-object'
import {
  isIssuedBy,
  nameText,
  readCertificate,
  type Certificate,
  type ReadCertificate,
} from '../../decode/certificate'
import { isEqual } from '../../decode/bytes'
import { signedBy } from '../../decode/show-certificates'
import type { Expected } from '../expectations'
import {
  doesNotApply,
  ok,
  onlyServerKnows,
  step,
  summary,
  wrong,
  type CheckStep,
  type Judgement,
} from '../step'
import { holds } from './about'
import { canSign } from './certificate-profile'

const SECTION = '§7.1 step 24'

export async function trustSteps(
  statements: readonly Statement[],
  expected: Expected,
): Promise<readonly CheckStep[]> {
  const [first] = statements
  if (!first) return []
  const chains = statements.filter(({ certificates }) => certificates.length > 0)
  const anchors = judgeAnchors(first, chains, expected)
  const parts = await Promise.all(chains.map((statement) => chainParts(statement, expected)))
  const title = 'The attestation chains to a root that the relying party trusts.'
  return [
    step('§7.1 step 23', 'The relying party knows whom it trusts to attest.', anchors),
    step(SECTION, title, chains.length > 0 ? summary(parts.flat(), '') : judgeUncertified(first)),
  ]
}

function judgeAnchors(
  { format }: Statement,
  chains: readonly Statement[],
  { trustedRoots }: Expected,
): Judgement {
  if (chains.length === 0) return doesNotApply(`${format} has no certificates here`)
  return trustedRoots
    ? ok(`${trustedRoots.length} roots were given`)
    : onlyServerKnows('take the roots of the authenticator’s metadata (FIDO MDS)')
}

function judgeUncertified({ format }: Statement): Judgement {
  return onlyServerKnows(
    format === 'none'
      ? 'no attestation: your policy says whether you take it'
      : 'a self attestation: your policy says whether you take it',
  )
}

async function chainParts(
  { certificates, place }: Statement,
  expected: Expected,
): Promise<readonly CheckStep[]> {
  const parts = certificates.map(async (certificate, i) => {
    const name = `${place}.x5c[${i}]`
    return [
      step(SECTION, `${name} is valid at the time.`, judgeTime(certificate, expected)),
      step(
        SECTION,
        `${name} leads on.`,
        await judgeLink(certificate, certificates[i + 1], expected),
      ),
      ...(i > 0 ? [authorityPart(name, certificate)] : []),
    ]
  })
  return (await Promise.all(parts)).flat()
}

/** Only an authority issues certificates. */
function authorityPart(name: string, certificate: Certificate): CheckStep {
  const mayIssue = certificate.fault === null && canSign(certificate) === true
  return holds(SECTION, `${name} is an authority.`, mayIssue, `${name} may not issue certificates`)
}

function judgeTime(certificate: Certificate, { now }: Expected): Judgement {
  if (certificate.fault !== null) return wrong(certificate.fault)
  const { notBefore, notAfter } = certificate
  const range = `${dateText(notBefore)} to ${dateText(notAfter)}`
  if (now === undefined) return onlyServerKnows(`valid from ${range}: compare it with the time`)
  const values = [{ name: 'time', got: dateText(now), expected: range }]
  if (now < notBefore) return wrong('the certificate is not valid yet', values)
  return now <= notAfter ? ok('', values) : wrong('the certificate has expired', values)
}

async function judgeLink(
  certificate: Certificate,
  next: Certificate | undefined,
  { trustedRoots }: Expected,
): Promise<Judgement> {
  if (certificate.fault !== null) return wrong(certificate.fault)
  const roots = trustedRoots?.flatMap(readRoot)
  if (roots?.some(({ bytes }) => isEqual(bytes, certificate.bytes)))
    return ok('it is a trusted root')
  const signer = await signedBy(certificate, next)
  if (signer === 'the next') return ok(`issued by ${nameText(certificate.issuer)}, which follows`)
  if (signer === 'not the next' || (signer === 'itself' && next))
    return wrong('the certificate after it has not issued it')
  if (!roots || signer === 'unknown')
    return onlyServerKnows(
      `issued by ${nameText(certificate.issuer)}: find out whether you trust it`,
    )
  return (await isIssuedByOne(certificate, roots))
    ? ok('issued by a trusted root')
    : wrong('it does not lead to a root that is trusted')
}

async function isIssuedByOne(
  certificate: ReadCertificate,
  roots: readonly ReadCertificate[],
): Promise<boolean> {
  const verdicts = await Promise.all(roots.map((root) => isIssuedBy(certificate, root)))
  return verdicts.includes('valid')
}

function readRoot(text: string): readonly ReadCertificate[] {
  const root = readCertificate(isBase64Url(text) ? decodeBase64Url(text) : new Uint8Array())
  return root.fault === null ? [root] : []
}

function dateText(at: number): string {
  return Number.isNaN(at) ? 'no date' : new Date(at).toISOString()
}
