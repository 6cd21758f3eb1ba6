/** A case for a terminal. */
import { plain } from '../cli/plain-text'
import type { InspectedCase } from '../inspect/case/inspect-case'
import { checkSummary } from '../inspect/check/check-summary'
import type { CheckStep, Outcome } from '../inspect/check/step'
import type { DecodedCeremony } from '../inspect/decode/decode-ceremony'
import type { Field } from '../inspect/decode/field'
import { leftOut } from '../inspect/withhold/left-out'
import type { CaseFile } from '../shared/case-file'
import type { LintFinding } from '../shared/lint-finding'

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  ok: 'ok',
  wrong: 'WRONG',
  'only-server-knows': '?',
  'does-not-apply': '-',
}

export function caseText(one: CaseFile, { decoded, check, lint }: InspectedCase): string {
  const left = leftOut(one)
  return [
    ...head(one),
    ...section(
      'Steps',
      one.steps.map(({ step, afterMs, note }) => `${afterMs} ms  ${step}: ${note}`),
    ),
    ...section('Options', jsonLines(one.options)),
    ...(decoded ? decodedText(decoded) : ['', missing(one)]),
    ...section('Check', check.flatMap(checkLines)),
    ...section('Lint', lint.flatMap(lintLines)),
    ...section('Not kept: secret', left.secrets),
    ...section('Not kept: too large', left.cut),
    '',
    summary(check, lint),
    '',
  ]
    .map(plain)
    .join('\n')
}

function head(one: CaseFile): readonly string[] {
  const { kind, origin, entry, error, failed, profile } = one
  const ended = error === null ? '' : `, which got ${error}`
  return [
    `${kind}() of ${origin ?? 'a page that is not known'}${ended}`,
    ...(entry ? [`  ${entry.reason}`] : []),
    ...(failed
      ? [`  failed at the step ${failed.step}${failed.section ? ` (${failed.section})` : ''}`]
      : []),
    ...(profile
      ? [`  ${failed ? 'profile:' : 'answered as'} ${profile.name} (${profile.id})`]
      : []),
    ...faultLines(one),
    ...sessionLines(one),
  ]
}

function faultLines({ fault }: CaseFile): readonly string[] {
  if (fault === null) return []
  if ('notApplied' in fault) return [`  fault ${fault.id}, not applied: ${fault.notApplied}`]
  const changes = fault.changes.map(({ what, from, to }) => `${what} from ${from} to ${to}`)
  return [`  fault ${fault.id}: ${changes.join('; ')}`]
}

function sessionLines({ session, clock, seed }: CaseFile): readonly string[] {
  if (!session) return []
  const facts = [
    `client ${session.settings.client}`,
    ...(clock === null ? [] : [`clock ${new Date(clock).toISOString()}`]),
    ...(seed === null ? [] : [`seed “${seed}”`]),
    ...(session.authenticators.length > 0 ? ['virtual authenticators'] : []),
  ]
  return [`  session: ${facts.join(', ')}`]
}

function missing({ outcome, withheld }: CaseFile): string {
  if (withheld.includes('response')) return 'The response was too large for the record.'
  return outcome === 'refused' ? 'The page got no response.' : 'The file has no response.'
}

function decodedText(decoded: DecodedCeremony): readonly string[] {
  const { members, clientData, authenticatorData, attestationObject, signature } = decoded
  const lines = (all: readonly { readonly name: string; readonly value: string }[]) =>
    all.map(({ name, value }) => `${name}: ${value}`)
  return [
    ...section('Response', lines(members)),
    ...section('Client data', [...lines(clientData?.members ?? []), ...(clientData?.notes ?? [])]),
    ...section('Authenticator data', fieldLines(authenticatorData ?? [])),
    ...section('Attestation object', fieldLines((attestationObject ?? []).map(withoutData))),
    ...section('Signature', signature ? [signature.form, ...fieldLines(signature.fields)] : []),
    ...section(
      'Extensions',
      decoded.extensions.map(({ id, meaning }) => `${id}: ${meaning}`),
    ),
    ...section(
      'Wrong in the bytes',
      decoded.problems.map(({ place, text }) => `${place}: ${text}`),
    ),
  ]
}

/** The authenticator data is already shown above. */
function withoutData(field: Field): Field {
  const parts = field.parts.map((part) =>
    part.name === 'authData' ? { ...part, parts: [] } : part,
  )
  return { ...field, parts }
}

function fieldLines(fields: readonly Field[], depth = 0): readonly string[] {
  return fields.flatMap(({ name, offset, length, value, parts }) => [
    `${'  '.repeat(depth)}${name} [${offset}, ${length}]${value === '' ? '' : `: ${value}`}`,
    ...fieldLines(parts, depth + 1),
  ])
}

function checkLines({
  section: place,
  title,
  outcome,
  why,
  compared,
}: CheckStep): readonly string[] {
  return [
    `${OUTCOMES[outcome].padEnd(5)}  ${place}: ${title}${why === '' ? '' : ` ${why}`}`,
    ...(outcome === 'wrong'
      ? compared.map(
          ({ name, got, expected }) =>
            `         ${name}: ${got}${expected === null ? '; the expected value is not known' : `, and not ${expected}`}`,
        )
      : []),
  ]
}

function lintLines({
  severity,
  rule,
  path,
  value,
  title,
  instead,
}: LintFinding): readonly string[] {
  return [`${severity}: ${rule}, ${path}: ${value}`, `  ${title} Instead: ${instead}`]
}

function jsonLines(value: unknown): readonly string[] {
  return value === null ? [] : JSON.stringify(value, null, 2).split('\n')
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

function summary(check: readonly CheckStep[], lint: readonly LintFinding[]): string {
  const found = `${lint.length} ${lint.length === 1 ? 'finding' : 'findings'} of the lint.`
  return check.length === 0 ? found : `${checkSummary(check)} ${found}`
}
