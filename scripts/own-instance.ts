/** Of `npm start`: never the installed app's keychain entries, nor its folder, which has the service's name. */
export const KEYCHAIN_SERVICE = 'Latchkey Dev'
