/** Which session a driver wants (WebDriver §7.2), as far as a session without a browser has a say in it. */
import * as v from 'valibot'
import { parseBody } from './command-body'
import { invalidArgument, WebDriverError } from './webdriver-error'

const VIRTUAL_AUTHENTICATORS = 'webauthn:virtualAuthenticators'
const EXTENSION = 'webauthn:extension:'
/** false: the pages of the browser that is driven with us do not get the session's script by themselves. */
const PAGE_SCRIPT = 'latchkey:pageScript'
/** WebAuthn §11.1.1. */
const EXTENSIONS = ['credBlob', 'largeBlob', 'prf']

const capabilitiesSchema = v.record(v.string(), v.unknown())
const bodySchema = v.object({
  capabilities: v.object({
    alwaysMatch: v.optional(capabilitiesSchema, {}),
    firstMatch: v.optional(v.pipe(v.array(capabilitiesSchema), v.nonEmpty()), [{}]),
  }),
})

type Capabilities = v.InferOutput<typeof capabilitiesSchema>

/** The standard capabilities that are about a browser: checked for their type, and granted whatever they are. */
const STANDARD: Readonly<Record<string, (value: unknown) => boolean>> = {
  acceptInsecureCerts: isBoolean,
  browserName: isString,
  browserVersion: isString,
  pageLoadStrategy: isString,
  platformName: isString,
  proxy: isObject,
  setWindowRect: isBoolean,
  strictFileInteractability: isBoolean,
  timeouts: isObject,
  unhandledPromptBehavior: (value) => isString(value) || isObject(value),
  userAgent: isString,
  webSocketUrl: isBoolean,
}

/**
 * Checks what the driver asks for.
 *
 * @throws {WebDriverError} `invalid argument`, or `session not created` when it wants what we do not have.
 */
export function checkCapabilities(body: unknown): void {
  const { alwaysMatch, firstMatch } = parseBody(bodySchema, body).capabilities
  validate(alwaysMatch)
  firstMatch.forEach(validate)
  const merged = firstMatch.map((first) => merge(alwaysMatch, first))
  if (!merged.some(isGranted))
    throw new WebDriverError(
      'session not created',
      `Latchkey has these extensions: ${EXTENSIONS.join(', ')}`,
    )
}

export interface LatchkeyInfo {
  readonly version: string
  /** As WebDriver names platforms: `linux`, `mac`, `windows`. */
  readonly platform: string
}

/** What a session can do. */
export function grantedCapabilities({ version, platform }: LatchkeyInfo): object {
  return {
    acceptInsecureCerts: false,
    browserName: 'latchkey',
    browserVersion: version,
    pageLoadStrategy: 'none',
    platformName: platform,
    setWindowRect: false,
    strictFileInteractability: false,
    timeouts: { implicit: 0, pageLoad: 300_000, script: 30_000 },
    unhandledPromptBehavior: 'dismiss and notify',
    ...grantedWebAuthn(),
  }
}

/** What a session of a browser can do with us. */
export function grantedWebAuthn(): object {
  return {
    [VIRTUAL_AUTHENTICATORS]: true,
    ...Object.fromEntries(EXTENSIONS.map((id) => [`${EXTENSION}${id}`, true])),
  }
}

/**
 * Parts what the driver asks of us from what it asks of the browser's driver.
 *
 * @returns the body for the browser's driver; and whether its pages are to have the session's script.
 * @throws {WebDriverError} as {@link checkCapabilities} does.
 */
export function splitCapabilities(body: unknown): {
  readonly forDriver: object
  readonly pageScript: boolean
} {
  const { capabilities, ...rest } = parseBody(v.looseObject(bodySchema.entries), body)
  const { alwaysMatch, firstMatch } = capabilities
  const all = [alwaysMatch, ...firstMatch]
  checkCapabilities({ capabilities: { firstMatch: [Object.assign({}, ...all.map(ours))] } })
  return {
    forDriver: {
      ...rest,
      capabilities: { alwaysMatch: notOurs(alwaysMatch), firstMatch: firstMatch.map(notOurs) },
    },
    pageScript: all.every((one) => one[PAGE_SCRIPT] !== false),
  }
}

function ours(capabilities: Capabilities): Capabilities {
  return Object.fromEntries(Object.entries(capabilities).filter(([name]) => isOurs(name)))
}

function notOurs(capabilities: Capabilities): Capabilities {
  return Object.fromEntries(Object.entries(capabilities).filter(([name]) => !isOurs(name)))
}

function isOurs(name: string): boolean {
  return name === PAGE_SCRIPT || name === VIRTUAL_AUTHENTICATORS || name.startsWith(EXTENSION)
}

function validate(capabilities: Capabilities): void {
  for (const [name, value] of Object.entries(capabilities)) {
    const isOurs = name === VIRTUAL_AUTHENTICATORS || name.startsWith(EXTENSION)
    const isValid = isOurs ? isBoolean : name.includes(':') ? () => true : STANDARD[name]
    if (!isValid) throw invalidArgument(`${name} is no capability of WebDriver`)
    if (value !== null && !isValid(value)) throw invalidArgument(`${name} has a wrong type`)
  }
}

function merge(always: Capabilities, first: Capabilities): Capabilities {
  for (const name of Object.keys(first))
    if (Object.hasOwn(always, name))
      throw invalidArgument(`${name} stands in alwaysMatch and in firstMatch`)
  return { ...always, ...first }
}

function isGranted(capabilities: Capabilities): boolean {
  return Object.entries(capabilities).every(
    ([name, value]) =>
      value !== true ||
      !name.startsWith(EXTENSION) ||
      EXTENSIONS.includes(name.slice(EXTENSION.length)),
  )
}

function isString(value: unknown): boolean {
  return typeof value === 'string'
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean'
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
