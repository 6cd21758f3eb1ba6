/** Reads the descriptions of one ceremony: a case file, an event of a session, or a response alone. */
import * as v from 'valibot'
import { CASE_FORMAT, CASE_VERSION, caseFileSchema, type CaseFile } from '../../shared/case-file'
import { wordsOfIssue } from '../../shared/issue-words'
import { isObject, type JsonObject } from '../decode/response-members'

/**
 * @param json the contents of a file.
 * @throws {RangeError} one sentence that says what is wrong with the file.
 */
export function readCaseFile(json: unknown): CaseFile {
  if (!isObject(json) || json.format !== CASE_FORMAT)
    throw new RangeError(
      'The file is no case file of Latchkey: it does not say so in “format”. A case file is what saveCase() or Save case in Activity writes.',
    )
  if (json.version !== CASE_VERSION)
    throw new RangeError(
      `The case file has the version ${shown(json.version)}, and this Latchkey reads version ${CASE_VERSION}. Use a newer Latchkey.`,
    )
  const result = v.safeParse(caseFileSchema, json, { abortEarly: true })
  if (result.success) return result.output
  throw new RangeError(`The case file is damaged: ${wordsOfIssue(result.issues[0])}.`)
}

/**
 * Like {@link readCaseFile}. Also reads what other programs write: the event `ceremonyFinished` of a session, an object with
 * `options` and `response`, and a response or options alone.
 *
 * @throws {RangeError} one sentence that says what is wrong with the file.
 */
export function readAnyCase(json: unknown): CaseFile {
  if (isObject(json) && Object.hasOwn(json, 'format')) return readCaseFile(json)
  const { options = null, response = null, ...about } = partsOf(json)
  if (options === null && response === null)
    throw new RangeError(
      'The file has neither the options nor the response of a ceremony. Give a case file, an event ceremonyFinished, or the JSON that a server or a page sends: docs/inspect.md.',
    )
  return {
    ...EMPTY,
    kind: kindOf(options, response, about),
    origin: textOf(about.origin),
    outcome: response === null ? 'unknown' : 'done',
    error: textOf(about.error),
    mediation: textOf(about.mediation),
    options,
    response,
  }
}

/** Only the ceremony is known. */
const EMPTY: CaseFile = {
  format: CASE_FORMAT,
  version: CASE_VERSION,
  app: '',
  savedAt: '',
  kind: 'get',
  origin: null,
  at: null,
  outcome: 'unknown',
  error: null,
  mediation: null,
  options: null,
  response: null,
  withheld: [],
  profile: null,
  fault: null,
  seed: null,
  clock: null,
  steps: [],
  failed: null,
  lint: [],
  entry: null,
}

function partsOf(json: unknown): JsonObject {
  if (!isObject(json)) return {}
  if (isObject(json.response) && Object.hasOwn(json.response, 'clientDataJSON'))
    return { response: json }
  if (isObject(json.publicKey)) return { options: json.publicKey, mediation: json.mediation }
  if (Object.hasOwn(json, 'challenge')) return { options: json }
  const options = isObject(json.options) ? json.options : null
  const inner = options && isObject(options.publicKey) ? options.publicKey : options
  return { ...json, options: inner, response: isObject(json.response) ? json.response : null }
}

function kindOf(options: unknown, response: unknown, about: JsonObject): CaseFile['kind'] {
  const stated = [about.kind, about.ceremony].find((one) => one === 'create' || one === 'get')
  if (stated === 'create' || stated === 'get') return stated
  const inner = isObject(response) ? response.response : undefined
  if (isObject(inner)) return Object.hasOwn(inner, 'attestationObject') ? 'create' : 'get'
  return isObject(options) && Object.hasOwn(options, 'pubKeyCredParams') ? 'create' : 'get'
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function shown(version: unknown): string {
  return typeof version === 'number' ? String(version) : 'unknown'
}
