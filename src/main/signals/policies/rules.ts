/** The rules that differ between policies. The common rules stand in `judge.ts`. */
export interface PolicyRules {
  /** Whether signals have any effect. */
  readonly hasEffect: boolean
  /** A name that the user has put in place of the site's, when the site gives another. */
  readonly editedName: 'replaced' | 'stays'
  /** A passkey that the site does not know, or did not list. */
  readonly unaccepted: 'hidden' | 'deleted'
  /** A passkey that a signal hid, when the site lists it. */
  readonly listedAgain: 'shown' | 'stays hidden'
  /** Which of the site's names reach the provider. */
  readonly names: 'both' | 'user name alone'
  /** Whether a site may make only a limited number of changes. */
  readonly hasQuota: boolean
}
