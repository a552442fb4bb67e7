/** The id of the procedure that comes with the app, known without fetching it; a test holds it to the structure's own. */
export const BUNDLED_ID = 'NIC-01/A@3'
