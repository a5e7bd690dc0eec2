import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A service of ours in a process of its own, as an operator runs it: its `main.ts` and an environment. */
export interface RunningService {
  readonly pid: number;
  stop(): Promise<void>;
}

const wordOf = { projector: "projecting", reporting: "serving the API" } as const;

/** Starts a service; resolves when its log says that it works. What it logs at warning and above is passed on. */
export const startService = async (
  name: keyof typeof wordOf,
  settings: Readonly<Record<string, string>>,
): Promise<RunningService & { readonly log: () => string }> => {
  const main = fileURLToPath(new URL(`../../services/${name}/src/main.ts`, import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [main], {
    env: { ...process.env, LOG_FORMAT: "json", ...settings },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let log = "";
  const ended = once(child, "exit").then(([code]) =>
    Promise.reject(new Error(`${name} ended with ${String(code)}: ${log}`)),
  );
  const works = new Promise<void>((resolve) =>
    child.stderr!.on("data", (piece: Buffer) => {
      log += piece.toString();
      for (const line of piece.toString().split("\n"))
        if (/"level":"(Warn|Error|Fatal)"/i.test(line)) console.error(line);
      if (log.includes(wordOf[name])) resolve();
    }),
  );
  await Promise.race([works, ended]);
  ended.catch(() => undefined);
  return {
    pid: child.pid!,
    log: () => log,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
};
