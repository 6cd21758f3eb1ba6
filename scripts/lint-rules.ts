/** `npm run lint-rules`: writes the list of docs/lint.md from the rules. Everything outside of the list is written by hand. */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { RULES } from '../src/inspect/lint/all-rules'
import type { Rule } from '../src/inspect/lint/rule'
import { lintSeverities, type LintSeverity } from '../src/shared/lint-finding'
import { inProject } from './project-paths'

export const LINT_DOCUMENT = inProject('docs', 'lint.md')

const START = '<!-- rules -->'
const END = '<!-- end of the rules -->'

const HEADINGS: Readonly<Record<LintSeverity, string>> = {
  error: 'Errors',
  warning: 'Warnings',
  hint: 'Hints',
}

/** @returns the document with the list of the current rules. @throws when the document has no place for the list. */
export async function withRules(document: string): Promise<string> {
  const [before, rest] = document.split(START)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined)
    throw new Error(`docs/lint.md needs ${START} and ${END}`)
  const options = await resolveConfig(LINT_DOCUMENT)
  const whole = `${before}${START}\n\n${list()}\n${END}${after}`
  return format(whole, { ...options, parser: 'markdown' })
}

function list(): string {
  return lintSeverities
    .map((severity) => {
      const rules = RULES.filter((rule) => rule.severity === severity)
      return `## ${HEADINGS[severity]} (${rules.length})\n\n${rules.map(entry).join('\n\n')}\n`
    })
    .join('\n')
}

function entry({ id, title, calls, section, why, instead }: Rule): string {
  const where = calls.map((call) => (call === 'signal' ? 'signals' : `\`${call}()\``)).join(', ')
  return [`### \`${id}\``, `${title} (${where}; ${section})`, why, `Instead: ${instead}`].join(
    '\n\n',
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(LINT_DOCUMENT, await withRules(readFileSync(LINT_DOCUMENT, 'utf8')))
