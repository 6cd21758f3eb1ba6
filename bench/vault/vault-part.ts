/**
 * `npm run bench -- vault`: a file vault with 100 000 passkeys: opening, a damaged file, puts, rewriting, signals that
 * change 10 000 passkeys at once, and the app's launch. Every task runs in a separate process, on a copy of the vault.
 */
import { fork } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tell } from '../progress'
import type { Finding, Section } from '../report'
import { Samples, type Row } from '../samples'
import { makeBigVault, type BigVault } from './big-vault'
import type { TaskName } from './child'
import { measureFirstRows } from './first-rows'
import { fetchPeers } from './peers'
import type { Figures } from './tasks'

const PASSKEYS = 100_000
const ONE_USERS = 10_000
/** With this many in the trash, emptying the trash leaves more dead than live bytes. */
const TRASHED = 52_000
const OPENINGS = 5
const DAMAGED_ROUNDS = 3
const DAMAGED = ['damagedOnce', 'damagedOften', 'checking', 'repairing', 'restoring'] as const
const FIRST_ROWS = 'from launch to the first rows'

export async function measureVault(): Promise<readonly Section[]> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-vault-'))
  try {
    tell(`vault: filling a vault with ${PASSKEYS} passkeys`)
    const kept = await makeBigVault(join(folder, 'kept'), { count: PASSKEYS })
    const samples = new Samples()
    for (let round = 0; round < OPENINGS; round++) await measure('opening', kept, samples)
    for (let round = 0; round < DAMAGED_ROUNDS; round++)
      for (const task of DAMAGED) await measure(task, kept, samples)
    if (!(await fetchPeers())) tell('vault: SQLite and lmdb could not be fetched, and are left out')
    await measure('puts', kept, samples)
    const oneUser = { count: ONE_USERS, ofOneUser: ONE_USERS }
    await measure('signals', await makeBigVault(join(folder, 'signals'), oneUser), samples)
    tell('vault: filling a vault with a large trash')
    const withTrash = { count: PASSKEYS + TRASHED, trashed: TRASHED }
    await measure('rewriting', await makeBigVault(join(folder, 'trash'), withTrash), samples)
    tell('vault: first rows in the window')
    samples.add(FIRST_ROWS, await measureFirstRows(PASSKEYS))
    return [sectionOf(samples)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(task: TaskName, vault: BigVault, samples: Samples): Promise<void> {
  tell(`vault: ${task}`)
  const copy = `${vault.folder}-copy`
  cpSync(vault.folder, copy, { recursive: true })
  try {
    const figures = await inChild(task, { ...vault, folder: copy })
    for (const [name, values] of Object.entries(figures)) samples.add(name, values)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

function inChild(task: TaskName, vault: BigVault): Promise<Figures> {
  const child = fork(fileURLToPath(new URL('child.ts', import.meta.url)), {
    execArgv: ['--expose-gc', '--import', 'tsx'],
  })
  child.send({ task, vault })
  return new Promise((resolve, reject) => {
    child.once('message', (figures) => resolve(figures as Figures))
    child.once('exit', (code) => reject(new Error(`${task} ended with status ${String(code)}`)))
  })
}

function sectionOf(samples: Samples): Section {
  const rows = samples.rows()
  const row = (name: string): Row | undefined => rows.find((each) => each.name === name)
  const p95 = (name: string): number => row(name)?.p95 ?? NaN
  const atMost = (what: string, value: number, unit: Finding['unit'], goal: number): Finding => ({
    what,
    value,
    unit,
    goal: { atMost: goal },
  })
  const blocks = rows.filter(({ name }) => name.endsWith('longest block'))
  const signals = rows.filter(
    ({ name }) => name.startsWith('signal') && !name.endsWith('longest block'),
  )
  return {
    title: `A file vault with ${PASSKEYS} passkeys; signals: ${ONE_USERS} passkeys of one user`,
    rows,
    findings: [
      atMost('opening', samples.median('open'), 'ms', 1_500),
      atMost(FIRST_ROWS, samples.median(FIRST_ROWS), 'ms', 2_500),
      atMost('opening, memory', samples.median('open, MB'), 'MB', 250),
      atMost(
        'put ÷ bare append and fdatasync, p95',
        p95('put') / p95('bare append and fdatasync'),
        '×',
        1.5,
      ),
      atMost(
        'put while rewriting ÷ put idle, p95',
        p95('put, while rewriting') / p95('put, idle'),
        '×',
        2,
      ),
      ...signals.map(({ name, median }) => atMost(name, median, 'ms', 100)),
      ...blocks.map(({ name, max }) => atMost(`${name}, worst`, max, 'ms', 50)),
    ],
  }
}
