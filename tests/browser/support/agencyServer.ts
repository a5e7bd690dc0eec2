import { existsSync } from "node:fs";
import { join } from "node:path";
import { cleanUp, type Running, start, stop, temporaryFolder } from "../../e2e/support/rapport.ts";
import { openSession } from "./openSession.ts";

/** Small, but old enough that risk, decisions and renewals have something to say. */
const size = ["--clients", "24", "--months", "18"];

/** The last day of the simulated agency: pages are looked at as of then, whatever the day is today. */
export const lastDay = "2026-10-31";

/** A server over a simulated agency, and a session at it. */
export interface AgencyServer {
  readonly url: string;
  readonly cookie: string;
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** Opens the link that a server printed, once it is up: its address, and a session that may do everything. */
export const comeIn = async (server: Running): Promise<Pick<AgencyServer, "url" | "cookie">> => {
  await server.prints(/Ctrl-C stops it/);
  const { stdout } = server.output();
  const link = /https?:\/\/\S+\/session\/open\?token=\S+/.exec(stdout)![0];
  return { url: new URL(link).origin, cookie: await openSession(link) };
};

/**
 * Starts the demo as its users do. `RAPPORT_BROWSER_DATA` names a folder that stays: read in by the first run, and used
 * again by the next ones, with whatever tests said there.
 */
export const startAgency = async (): Promise<AgencyServer> => {
  const kept = process.env["RAPPORT_BROWSER_DATA"] ?? "";
  const data = kept === "" ? join(temporaryFolder(), "demo") : kept;
  const folder = join(data, "agency");
  const command = existsSync(join(folder, "truth.json")) ? ["up"] : ["demo", ...size];
  const server = start([...command, "--data", data, "--port", "0"]);
  const { url, cookie } = await comeIn(server);
  return {
    url,
    cookie,
    folder,
    stop: async () => {
      await stop(server);
      await cleanUp();
    },
  };
};
