/**
 * The tables of docs/audit.md about verifiers from npm, made from test/verifiers/results.json and the faults:
 * `npm run audit:verifiers` writes both, and a test compares them. Everything outside of the tables is written by hand.
 */
import { format, resolveConfig } from 'prettier'
import { SEVERITIES, type CeremonyKind } from '../playwright/audit/catalogue'
import type { Outcome } from '../playwright/audit/report-card'
import { FAULTS, type FaultFacts } from '../src/shared/fault'
import { inProject } from './project-paths'

export const AUDIT_DOCUMENT = inProject('docs', 'audit.md')
export const VERIFIER_RESULTS = inProject('test', 'verifiers', 'results.json')

export interface VerifierResult {
  /** Of the package. */
  readonly name: string
  readonly version: string
  /** By the row's key, such as `fault/uv-not-set/get`. */
  readonly outcomes: Readonly<Record<string, Outcome>>
  /** What the library said when it refused a provider's genuine answer. */
  readonly words: Readonly<Record<string, string>>
}

export interface VerifierResults {
  /** Such as `2026-11-30`. */
  readonly date: string
  readonly latchkey: string
  readonly node: string
  /** How many times each library was audited. An outcome that differs in any audit counts. */
  readonly runs: number
  readonly verifiers: readonly VerifierResult[]
}

const START = '<!-- verifiers -->'
const END = '<!-- end of the verifiers -->'
/** Padding would make every row of a table differ when one cell becomes longer. */
const AS_IT_IS = '<!-- prettier-ignore'

/** @returns the document with its tables as the results are. @throws when the document has no place for them. */
export async function withVerifiers(document: string, results: VerifierResults): Promise<string> {
  const [before, rest] = document.split(START)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined)
    throw new Error(`docs/audit.md needs ${START} and ${END}`)
  const asTheyAre = `${AS_IT_IS}-start -->\n\n${tables(results)}\n\n${AS_IT_IS}-end -->`
  const whole = `${before}${START}\n\n${asTheyAre}\n\n${END}${after}`
  const options = await resolveConfig(AUDIT_DOCUMENT)
  return format(whole, { ...options, parser: 'markdown' })
}

function tables(results: VerifierResults): string {
  const { date, latchkey, node, runs, verifiers } = results
  const names = verifiers.map(({ name, version }) => `${name} ${version}`)
  return [
    `Audited on ${date} with Latchkey ${latchkey} on Node ${node}. Audits of each library: ${runs}. An outcome that differs in any of the audits counts, because some outcomes depend on the bytes of a signature.`,
    table(['', ...names], countRows(verifiers)),
    'Providers whose genuine answers were refused:',
    table(['provider profile', 'library', 'ceremony', 'its words'], refusedProviders(verifiers)),
    'Faults:',
    table(
      ['fault', 'a correct relying party', 'severity', 'section', ...names],
      faultRows(verifiers),
    ),
  ].join('\n\n')
}

function countRows(verifiers: readonly VerifierResult[]): readonly (readonly string[])[] {
  const row = (name: string, fits: (key: string, outcome: Outcome) => boolean) => [
    name,
    ...verifiers.map(({ outcomes }) =>
      String(Object.entries(outcomes).filter(([key, outcome]) => fits(key, outcome)).length),
    ),
  ]
  return [
    row('rows', () => true),
    row('accepted', (_, outcome) => outcome === 'accepted'),
    row('refused', (_, outcome) => outcome === 'refused'),
    row('not tried', (_, outcome) => outcome === 'not tried'),
    row('differ from a correct relying party', differs),
  ]
}

function refusedProviders(verifiers: readonly VerifierResult[]): readonly (readonly string[])[] {
  return verifiers.flatMap(({ name, outcomes, words }) =>
    Object.entries(outcomes).flatMap(([key, outcome]) => {
      const [kind, id = '', ceremony] = key.split('/')
      if (kind !== 'profile' || outcome !== 'refused') return []
      return [[code(id), name, wordOf(ceremony as CeremonyKind), words[key] ?? '']]
    }),
  )
}

/** The worst first, then by the first library that differs. */
function faultRows(verifiers: readonly VerifierResult[]): readonly (readonly string[])[] {
  const found = FAULTS.map((fault) => ({
    fault,
    first: verifiers.findIndex((verifier) => differsAnywhere(fault, verifier)),
  })).filter(({ first }) => first >= 0)
  const rank = ({ fault, first }: (typeof found)[number]) =>
    SEVERITIES.indexOf(fault.severity) * verifiers.length + first
  return found
    .sort((one, other) => rank(one) - rank(other))
    .map(({ fault }) => [
      code(fault.id),
      `${fault.expected}s`,
      fault.severity,
      fault.section,
      ...verifiers.map((verifier) => cellOf(fault, verifier)),
    ])
}

/** What the library did where it differs, and where it was not tried. */
function cellOf(fault: FaultFacts, verifier: VerifierResult): string {
  const words = new Map<Outcome, string[]>()
  for (const ceremony of fault.ceremonies) {
    const key = keyOf(fault, ceremony)
    const outcome = verifier.outcomes[key] ?? 'not tried'
    if (outcome === 'not tried' || differs(key, outcome))
      words.set(outcome, [...(words.get(outcome) ?? []), wordOf(ceremony)])
  }
  return Array.from(words, ([outcome, ceremonies]) => `${outcome}: ${ceremonies.join(', ')}`).join(
    '; ',
  )
}

function differsAnywhere(fault: FaultFacts, { outcomes }: VerifierResult): boolean {
  return fault.ceremonies.some((ceremony) => {
    const key = keyOf(fault, ceremony)
    return differs(key, outcomes[key] ?? 'not tried')
  })
}

function differs(key: string, outcome: Outcome): boolean {
  if (outcome === 'not tried') return false
  const [, id] = key.split('/')
  const refuses = FAULTS.some((fault) => fault.id === id && fault.expected === 'refuse')
  return (outcome === 'accepted') === refuses
}

function keyOf({ id }: FaultFacts, ceremony: CeremonyKind): string {
  return `fault/${id}/${ceremony}`
}

function wordOf(ceremony: CeremonyKind): string {
  return ceremony === 'create' ? 'registration' : 'sign-in'
}

function code(text: string): string {
  return `\`${text}\``
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
