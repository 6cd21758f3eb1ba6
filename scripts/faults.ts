/**
 * `npm run faults`: writes the tables of docs/faults.md from the faults themselves. Everything outside of the tables is
 * written by hand.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { FAULTS, type FaultFacts, type FaultPlace } from '../src/shared/fault'
import { inProject } from './project-paths'

export const FAULTS_DOCUMENT = inProject('docs', 'faults.md')

const START = '<!-- faults -->'
const END = '<!-- end of the faults -->'

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
export async function withFaults(document: string): Promise<string> {
  const [before, rest] = document.split(START)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined)
    throw new Error(`docs/faults.md needs ${START} and ${END}`)
  const whole = `${before}${START}\n\n${tables()}\n${END}${after}`
  const options = await resolveConfig(FAULTS_DOCUMENT)
  return format(whole, { ...options, parser: 'markdown' })
}

function tables(): string {
  const places = Object.entries(HEADINGS) as [FaultPlace, string][]
  return places
    .map(([place, heading]) => {
      const faults = FAULTS.filter((fault) => fault.place === place)
      return `## ${heading} (${faults.length})\n\n${faults.map(entry).join('\n\n')}\n`
    })
    .join('\n')
}

function entry(fault: FaultFacts): string {
  const { id, title, ceremonies, expected, severity, section, advice, needs } = fault
  const facts = [
    `in ${ceremonies.map((ceremony) => `\`${ceremony}()\``).join(' and ')}`,
    `a correct relying party **${expected === 'refuse' ? 'refuses' : 'accepts'}** it`,
    `severity ${severity}`,
    section,
  ]
  return [
    `### \`${id}\``,
    title,
    `${sentence(facts.join('; '))}${needs ? ` Needs: ${needs}.` : ''}`,
    `To do: ${advice}`,
  ].join('\n\n')
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(FAULTS_DOCUMENT, await withFaults(readFileSync(FAULTS_DOCUMENT, 'utf8')))
