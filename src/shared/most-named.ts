/** How many passkeys an entry of the record, or a message to the window, names one by one. Of more, it gives the number. */
export const MOST_PASSKEYS_NAMED = 100
