/** What Chromium itself writes to the console while a server is down or not ready yet: nothing of the app's. */
export const DOWN_SERVER_ERRORS = [
  'Failed to load resource: net::ERR_CONNECTION_REFUSED',
  // Requests that were under way when the server ended.
  'Failed to load resource: net::ERR_CONNECTION_RESET',
  'Failed to load resource: net::ERR_EMPTY_RESPONSE',
  'Failed to load resource: net::ERR_SOCKET_NOT_CONNECTED',
  // Started, and still rebuilding its state.
  'Failed to load resource: the server responded with a status of 503 (Service Unavailable)',
];
