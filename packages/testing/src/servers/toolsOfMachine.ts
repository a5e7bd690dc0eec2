import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { request } from "node:http";
import { delimiter, join } from "node:path";

const can = (path: string, mode: number): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  );

/** Whether a program is on the path. */
export const haveProgram = async (name: string): Promise<boolean> => {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter))
    if (await can(join(folder, name), constants.X_OK)) return true;
  return false;
};

/** Whether a broker can be started from jars. */
export const haveLocalKafka = async (): Promise<boolean> => (await haveProgram("java")) && haveProgram("mvn");

const ping = (options: { readonly socketPath: string } | { readonly host: string; readonly port: string }) =>
  new Promise<boolean>((resolve) => {
    const call = request({ ...options, path: "/_ping", timeout: 2000 }, (reply) => {
      reply.resume();
      resolve(reply.statusCode === 200);
    });
    call.on("timeout", () => call.destroy());
    call.on("error", () => resolve(false));
    call.end();
  });

/** Whether a Docker daemon answers, where `DOCKER_HOST` says or at the usual socket (over TLS: it is believed to). */
export const haveDocker = (): Promise<boolean> => {
  const host = process.env["DOCKER_HOST"] ?? "unix:///var/run/docker.sock";
  const url = new URL(host);
  if (url.protocol === "unix:") return ping({ socketPath: url.pathname });
  if (url.protocol !== "tcp:" && url.protocol !== "http:") return Promise.resolve(true);
  return process.env["DOCKER_TLS_VERIFY"] === "1"
    ? Promise.resolve(true)
    : ping({ host: url.hostname, port: url.port });
};
