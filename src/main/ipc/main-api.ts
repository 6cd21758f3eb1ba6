import type { MainApi } from '../../shared/main-api'
import { activityCalls, type ActivityPort } from './activity-calls'
import { appCalls, type AppPort } from './app-calls'
import { pageCalls, type PagePort } from './page-calls'
import { passkeyCalls, type PasskeyPort } from './passkey-calls'
import { questionCalls, type QuestionPort } from './question-calls'
import { settingsCalls, type SettingsPort } from './settings-calls'

/** What the window reaches of the app, one port a group of calls. */
export interface MainApiPorts {
  readonly app: AppPort
  readonly settings: SettingsPort
  readonly passkeys: PasskeyPort
  readonly activity: ActivityPort
  readonly questions: QuestionPort
  readonly pages: PagePort
}

/** Implements what the window may ask. */
export function mainApi(ports: MainApiPorts): MainApi {
  return {
    ...appCalls(ports.app),
    ...settingsCalls(ports.settings),
    ...passkeyCalls(ports.passkeys),
    ...activityCalls(ports.activity),
    ...questionCalls(ports.questions),
    ...pageCalls(ports.pages),
  }
}
