/** What the user types to erase everything. */
export const ERASE_WORD = 'erase'
