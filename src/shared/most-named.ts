/**
 * How many passkeys an entry of the record, or a message to the window, names. For more passkeys, it gives the number.
 */
export const MOST_PASSKEYS_NAMED = 100
