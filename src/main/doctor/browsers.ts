import { execFile } from 'node:child_process'
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import * as v from 'valibot'
import type { Finding } from '../../cli/doctor/finding'

/** The first Chromium that asks the user before a page of the public internet can reach this computer. */
const FIRST_THAT_ASKS = 142

interface Kind {
  readonly name: string
  readonly programs: readonly string[]
  readonly isChromium: boolean
  /** The folder of an administrator's policies, which are in its subfolder `managed`. */
  readonly policies: string | null
}

const KINDS: readonly Kind[] = [
  {
    name: 'Chromium',
    programs: ['chromium', 'chromium-browser'],
    isChromium: true,
    policies: '/etc/chromium/policies',
  },
  {
    name: 'Chrome',
    programs: ['google-chrome', 'google-chrome-stable'],
    isChromium: true,
    policies: '/etc/opt/chrome/policies',
  },
  {
    name: 'Edge',
    programs: ['microsoft-edge', 'microsoft-edge-stable'],
    isChromium: true,
    policies: '/etc/opt/edge/policies',
  },
  { name: 'Firefox', programs: ['firefox', 'firefox-esr'], isChromium: false, policies: null },
]

/** Policies with which an administrator prevents pages from reaching this computer. */
const FORBIDDING = ['LocalNetworkAccessBlockedForUrls', 'LoopbackNetworkBlockedForUrls']

export interface Browsers {
  /** The path of a program; undefined when it is not installed. */
  find(program: string): string | undefined
  /** The program's output about its version. */
  version(path: string): Promise<string>
  /** The contents of an administrator's policy files. */
  policies(folder: string): readonly string[]
}

export async function checkBrowsers(browsers: Browsers): Promise<readonly Finding[]> {
  const found = await Promise.all(KINDS.map((kind) => checkKind(kind, browsers)))
  if (found.flat().length > 0) return found.flat()
  return [
    {
      check: 'browsers',
      state: 'note',
      found: 'No browser was found in the usual places.',
      advice: 'Latchkey works with any browser that can load the page’s script.',
    },
  ]
}

async function checkKind(kind: Kind, browsers: Browsers): Promise<readonly Finding[]> {
  const path = kind.programs.map((program) => browsers.find(program)).find(Boolean)
  if (path === undefined) return []
  const version = /\d+(\.\d+)*/.exec(await browsers.version(path).catch(() => ''))?.[0]
  const name = version === undefined ? kind.name : `${kind.name} ${version}`
  const forbidden = kind.policies !== null && forbids(browsers.policies(kind.policies))
  const check = 'browsers'
  if (forbidden)
    return [
      {
        check,
        state: 'wrong',
        found: `${name}: an administrator’s policy keeps pages from reaching this computer.`,
        advice: `Ask the administrator to exempt the pages that you test from ${FORBIDDING.join(' and ')} (${kind.policies}).`,
      },
    ]
  const asks =
    kind.isChromium && Number(version?.split('.')[0] ?? FIRST_THAT_ASKS) >= FIRST_THAT_ASKS
  return [
    {
      check,
      state: 'well',
      found: `${name} is installed.`,
      advice: asks
        ? 'Pages at localhost connect at once. For a page on the public internet, the browser first asks whether the page may access this computer: allow the access.'
        : null,
    },
  ]
}

const policySchema = v.record(v.string(), v.unknown())

function forbids(files: readonly string[]): boolean {
  return files.some((file) => {
    const policy = v.safeParse(policySchema, parsed(file))
    return policy.success && FORBIDDING.some((name) => isList(policy.output[name]))
  })
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function systemBrowsers(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): Browsers {
  const folders = platform === 'linux' ? (env.PATH ?? '').split(delimiter) : []
  return {
    find: (program) => folders.map((folder) => join(folder, program)).find(isProgram),
    version: async (path) =>
      (await promisify(execFile)(path, ['--version'], { timeout: 4000 })).stdout,
    policies: (folder) => {
      try {
        const managed = join(folder, 'managed')
        return readdirSync(managed).map((name) => readFileSync(join(managed, name), 'utf8'))
      } catch {
        return []
      }
    },
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
