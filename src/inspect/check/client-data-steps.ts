/** The steps about the response's members and its client data (§7.1 steps 5 to 11, §7.2 steps 8 to 14). */
import { memberProblems, type Ceremony } from '../decode/ceremony'
import { textMember, type ClientData } from '../decode/client-data'
import { isObject, jsonText } from '../decode/response-members'
import type { Expected } from './expectations'
import {
  compared,
  doesNotApply,
  ok,
  onlyServerKnows,
  step,
  wrong,
  type CheckStep,
  type Judgement,
} from './step'

/** §13.4.3, §15.1: the upper limit of time-outs, after which a server need not keep a challenge. */
const LONGEST_CHALLENGE_MS = 600_000

/** For each ceremony: the section and the first step of the client data. The order of the steps is the same. */
const PLACES = {
  create: { section: '§7.1', json: 6, type: 'webauthn.create' },
  get: { section: '§7.2', json: 9, type: 'webauthn.get' },
} as const

export function membersStep(ceremony: Ceremony): CheckStep {
  return step(
    '§5.1',
    'The response has its members, and byte strings are base64url without padding.',
    judgeMembers(ceremony),
  )
}

function judgeMembers(ceremony: Ceremony): Judgement {
  const { credential, response } = ceremony
  if (!response) return wrong('the member response is missing, or no object')
  const faults = memberProblems(ceremony).map(({ place, text }) => `${place}: ${text}`)
  const { id, rawId, type, clientExtensionResults } = credential
  if (id !== rawId) faults.push('id and rawId differ')
  if (type !== 'public-key') faults.push('type is not "public-key"')
  if (!isObject(clientExtensionResults))
    faults.push('clientExtensionResults: missing, or no object')
  return faults.length === 0 ? ok() : wrong(faults.join('; '))
}

export function clientDataSteps(ceremony: Ceremony, expected: Expected): readonly CheckStep[] {
  const { kind, clientData } = ceremony
  const { section, json, type } = PLACES[kind]
  const row = (
    at: number,
    title: string,
    judge: (clientData: ClientData) => Judgement,
  ): CheckStep => {
    const isRead = clientData?.json !== undefined
    const judgement = isRead
      ? judge(clientData)
      : doesNotApply('there is no client data to look at')
    return step(`${section} step ${at}`, title, judgement)
  }
  return [
    step(`${section} step ${json}`, 'The client data is a JSON object.', judgeJson(clientData)),
    row(json + 1, `C.type is "${type}".`, (c) => judgeText(c, 'type', type)),
    row(json + 2, 'C.challenge is the challenge of the options.', (c) =>
      judgeChallenge(c, expected),
    ),
    row(json + 3, 'C.origin is an origin of the relying party.', (c) => judgeOrigin(c, expected)),
    row(json + 4, 'C.crossOrigin is true only where a frame is expected.', (c) =>
      judgeCrossOrigin(c, expected),
    ),
    row(json + 5, 'C.topOrigin is a page that may have the frame.', (c) =>
      judgeTopOrigin(c, expected),
    ),
    step('§13.4.3', 'The challenge is still valid, and is used only once.', judgeAge(expected)),
  ]
}

function judgeJson(clientData: ClientData | undefined): Judgement {
  if (!clientData) return wrong('there is no client data')
  const { json, problems, notes } = clientData
  return json ? ok(notes.join('; ')) : wrong(problems.join('; '))
}

function judgeText(clientData: ClientData, name: string, expected: string): Judgement {
  return compared(`C.${name}`, shown(clientData, name), JSON.stringify(expected), `${name} differs`)
}

function judgeChallenge(clientData: ClientData, { challenge }: Expected): Judgement {
  if (challenge !== undefined) return judgeText(clientData, 'challenge', challenge)
  const got = shown(clientData, 'challenge')
  if (textMember(clientData, 'challenge') === undefined) return wrong('the challenge is missing')
  return onlyServerKnows('compare it with the challenge that you keep for this session', [
    { name: 'C.challenge', got, expected: null },
  ])
}

function judgeOrigin(clientData: ClientData, { origins, page }: Expected): Judgement {
  const origin = textMember(clientData, 'origin')
  const got = shown(clientData, 'origin')
  if (origin === undefined) return wrong('the origin is missing')
  if (!origins && page !== undefined && page !== origin)
    return wrong('not the origin of the page that called', [
      { name: 'C.origin', got, expected: quoted(page) },
    ])
  if (!origins)
    return onlyServerKnows('compare it with the origins of your pages, to the last character', [
      { name: 'C.origin', got, expected: null },
    ])
  const values = [{ name: 'C.origin', got, expected: origins.map(quoted).join(' or ') }]
  return origins.includes(origin)
    ? ok('', values)
    : wrong('not an origin of the relying party', values)
}

function judgeCrossOrigin(clientData: ClientData, { crossOrigin }: Expected): Judgement {
  const got = clientData.json?.crossOrigin
  if (got !== undefined && typeof got !== 'boolean')
    return wrong('crossOrigin is neither true nor false', [
      { name: 'C.crossOrigin', got: shown(clientData, 'crossOrigin'), expected: 'true or false' },
    ])
  if (got !== true) return ok('the page was in no frame of another origin')
  const values = [{ name: 'C.crossOrigin', got: 'true', expected: crossOriginWords(crossOrigin) }]
  if (crossOrigin === undefined)
    return onlyServerKnows('only where you expect your page to be in such a frame', values)
  return crossOrigin ? ok('', values) : wrong('no frame of another origin is expected', values)
}

function crossOriginWords(crossOrigin: boolean | undefined): string | null {
  return crossOrigin === undefined ? null : String(crossOrigin)
}

function judgeTopOrigin(clientData: ClientData, { crossOrigin, topOrigins }: Expected): Judgement {
  const { json } = clientData
  if (json?.topOrigin === undefined) return doesNotApply('there is no topOrigin')
  const topOrigin = textMember(clientData, 'topOrigin')
  const expected = topOrigins ? topOrigins.map(quoted).join(' or ') : null
  const values = [{ name: 'C.topOrigin', got: shown(clientData, 'topOrigin'), expected }]
  if (topOrigin === undefined) return wrong('topOrigin is no text', values)
  if (json.crossOrigin !== true) return wrong('there is a topOrigin without crossOrigin', values)
  if (crossOrigin === false) return wrong('no frame of another origin is expected', values)
  if (!topOrigins) return onlyServerKnows('compare it with the pages that may have you', values)
  return topOrigins.includes(topOrigin)
    ? ok('', values)
    : wrong('not a page that may have the frame', values)
}

function judgeAge({ waitedMs }: Expected): Judgement {
  if (waitedMs === undefined)
    return onlyServerKnows('refuse a challenge that you no longer keep, or that was used before')
  const minutes = LONGEST_CHALLENGE_MS / 60_000
  return waitedMs <= LONGEST_CHALLENGE_MS
    ? ok(`it waited for ${Math.round(waitedMs / 1000)} s; whether it was used before, you know`)
    : wrong(`it waited for more than ${minutes} minutes`)
}

/** As JSON. */
function shown({ json }: ClientData, name: string): string {
  return jsonText(json?.[name]) ?? 'missing'
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
