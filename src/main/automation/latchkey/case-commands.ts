/** Case files of a session (docs/inspect.md): saves cases of its ceremonies, and replays other cases. */
import * as v from 'valibot'
import { readCaseFile } from '../../../inspect/case/read-case'
import type { CaseFile } from '../../../shared/case-file'
import type { Clock } from '../../platform/ports'
import { caseOfCeremony } from '../cases/case-of-ceremony'
import { replayCase } from '../cases/replay-case'
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import type { LatchkeyInfo } from '../webdriver/capabilities'
import { parseBody } from '../webdriver/command-body'
import { invalidArgument } from '../webdriver/webdriver-error'
import { orSentence } from './sentence'
import { sessionRoute } from './session-route'

const caseSchema = v.strictObject({
  ceremonyId: v.optional(v.string()),
  secrets: v.optional(v.boolean(), false),
})

const replaySchema = v.strictObject({ case: v.unknown() })

interface Parts {
  readonly about: LatchkeyInfo
  readonly clock: Pick<Clock, 'now'>
}

export function caseRoutes(sessions: Sessions, { about, clock }: Parts): readonly Route[] {
  return [
    sessionRoute(sessions, 'POST', '/case', (session, { body }) =>
      caseOfCeremony(session, parseBody(caseSchema, body), {
        app: about.version,
        now: clock.now(),
      }),
    ),
    sessionRoute(sessions, 'POST', '/replay', (session, { body }) =>
      orSentence(() => replayCase(readCase(parseBody(replaySchema, body).case), session)),
    ),
  ]
}

/** @throws {WebDriverError} `invalid argument`, which says what is wrong with the file. */
function readCase(given: unknown): CaseFile {
  try {
    return readCaseFile(given)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw invalidArgument(error.message)
  }
}
