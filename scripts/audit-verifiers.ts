/**
 * `npm run audit:verifiers`: audits the verifiers of test/verifiers in the versions of its lock file, and writes what they did
 * into test/verifiers/results.json and docs/audit.md.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReportCard, Row } from '../playwright/audit/report-card'
import { buildAutomation, buildBin } from './build-automation'
import { buildPageScripts } from './build-page'
import { inProject } from './project-paths'
import { run, type ExitStatus } from './run-command'
import { runScript } from './run-script'
import {
  AUDIT_DOCUMENT,
  VERIFIER_RESULTS,
  withVerifiers,
  type VerifierResult,
  type VerifierResults,
} from './verifier-tables'

const FOLDER = inProject('test', 'verifiers')

/** The configuration that audits each package. */
const CONFIGURATIONS: Readonly<Record<string, string>> = {
  '@simplewebauthn/server': 'simplewebauthn.audit.js',
  '@passwordless-id/webauthn': 'passwordless-id.audit.js',
  'fido2-lib': 'fido2-lib.audit.js',
}

/** Some outcomes depend on the bytes of a signature, which differ each time. */
const RUNS = 2

await runScript(async () => {
  // Not `npm ci`, which asks for every platform's optional packages.
  await must('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'])
  await buildPageScripts()
  await buildAutomation()
  await buildBin()
  const cards: [string, ReportCard][] = []
  for (const [name, file] of Object.entries(CONFIGURATIONS))
    for (let run = 0; run < RUNS; run++) cards.push([name, await audit(file)])
  const results = resultsOf(cards)
  writeFileSync(VERIFIER_RESULTS, `${JSON.stringify(results, null, 2)}\n`)
  const document = readFileSync(AUDIT_DOCUMENT, 'utf8')
  writeFileSync(AUDIT_DOCUMENT, await withVerifiers(document, results))
  return 0
})

async function audit(file: string): Promise<ReportCard> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-verifier-'))
  try {
    const report = join(folder, 'audit.json')
    const command = inProject('out', 'bin', 'latchkey.js')
    await must(process.execPath, [command, 'audit', file, '--fail-on=none', `--json=${report}`])
    return JSON.parse(readFileSync(report, 'utf8')) as ReportCard
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function resultsOf(cards: readonly (readonly [string, ReportCard])[]): VerifierResults {
  const [first] = cards
  return {
    date: first?.[1].date.slice(0, 10) ?? '',
    latchkey: first?.[1].latchkey ?? '',
    node: process.versions.node,
    runs: RUNS,
    verifiers: Object.keys(CONFIGURATIONS).map((name) =>
      resultOf(
        name,
        cards.filter(([of]) => of === name).flatMap(([, { rows }]) => rows),
      ),
    ),
  }
}

/** @param rows of all audits of one package. A finding of any audit counts. */
function resultOf(name: string, rows: readonly Row[]): VerifierResult {
  const findings = rows.filter(({ finding }) => finding)
  const outcomes = [...rows, ...findings].map(({ key, outcome }) => [key, outcome] as const)
  const words = findings
    .filter(({ kind }) => kind === 'profile')
    .map(({ key, words: said }) => [key, said ?? ''] as const)
  return {
    name,
    version: versionOf(name),
    outcomes: Object.fromEntries(outcomes),
    words: Object.fromEntries(words),
  }
}

function versionOf(name: string): string {
  const manifest = readFileSync(join(FOLDER, 'node_modules', name, 'package.json'), 'utf8')
  return (JSON.parse(manifest) as { readonly version: string }).version
}

/** @throws when the program fails. */
async function must(program: string, args: readonly string[]): Promise<void> {
  const status: ExitStatus = await run(program, args, {
    cwd: FOLDER,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed with status ${status}`)
}
