/** The recipes for CI that cannot run here. They parse, and the commands that they call exist. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { runBin } from '../src/bin/run-bin'

const ROOT = join(import.meta.dirname, '..')
const BINARIES = join(ROOT, 'node_modules', '.bin')
const LEAST_NODE = 20.19

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const documents = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)]
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, text: read(name) }))

function blocks(text: string, language: string): string[] {
  const found = text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))
  return Array.from(found, ([, code = '']) => code)
}

const ci = read('docs/ci.md')
/** The YAML below a heading. */
const under = (heading: string) =>
  blocks(ci.slice(ci.indexOf(`\n## ${heading}\n`)), 'yaml')[0] ?? ''
const github = under('GitHub Actions')
const gitlab = under('GitLab CI')

const step = v.union([
  v.strictObject({ run: v.string() }),
  v.strictObject({
    uses: v.pipe(v.string(), v.regex(/^[\w-]+\/[\w-]+@v\d+$/)),
    with: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  }),
])
const githubSchema = v.strictObject({
  jobs: v.strictObject({
    test: v.strictObject({ 'runs-on': v.literal('ubuntu-latest'), steps: v.array(step) }),
  }),
})
const gitlabSchema = v.strictObject({
  test: v.strictObject({ image: v.string(), script: v.array(v.string()) }),
})

const workflow = () => v.parse(githubSchema, parse(github)).jobs.test.steps
const pipeline = () => v.parse(gitlabSchema, parse(gitlab)).test
const commands = () => [
  ...workflow().flatMap((one) => ('run' in one ? [one.run] : [])),
  ...pipeline().script,
]

it('every block of YAML in the documents parses', () => {
  const all = documents.flatMap(({ name, text }) =>
    blocks(text, 'yaml').map((code) => ({
      name,
      errors: parseAllDocuments(code).flatMap((one) => one.errors),
    })),
  )

  expect(all.length).toBeGreaterThan(2)
  expect(all.filter(({ errors }) => errors.length > 0)).toEqual([])
})

describe('the recipes of docs/ci.md', () => {
  it('call only what a project has that installed the package and Playwright', () => {
    const called = commands().map((line) => line.split(' '))
    const programs = called.flatMap(([npm, name = '']) => (npm === 'npx' ? [name] : []))

    expect(new Set(called.map(([npm]) => npm))).toEqual(new Set(['npm', 'npx']))
    expect(programs.filter((name) => !existsSync(join(BINARIES, name)))).toEqual([])
    expect(called.filter(([npm]) => npm === 'npm').map(([, word]) => word)).toEqual(['ci', 'ci'])
  })

  it('give Playwright an option that it has', () => {
    const { stdout } = spawnSync(
      process.execPath,
      [join(BINARIES, 'playwright'), 'install', '--help'],
      {
        encoding: 'utf8',
      },
    )

    for (const line of commands().filter((one) => one.includes('playwright install')))
      for (const [option] of line.matchAll(/--[\w-]+/g)) expect(stdout).toContain(option)
  })

  it('run on a Node that Latchkey supports', () => {
    const images = blocks(ci, 'dockerfile').flatMap((code) =>
      Array.from(code.matchAll(/^FROM (\S+)/gm), ([, image = '']) => image),
    )
    const nodes = [...images, pipeline().image].map((image) => /^node:(\d+)-/.exec(image)?.[1])
    const setUp = workflow().flatMap((one) =>
      'uses' in one ? [one.with?.['node-version'] ?? []].flat() : [],
    )

    expect(read('package.json')).toContain(`"node": ">=${LEAST_NODE}"`)
    for (const version of [...nodes, ...setUp]) expect(Number(version)).toBeGreaterThan(LEAST_NODE)
    expect(nodes.length + setUp.length).toBe(3)
  })

  it('write a Dockerfile in its own words', () => {
    for (const code of blocks(ci, 'dockerfile'))
      for (const line of code.trim().split('\n'))
        expect(line).toMatch(/^(#|(FROM|WORKDIR|COPY|RUN) \S)/)
  })

  it('say which were not run', () => {
    expect(ci.match(/^Not tried: /gm)).toHaveLength(2)
  })
})

it('every command of the npm package that a document names is there', async () => {
  let help = ''
  await runBin(['--help'], {
    version: '',
    out: async (text) => void (help += text),
    err: async () => undefined,
    folder: ROOT,
    electron: () => undefined,
  })
  const named = documents.flatMap(({ text }) =>
    Array.from(text.matchAll(/npx latchkey ([a-z-]+)/g), ([, name = '']) => name),
  )

  expect(named.length).toBeGreaterThan(0)
  for (const name of named) expect(help).toMatch(new RegExp(`^ {2}latchkey ${name} `, 'm'))
})
