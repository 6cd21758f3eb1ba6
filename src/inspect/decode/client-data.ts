/** The client data (WebAuthn §5.8.1). */
import { utf8Text } from './bytes'
import { memberNames } from './json-members'
import { ownEntry } from './own-entry'
import { jsonText } from './response-members'

export interface ClientData {
  readonly bytes: Uint8Array
  /** As a relying party reads it: “UTF-8 decode” removes a byte order mark, and replaces invalid UTF-8. */
  readonly text: string
  /** undefined when the text is not a JSON object. */
  readonly json: Readonly<Record<string, unknown>> | undefined
  readonly members: readonly ClientDataMember[]
  /** What makes it unreadable for every relying party. */
  readonly problems: readonly string[]
  /** What is unusual but allowed. */
  readonly notes: readonly string[]
}

export interface ClientDataMember {
  readonly name: string
  /** As JSON. */
  readonly value: string
  readonly meaning: string
}

const MEANINGS: Readonly<Record<string, string>> = {
  type: 'which ceremony the answer is for',
  challenge: 'the challenge of the options, in base64url',
  origin: 'the origin of the page that asked',
  crossOrigin: 'whether the page was in a frame of another origin',
  topOrigin: 'the origin of the top-level page, where the page was in a frame of another origin',
  tokenBinding: 'from earlier versions of the specification: to be ignored',
}
const UNKNOWN = 'not a member that the specification names: to be ignored'

export function readClientData(bytes: Uint8Array): ClientData {
  const text = new TextDecoder().decode(bytes)
  const json = parsed(text)
  const names = json ? memberNames(text) : []
  const members = Object.entries(json ?? {}).map(([name, value]) => ({
    name,
    value: jsonText(value) ?? '',
    meaning: ownEntry(MEANINGS, name) ?? UNKNOWN,
  }))
  const problems = json ? [] : [isJson(text) ? 'not a JSON object' : 'not JSON']
  return {
    bytes,
    text,
    json,
    members,
    problems,
    notes: json ? notesOf(bytes, text, json, names) : [],
  }
}

/** The member, if it is a text. */
export function textMember({ json }: ClientData, name: string): string | undefined {
  const value = json?.[name]
  return typeof value === 'string' ? value : undefined
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    return undefined
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function notesOf(
  bytes: Uint8Array,
  text: string,
  json: Readonly<Record<string, unknown>>,
  names: readonly string[],
): readonly string[] {
  const twice = firstRepeated(names)
  const beginning = expectedBeginning(json)
  return [
    ...(bytes[0] === 0xef && bytes[1] === 0xbb ? ['it begins with a byte order mark'] : []),
    ...(utf8Text(bytes) === undefined ? ['it has bytes that are not UTF-8'] : []),
    ...(twice === undefined ? [] : [`the member ${twice} stands twice: the last one counts`]),
    ...(text.startsWith(beginning)
      ? []
      : ['it is not written as §5.8.1.1 says: a verifier without a JSON parser refuses it']),
  ]
}

function firstRepeated(names: readonly string[]): string | undefined {
  const seen = new Set<string>()
  return names.find((name) => seen.size === seen.add(name).size)
}

/** The beginning of a text that follows §5.8.1.1. */
function expectedBeginning(json: Readonly<Record<string, unknown>>): string {
  const { type, challenge, origin, crossOrigin, topOrigin } = json
  return (
    `{"type":${escaped(type)},"challenge":${escaped(challenge)},"origin":${escaped(origin)}` +
    `,"crossOrigin":${crossOrigin === true ? 'true' : 'false'}` +
    (topOrigin === undefined ? '' : `,"topOrigin":${escaped(topOrigin)}`)
  )
}

/** CCDToString: like `JSON.stringify`, but without the short forms of control characters. */
function escaped(value: unknown): string {
  return JSON.stringify(typeof value === 'string' ? value : '').replace(/\\(.)/g, (pair, after) => {
    const code = SHORT_FORMS[String(after)]
    return code === undefined ? pair : `\\u${code}`
  })
}

const SHORT_FORMS: Readonly<Record<string, string>> = {
  b: '0008',
  t: '0009',
  n: '000a',
  f: '000c',
  r: '000d',
}
