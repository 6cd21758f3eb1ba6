/**
 * `npm run faults`: writes the tables of docs/faults.md from the faults themselves. Everything outside of the tables is
 * written by hand.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { FAULT_ENTRIES, FAULTS, type FaultFacts, type FaultPlace } from '../src/shared/fault'
import { numbersOf, STEPS, type StepName } from '../src/shared/faults/relying-party-steps'
import { inProject } from './project-paths'

export const FAULTS_DOCUMENT = inProject('docs', 'faults.md')

const START = '<!-- faults -->'
const END = '<!-- end of the faults -->'
/** Padding would make every row of a table differ when one cell becomes longer. */
const AS_IT_IS = '<!-- prettier-ignore'

/** From this number of faults of a place on, a common need is stated only once. */
const MANY = 10

const HEADINGS: Readonly<Record<FaultPlace, string>> = {
  'client-data': 'Client data',
  'authenticator-data': 'Authenticator data',
  attestation: 'Attestation',
  signature: 'Signature',
  response: 'Response',
  extensions: 'Extensions',
  timing: 'Time',
}

/** @returns the document with its tables as the faults are now. @throws when the document has no place for them. */
export function withFaults(document: string): string {
  const [before, rest] = document.split(START)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined)
    throw new Error(`docs/faults.md needs ${START} and ${END}`)
  return `${before}${START}\n${AS_IT_IS}-start -->\n\n${tables()}\n${AS_IT_IS}-end -->\n${END}${after}`
}

function tables(): string {
  const places = Object.entries(HEADINGS) as [FaultPlace, string][]
  const ofPlaces = places.map(([place, heading]) => {
    const faults = FAULTS.filter((fault) => fault.place === place)
    const need = needOfMany(faults)
    const star = need === undefined ? '' : `Faults with a star need: ${need}.\n\n`
    return `## ${heading} (${faults.length})\n\n${star}${faultsTable(faults, need)}\n`
  })
  return [...ofPlaces, stepsTable()].join('\n')
}

function needOfMany(faults: readonly FaultFacts[]): string | undefined {
  const all = faults.flatMap(needsOf)
  return all.find((need) => all.filter((other) => other === need).length >= MANY)
}

function needsOf({ needs }: FaultFacts): string[] {
  return needs?.split('; ') ?? []
}

function faultsTable(faults: readonly FaultFacts[], starred: string | undefined): string {
  const rows = faults.map((fault) => {
    const needs = needsOf(fault)
    const own = needs.filter((need) => need !== starred)
    return [
      `\`${fault.id}\`${own.length < needs.length ? ' \\*' : ''}`,
      [fault.title, ...own.map((need) => `Needs: ${need}.`), `<br>To do: ${fault.advice}`].join(
        ' ',
      ),
      `${fault.expected}, ${fault.severity}`,
      fault.ceremonies.join(', '),
      fault.section.replace(/^WebAuthn /, ''),
    ]
  })
  return table(['fault', 'the answer', 'correct', 'in', 'section'], rows)
}

/** The steps of §7.1 and §7.2, in the order of a registration, with the faults that try them. */
function stepsTable(): string {
  const rows = (Object.keys(STEPS) as StepName[]).map((name) => {
    const tried = FAULT_ENTRIES.filter(({ steps = [] }) => steps.includes(name))
    return [
      ...(['create', 'get'] as const).map((ceremony) =>
        String(numbersOf(ceremony, [name])[0] ?? ''),
      ),
      STEPS[name].looksAt,
      tried.map(({ id }) => `\`${id}\``).join(', '),
    ]
  })
  const all = table(['§7.1', '§7.2', 'the relying party looks at', 'faults'], rows)
  return `## Steps, and the faults that try them\n\n${all}\n`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(FAULTS_DOCUMENT, withFaults(readFileSync(FAULTS_DOCUMENT, 'utf8')))
