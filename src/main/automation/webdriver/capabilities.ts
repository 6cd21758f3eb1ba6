/** The capabilities of new sessions (WebDriver §7.2), as far as they apply to a session without a browser. */
import * as v from 'valibot'
import { parseBody } from './command-body'
import { invalidArgument, WebDriverError } from './webdriver-error'

const VIRTUAL_AUTHENTICATORS = 'webauthn:virtualAuthenticators'
const EXTENSION = 'webauthn:extension:'
/**
 * false: Latchkey does not add the session's script to the pages of the forwarded browser. true: without a forwarded browser,
 * the answer contains the text of the script.
 */
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

export type Capabilities = v.InferOutput<typeof capabilitiesSchema>

/** The body of a New Session command. It may have members that WebDriver does not know beside the capabilities. */
export interface NewSessionBody {
  readonly capabilities: {
    readonly alwaysMatch: Capabilities
    readonly firstMatch: readonly Capabilities[]
  }
}

/** The standard capabilities concern a browser. Latchkey checks their types and accepts any value. */
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

/** @throws {WebDriverError} `invalid argument`, or `session not created` for an extension that Latchkey lacks. */
export function checkCapabilities(body: unknown): void {
  const { alwaysMatch, firstMatch } = parseBody(bodySchema, body).capabilities
  validate(alwaysMatch)
  firstMatch.forEach(validate)
  const merged = firstMatch.map((first) => merge(alwaysMatch, first))
  if (!merged.some(isGranted))
    throw new WebDriverError(
      'session not created',
      `Latchkey supports only these extensions: ${EXTENSIONS.join(', ')}`,
    )
}

/** @param body accepted by {@link checkCapabilities}. */
export function wantsPageScript(body: unknown): boolean {
  const { alwaysMatch, firstMatch } = parseBody(bodySchema, body).capabilities
  return [alwaysMatch, ...firstMatch].some((one) => one[PAGE_SCRIPT] === true)
}

export function grantedPageScript(script: string): object {
  return { [PAGE_SCRIPT]: script }
}

export interface LatchkeyInfo {
  readonly version: string
  /** WebDriver's name of the platform: `linux`, `mac` or `windows`. */
  readonly platform: string
}

/** The capabilities of a session without a browser. */
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

/** The capabilities that Latchkey adds to a browser's session. */
export function grantedWebAuthn(): object {
  return {
    [VIRTUAL_AUTHENTICATORS]: true,
    ...Object.fromEntries(EXTENSIONS.map((id) => [`${EXTENSION}${id}`, true])),
  }
}

/**
 * Separates Latchkey's capabilities from the capabilities for the browser's driver.
 *
 * @returns the body for the browser's driver, and whether Latchkey adds the session's script to the pages.
 * @throws {WebDriverError} like {@link checkCapabilities}.
 */
export function splitCapabilities(body: unknown): {
  readonly forDriver: NewSessionBody
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
    if (!isValid) throw invalidArgument(`${name} is not a WebDriver capability`)
    if (value !== null && !isValid(value)) throw invalidArgument(`${name} has the wrong type`)
  }
}

function merge(always: Capabilities, first: Capabilities): Capabilities {
  for (const name of Object.keys(first))
    if (Object.hasOwn(always, name))
      throw invalidArgument(`${name} is in both alwaysMatch and firstMatch; give it only once`)
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
