/** The rules that differ between policies. `judge.ts` has the common rules. */
export interface PolicyRules {
  /** Whether signals have any effect. */
  readonly hasEffect: boolean
  /** For a name that the user changed, when the site sends another name. */
  readonly editedName: 'replaced' | 'stays'
  /** For a passkey that the site does not know or did not list. */
  readonly unaccepted: 'hidden' | 'deleted'
  /** For a passkey that a signal hid, when the site lists it again. */
  readonly listedAgain: 'shown' | 'stays hidden'
  /** Which of the site's names reach the provider. */
  readonly names: 'both' | 'user name alone'
  /** Whether a site may make only a limited number of changes. */
  readonly hasQuota: boolean
}
