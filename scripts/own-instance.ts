/** `npm start` uses its own keychain service and folder, so that it never touches the installed app's data. */
export const KEYCHAIN_SERVICE = 'Latchkey Dev'
