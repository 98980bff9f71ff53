/**
 * Waits for Ctrl-C, a service manager's stop, or the end of the supervisor. A second Ctrl-C ends the process as it
 * is; a supervised one leaves that to its supervisor, because both get the same keys.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const supervised = process.send !== undefined;
    if (supervised && !process.connected) resolve();
    process.once('disconnect', resolve);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process[supervised ? 'on' : 'once'](signal, () => resolve());
  });
}
