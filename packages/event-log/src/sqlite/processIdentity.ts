import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/**
 * Who runs a member of a group, in its id: host, process and when the process started. So a process that was killed
 * is known to be gone at once on the same machine, without waiting for its session to end.
 */
const separator = "|";

/** Linux: start time in clock ticks since boot (proc(5), /proc/pid/stat, field 22). Elsewhere "", and the pid must do. */
const startOf = (pid: number | "self"): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command name, in parentheses, may hold spaces; field 3 follows it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
};

/** A new id for a member in this process. */
export const newMemberId = (): string =>
  [hostname(), process.pid, startOf("self"), crypto.randomUUID()].join(separator);

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but not ours.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

/** True only when it is certain: same host, and the process is not there or is another one with the same number. */
export const isGone = (memberId: string): boolean => {
  const [host, pidText, start] = memberId.split(separator);
  const pid = Number(pidText);
  if (host !== hostname() || !Number.isInteger(pid) || pid <= 0) return false;
  if (!exists(pid)) return true;
  return start !== undefined && start !== "" && startOf(pid) !== "" && startOf(pid) !== start;
};
