/** How many passkeys an entry of the record, or a message to the window, lists. Beyond that, it only states their number. */
export const MOST_PASSKEYS_NAMED = 100
