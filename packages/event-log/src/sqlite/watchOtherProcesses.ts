import type { DatabaseSync } from "node:sqlite";

/**
 * Calls `changed` soon after another connection committed to the file, while switched on. One `PRAGMA data_version`
 * per look: it reads a counter in shared memory, no page of the database.
 */
export const watchOtherProcesses = (
  db: DatabaseSync,
  everyMs: number,
  changed: () => void,
): ((on: boolean) => void) => {
  const selectVersion = db.prepare("PRAGMA data_version");
  const look = () => (selectVersion.get() as { data_version: number }).data_version;
  let seen = look();
  let timer: NodeJS.Timeout | undefined;
  const check = () => {
    const version = look();
    if (version === seen) return;
    seen = version;
    changed();
  };
  return (on) => {
    clearInterval(timer);
    timer = undefined;
    if (!on) return;
    // What happened while nobody watched counts as well.
    check();
    timer = setInterval(check, everyMs);
  };
};
