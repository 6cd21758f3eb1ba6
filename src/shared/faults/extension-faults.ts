/** Faults of the extension outputs (WebAuthn §9). */
import type { FaultEntry } from './fault-facts'

export const EXTENSION_FAULTS = [
  {
    id: 'client-extension-unsolicited',
    title: 'The client extension results have outputs that the page did not ask for.',
    ceremonies: ['create', 'get'],
    place: 'extensions',
    expected: 'accept',
    severity: 'high',
    steps: ['extension-outputs'],
    advice: 'Ignore outputs that you did not ask for: clients add them by a policy of their own.',
  },
  {
    id: 'authenticator-extension-unsolicited',
    title: 'The authenticator data has an extension output that the page did not ask for.',
    ceremonies: ['create', 'get'],
    place: 'extensions',
    expected: 'accept',
    severity: 'high',
    steps: ['extension-outputs'],
    advice:
      'Ignore outputs that you did not ask for: authenticators add them by a policy of their own.',
  },
  {
    id: 'extensions-ignored',
    title: 'The answer has no extension outputs, though the page asked for extensions.',
    ceremonies: ['create'],
    place: 'extensions',
    expected: 'accept',
    severity: 'medium',
    steps: ['extension-outputs'],
    sections: ['§9'],
    advice:
      'Do not require the outputs that you asked for: every extension is optional for clients and authenticators.',
    needs: 'the page asks for an extension that the authenticator has',
  },
  {
    id: 'app-id-not-asked',
    title:
      'The RP ID hash is of an AppID, as the output `appid` says, but the page did not ask for the extension.',
    ceremonies: ['get'],
    place: 'extensions',
    expected: 'refuse',
    severity: 'high',
    steps: ['rp-id-hash'],
    sections: ['§10.1.1'],
    advice:
      'Accept the hash of an AppID only where you asked for the extension `appid`, and only of the AppID that you named.',
    needs: 'the page does not ask for the extension appid',
  },
  {
    id: 'extension-results-missing',
    title: 'The response has no client extension results.',
    ceremonies: ['create', 'get'],
    place: 'extensions',
    expected: 'refuse',
    severity: 'low',
    steps: ['extension-results'],
    sections: ['§5.1'],
    advice:
      'Check the members of the response before you read them, and refuse the response without an error of the server.',
    needs: 'a ceremony without a page, because a page gets an object, which cannot be so',
  },
  {
    id: 'extension-results-not-object',
    title: 'The client extension results are a string.',
    ceremonies: ['create', 'get'],
    place: 'extensions',
    expected: 'refuse',
    severity: 'low',
    steps: ['extension-results'],
    sections: ['§5.1'],
    advice:
      'Check the type of each member before you read it, and refuse the response without an error of the server.',
    needs: 'a ceremony without a page, because a page gets an object, which cannot be so',
  },
  {
    id: 'extension-data-not-map',
    title: 'The extension data in the authenticator data is not a map.',
    ceremonies: ['create', 'get'],
    place: 'extensions',
    expected: 'refuse',
    severity: 'low',
    sections: ['§6.1', '§9.5'],
    advice: 'Refuse extension data that is not a CBOR map.',
  },
] as const satisfies readonly FaultEntry[]
