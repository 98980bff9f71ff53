/**
 * A thread that ends its process some time after the supervisor has died. The process stops by itself then; but if
 * it hangs it would hold port and data folder for ever, and this thread runs even while all others hang.
 */

const LOOK_MS = 1_000;
/** As long as a supervisor waits for an orderly stop. */
const PATIENCE_LOOKS = 60;

const supervisor = process.ppid;
let looks = 0;
setInterval(() => {
  if (process.ppid === supervisor) return;
  looks++;
  if (looks > PATIENCE_LOOKS) process.kill(process.pid, 'SIGKILL');
}, LOOK_MS);
