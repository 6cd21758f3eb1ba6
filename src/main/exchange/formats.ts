import type * as v from 'valibot'
import type { CredentialFormat } from '../../shared/command-api'
import { cdpCredential, cdpCredentialSchema } from './cdp-credential'
import type { CredentialMembers, ExchangedCredential } from './credential'
import { playwrightCredential, playwrightCredentialSchema } from './playwright-credential'
import { webDriverCredential, webDriverCredentialSchema } from './webdriver-credential'

export interface CredentialFormatRules {
  readonly schema: v.GenericSchema<unknown, CredentialMembers>
  readonly write: (credential: ExchangedCredential) => object
}

export const FORMATS: Readonly<Record<CredentialFormat, CredentialFormatRules>> = {
  webdriver: { schema: webDriverCredentialSchema, write: webDriverCredential },
  cdp: { schema: cdpCredentialSchema, write: cdpCredential },
  playwright: { schema: playwrightCredentialSchema, write: playwrightCredential },
}
