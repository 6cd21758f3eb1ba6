/** Finds what is missing in the folder of an npm package, because an incomplete package must not be packed. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { missingDocuments } from './documents'

/** Files that every package has, beside those that its package.json names. */
const REQUIRED = ['README.md', 'LICENSE', 'THIRD-PARTY-LICENSES.txt']

/** Members of package.json that people need to find the package and to be allowed to use it. */
const MEMBERS = ['name', 'version', 'description', 'keywords', 'license', 'author', 'engines']

/**
 * What may be absent, by the folder that asks for it. The command looks for Electron, which runs the desktop app; the app
 * does without the keychain's module. The app's audit helper contains the client for tests, gives it a Latchkey, and so never
 * lets it start one.
 */
const OPTIONAL: Readonly<Record<string, readonly string[]>> = {
  bin: ['electron'],
  desktop: [
    'electron',
    'keytar',
    '../../automation/in-process.js',
    '../../automation/latchkey-automation.js',
  ],
}

interface Manifest {
  readonly bin?: Readonly<Record<string, string>>
  readonly exports?: unknown
  readonly main?: string
  readonly dependencies?: object
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** @returns one sentence for each fault; empty if the package is complete. */
export function packageFaults(folder: string): readonly string[] {
  const files = filesIn(folder)
  const manifest = readManifest(folder, 'package.json')
  if (!manifest) return ['package.json is missing.']
  const members = MEMBERS.filter((name) => !Object.hasOwn(manifest, name))
  return [
    ...members.map((name) => `package.json has no ${name}.`),
    ...(manifest.dependencies ? ['package.json has dependencies.'] : []),
    ...missing(folder, REQUIRED, 'every package needs it'),
    ...missing(folder, namedFiles(manifest), 'package.json names it'),
    ...Object.values(manifest.bin ?? {}).flatMap((file) => binFaults(folder, file)),
    ...desktopFaults(folder),
    ...files
      .filter((file) => file.endsWith('.cache'))
      .map((file) => `${file} is for one Electron alone.`),
    ...files.filter(isCode).flatMap((file) => importFaults(folder, file, manifest)),
    ...files.filter(isMarkdown).flatMap((file) => linkFaults(folder, file)),
    ...files.filter(isText).flatMap((file) => documentFaults(folder, file)),
  ]
}

/** The files below the folder, relative to it, with `/`. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
}

function missing(folder: string, files: readonly string[], why: string): readonly string[] {
  return files
    .filter((file) => !existsSync(join(folder, file)))
    .map((file) => `${file} is missing: ${why}.`)
}

function namedFiles({ exports, bin = {}, main }: Manifest): readonly string[] {
  return [...stringsIn(exports), ...Object.values(bin), ...(main === undefined ? [] : [main])]
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

function binFaults(folder: string, file: string): readonly string[] {
  if (!existsSync(join(folder, file))) return []
  const isScript = readFileSync(join(folder, file), 'utf8').startsWith('#!/usr/bin/env node\n')
  return isScript ? [] : [`${file} does not begin with #!/usr/bin/env node.`]
}

function desktopFaults(folder: string): readonly string[] {
  const desktop = readManifest(folder, 'desktop/package.json')
  if (!desktop) return ['desktop/package.json is missing.']
  return missing(join(folder, 'desktop'), namedFiles(desktop), 'desktop/package.json names it')
}

/** What a module imports, or reads beside itself, must be in the package, in Node, or a peer. */
function importFaults(folder: string, file: string, manifest: Manifest): readonly string[] {
  const text = readFileSync(join(folder, file), 'utf8')
  const { importedFiles, referencedFiles } = ts.preProcessFile(text, true, true)
  const beside = Array.from(
    text.matchAll(/new URL\(\s*["'`](\.[^"'`]+)["'`],\s*import\.meta\.url\s*\)/g),
    ([, path = '']) => path,
  )
  const names = [...importedFiles, ...referencedFiles].map(({ fileName }) => fileName)
  const [top = ''] = file.split('/')
  const packages = OPTIONAL[top] ?? Object.keys(manifest.peerDependencies ?? {})
  return [...new Set([...names, ...beside])]
    .filter((name) => !isThere(folder, file, name) && !isProvided(name, packages))
    .map((name) => `${file} needs ${name}, which is not in the package.`)
}

function isThere(folder: string, file: string, name: string): boolean {
  if (!name.startsWith('.')) return false
  const path = join(folder, dirname(file), name)
  if (relative(folder, path).startsWith('..')) return false
  // The types of `./x.js` are in `./x.d.ts`.
  return existsSync(file.endsWith('.d.ts') ? path.replace(/\.js$/, '.d.ts') : path)
}

function isProvided(name: string, packages: readonly string[]): boolean {
  return isBuiltin(name) || packages.some((one) => name === one || name.startsWith(`${one}/`))
}

function linkFaults(folder: string, file: string): readonly string[] {
  const text = readFileSync(join(folder, file), 'utf8')
  return Array.from(text.matchAll(/\]\(([^)\s#]+)/g), ([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(folder, dirname(file), link)))
    .map((link) => `${file} links to ${link}, which is not in the package.`)
}

/** A message or a comment must not send the reader to a document that is only in the repository. */
function documentFaults(folder: string, file: string): readonly string[] {
  return missingDocuments(folder, readFileSync(join(folder, file), 'utf8')).map(
    (name) => `${file} names ${name}, which is not in the package.`,
  )
}

function isText(file: string): boolean {
  return /\.(c?js|d\.ts|json)$/.test(file)
}

function isCode(file: string): boolean {
  // The window's scripts were bundled for the browser, with URLs that are not files.
  return /\.(d\.ts|c?js)$/.test(file) && !file.startsWith('desktop/out/renderer/')
}

function isMarkdown(file: string): boolean {
  return file.endsWith('.md')
}

function readManifest(folder: string, file: string): Manifest | undefined {
  const path = join(folder, file)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : undefined
}
