import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { makeHitCounter } from "./hitCounter.ts";

/** What is done to a request. `after`: the server did the thing first, and only the answer fails. */
export type HttpFaultKind =
  /** The connection is refused, as by a server that is not there. */
  | { readonly kind: "down" }
  | { readonly kind: "status"; readonly status: number; readonly after: boolean }
  /** No answer ever comes; the connection stays open. */
  | { readonly kind: "hang"; readonly after: boolean }
  /** The connection ends amid the request's body (which the server gets as far), or amid the answer's head. */
  | { readonly kind: "cut"; readonly amid: "request" | "reply" };

export type HttpFault = HttpFaultKind & {
  /**
   * INSERT statements with rows only, which name themselves in the address, or commands only (their query ids begin
   * so): what makes, fills and drops tables inside the server. All requests when left out.
   */
  readonly only?: "inserts" | "commands";
  /** How many requests it hits; without end when left out. */
  readonly times?: number;
};

export interface HttpFaultProxy {
  readonly url: string;
  /** One at a time; the last one given counts. Undefined: none. */
  readonly fault: (fault: HttpFault | undefined) => void;
  /** Requests hit by faults so far. */
  readonly hits: () => number;
  /** Resolves once faults have hit so many requests in all. */
  readonly hit: (times: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const isMeant = (incoming: IncomingMessage, only: HttpFault["only"]): boolean => {
  const parameters = new URL(incoming.url ?? "/", "http://proxy").searchParams;
  if (only === "inserts") return /^\s*INSERT\b/i.test(parameters.get("query") ?? "");
  return only === undefined || (parameters.get("query_id") ?? "").startsWith("command");
};

/** Passes a request on; resolves with the server's answer, whose body is still to come. */
const ask = (incoming: IncomingMessage, upstream: URL): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const asked = request(
      {
        host: upstream.hostname,
        port: upstream.port,
        method: incoming.method,
        path: incoming.url,
        headers: { ...incoming.headers, connection: "close" },
      },
      resolve,
    );
    asked.on("error", reject);
    // A client that goes away takes its request with it, as it would without a proxy.
    incoming.on("aborted", () => asked.destroy());
    incoming.pipe(asked);
  });

const drained = async (answer: IncomingMessage): Promise<void> => {
  for await (const _ of answer) continue;
};

/** Gives the server half of the body that was announced, and ends both connections. */
const cutAmidRequest = async (incoming: IncomingMessage, upstream: URL): Promise<void> => {
  const body: Buffer[] = [];
  for await (const chunk of incoming) body.push(chunk as Buffer);
  const whole = Buffer.concat(body);
  await new Promise<void>((resolve) => {
    const asked = request({
      host: upstream.hostname,
      port: upstream.port,
      method: incoming.method,
      path: incoming.url,
      headers: { ...incoming.headers, "transfer-encoding": "chunked", connection: "close" },
    });
    asked.on("error", () => resolve());
    asked.on("close", () => resolve());
    asked.write(whole.subarray(0, Math.floor(whole.length / 2)), () => asked.destroy());
  });
  incoming.socket.destroy();
};

const answerWith = async (
  fault: HttpFault,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  upstream: URL,
) => {
  const done = "after" in fault ? fault.after : fault.kind === "cut" && fault.amid === "reply";
  if (fault.kind === "cut" && fault.amid === "request") return cutAmidRequest(incoming, upstream);
  if (done) await drained(await ask(incoming, upstream));
  if (fault.kind === "status") {
    incoming.resume();
    outgoing.writeHead(fault.status, { "content-type": "text/plain" }).end("fault injected\n");
  } else if (fault.kind === "cut") {
    const { socket } = incoming;
    socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/pl", () => socket.destroy());
  } else if (fault.kind === "down") incoming.socket.destroy();
  else incoming.resume();
};

/** A proxy before the warehouse's HTTP interface that makes statements fail. Plain HTTP only. */
export const startHttpFaultProxy = async (upstreamUrl: string): Promise<HttpFaultProxy> => {
  const upstream = new URL(upstreamUrl);
  const sockets = new Set<Socket>();
  const hung = new Set<Socket>();
  const counter = makeHitCounter();
  let current: HttpFault | undefined;
  let hitsOfFault = 0;

  const strike = (fault: HttpFault): void => {
    hitsOfFault++;
    if (hitsOfFault === fault.times) current = undefined;
    counter.count();
  };
  const faultFor = (incoming: IncomingMessage): HttpFault | undefined => {
    if (current === undefined || !isMeant(incoming, current.only)) return undefined;
    const fault = current;
    strike(fault);
    return fault;
  };
  const server = createServer((incoming, outgoing) => {
    const handle = async () => {
      const fault = faultFor(incoming);
      if (fault?.kind === "hang") hung.add(incoming.socket);
      if (fault !== undefined) return answerWith(fault, incoming, outgoing, upstream);
      const answer = await ask(incoming, upstream);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on("error", () => incoming.socket.destroy());
      outgoing.on("close", () => answer.destroy());
      answer.pipe(outgoing);
    };
    // The server went away, or the client: neither gets an answer that nobody gave.
    handle().catch(() => incoming.socket.destroy());
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
    if (current?.kind !== "down" || current.only !== undefined) return;
    strike(current);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    fault: (next) => {
      current = next;
      hitsOfFault = 0;
      // Hanging requests end with their fault, as they do when a server is restarted.
      for (const socket of hung) socket.destroy();
      hung.clear();
    },
    hits: counter.hits,
    hit: counter.hit,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
