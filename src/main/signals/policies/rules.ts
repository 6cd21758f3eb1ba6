/** What may differ between policies. What does not stands in `judge.ts`. */
export interface PolicyRules {
  /** A name that the user has put in place of the site's, when the site gives another. */
  readonly editedName: 'replaced' | 'stays'
  /** A passkey that the site does not know, or did not list. */
  readonly unaccepted: 'hidden' | 'deleted'
  /** A hidden passkey that the site lists. */
  readonly listedAgain: 'shown' | 'stays hidden'
  /** Whether the changes of a site are counted, and end. */
  readonly hasQuota: boolean
}
