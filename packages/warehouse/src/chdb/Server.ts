import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Answer } from "./Answer.ts";
import { userOf } from "./Auth.ts";
import { EngineError } from "./EngineError.ts";
import { exitCodes } from "./exitCodes.ts";
import { StartError } from "./Folder.ts";
import type { Warehouse } from "./execute.ts";
import { log } from "./log.ts";
import { handleQuery } from "./QueryHandler.ts";

const text = (response: ServerResponse, status: number, body: string) => {
  response.writeHead(status, { "Content-Type": "text/plain; charset=UTF-8" });
  response.end(body);
};

const route = (
  warehouse: Warehouse,
  password: string,
  request: IncomingMessage,
  response: ServerResponse,
) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const method = request.method ?? "GET";
  const safe = method === "GET" || method === "HEAD";
  if (safe && (url.pathname === "/ping" || url.pathname === "/replicas_status"))
    return text(response, 200, "Ok.\n");
  if (safe && url.pathname === "/" && !url.searchParams.has("query")) return text(response, 200, "Ok.\n");
  if (url.pathname !== "/")
    return text(response, 404, `There is no handle ${url.pathname}\nUse / or /ping.\n`);
  if (!safe && method !== "POST") return text(response, 501, `Method ${method} is not supported\n`);
  try {
    const user = userOf(request.headers, url.searchParams, password);
    return handleQuery(warehouse, request, response, { url, user });
  } catch (cause) {
    const refused = EngineError.of(cause);
    return new Answer(response, { headers: {}, tag: "", encoding: undefined }).fail(refused);
  }
};

/** ClickHouse's HTTP interface over the embedded engine. Not listening yet. */
export const makeServer = (warehouse: Warehouse, password: string): Server => {
  const server = createServer(
    { maxHeaderSize: 1024 * 1024, keepAliveTimeout: 30_000 },
    (request, response) => {
      Promise.resolve(route(warehouse, password, request, response)).catch((cause: unknown) => {
        log("error", `${request.method} ${request.url?.split("?")[0]}: ${String(cause)}`);
        if (!response.headersSent) text(response, 500, `${EngineError.of(cause).message}\n`);
        else response.destroy();
      });
    },
  );
  // An insert may take as long as its client feeds it.
  server.requestTimeout = 0;
  return server;
};

/** Listens on loopback alone; 0 takes any free port. Resolves with the port. */
export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", (cause) =>
      reject(
        new StartError(exitCodes.unavailable, `cannot listen on 127.0.0.1:${port}: ${cause.message}`, cause),
      ),
    );
    server.listen({ host: "127.0.0.1", port }, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
