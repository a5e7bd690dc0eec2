import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { type ApiName, answerOf, apiNameOf } from "./kafkaApis.ts";
import { acceptedIn, commitsOf, type SeenCommit } from "./kafkaCommits.ts";
import type { KafkaFault, KafkaFaults, LineState } from "./kafkaFaults.ts";
import { refusalOf } from "./kafkaRefusals.ts";
import { type Address, frame, int32, makeFrames, substitute, WireReader } from "./kafkaWire.ts";

/** What the connections ask of their proxy. */
export interface ProxyState {
  readonly faultFor: KafkaFaults["faultFor"];
  readonly lineOf: (clientId: string | null) => LineState;
  /** Where the proxy stands for a broker. */
  readonly localAddress: (upstream: Address) => Address;
  readonly problem: (text: string) => void;
  readonly committed: (commit: SeenCommit) => void;
}

export interface ProxiedConnection {
  /** Null before the first request. */
  readonly clientId: () => string | null;
  readonly cut: () => void;
  /** To be called when `lineOf` may say something else. */
  readonly lineChanged: () => void;
  readonly ended: Promise<void>;
}

/** A request on its way: what its answer is, and what is to become of it. */
interface Pending {
  readonly api: ApiName | undefined;
  readonly version: number;
  readonly fault: KafkaFault | undefined;
  readonly commits: ReadonlyArray<SeenCommit>;
}

const nothingKnown: Pending = { api: undefined, version: 0, fault: undefined, commits: [] };

interface Header {
  readonly api: ApiName | undefined;
  readonly version: number;
  readonly correlationId: number;
  readonly clientId: string;
  readonly body: Buffer;
}

const headerOf = (message: Buffer): Header => {
  const reader = new WireReader(message);
  const api = apiNameOf(reader.int16());
  const version = reader.int16();
  const correlationId = reader.int32();
  const clientId = reader.string() ?? "";
  return { api, version, correlationId, clientId, body: message.subarray(reader.position) };
};

const send = async (to: Socket, bytes: Buffer): Promise<void> => {
  if (to.destroyed) return;
  if (!to.write(bytes)) await Promise.race([once(to, "drain"), once(to, "close")]);
};

/** The answer as the client is to see it: brokers' addresses are the proxy's, codes the fault's. */
const rewritten = (answer: Buffer, { api, version, fault }: Pending, state: ProxyState): Buffer => {
  const failing = fault?.kind === "error" ? fault.code : undefined;
  const named = api === "Metadata" || api === "FindCoordinator";
  if (api === undefined || (!named && failing === undefined)) return answer;
  const body = substitute(answerOf(api, version), answer.subarray(4), {
    error: (code) => failing ?? code,
    // A coordinator that is not known is named as an empty host with port −1.
    address: (address) => (address.port < 0 ? address : state.localAddress(address)),
  });
  return Buffer.concat([answer.subarray(0, 4), body]);
};

const noteCommits = ({ commits }: Pending, answer: Buffer, state: ProxyState): void => {
  if (commits.length === 0) return;
  const accepted = acceptedIn(answer.subarray(4));
  for (const one of commits) if (accepted.has(`${one.topic}/${one.partition}`)) state.committed(one);
};

/**
 * Gives every message of a stream to `arrived` when it comes, and what that made of it to `each`, one after the other.
 */
const pump = async <A>(
  from: Socket,
  arrived: (message: Buffer) => A,
  each: (message: A) => Promise<void>,
): Promise<void> => {
  const frames = makeFrames();
  const reading = Promise.withResolvers<never>();
  let handled = Promise.resolve();
  const read = async () => {
    for await (const chunk of from)
      for (const message of frames.push(chunk)) {
        const one = arrived(message);
        handled = handled.then(() => each(one));
        handled.catch(reading.reject);
      }
    await handled;
  };
  await Promise.race([read(), reading.promise]);
};

interface Answer {
  readonly message: Buffer;
  readonly request: Pending;
}

/** What the broker did counts when it says so, not when an answer before this one has been delayed long enough. */
const answerArrived =
  (pending: Map<number, Pending>, state: ProxyState) =>
  (message: Buffer): Answer => {
    const correlationId = message.readInt32BE(0);
    const request = pending.get(correlationId) ?? nothingKnown;
    pending.delete(correlationId);
    noteCommits(request, message, state);
    return { message, request };
  };

/** One client's connection to one broker. */
export const proxyConnection = (client: Socket, upstream: Address, state: ProxyState): ProxiedConnection => {
  const broker = connect({ host: upstream.host, port: upstream.port, noDelay: true });
  const pending = new Map<number, Pending>();
  let clientId: string | null = null;
  let lineChange = Promise.withResolvers<void>();
  const cut = () => {
    client.destroy();
    broker.destroy();
    lineChange.resolve();
  };
  for (const socket of [client, broker]) socket.on("error", cut).on("close", cut);
  if (state.lineOf(null) === "refuse") cut();

  /** Waits as long as the line swallows everything. */
  const whileBlackhole = async () => {
    while (state.lineOf(clientId) === "blackhole" && !client.destroyed) await lineChange.promise;
    if (state.lineOf(clientId) === "refuse") cut();
  };

  const onRequest = async (message: Buffer) => {
    const header = headerOf(message);
    clientId = header.clientId;
    await whileBlackhole();
    const { api, version, correlationId } = header;
    const fault = api === undefined ? undefined : state.faultFor(api, header.clientId);
    if (fault?.kind === "cut" && fault.when === "before") return cut();
    if (api !== undefined && fault?.kind === "error" && fault.when === "instead") {
      answerOf(api, version);
      const refusal = refusalOf(api, version, header.body, fault.code);
      if (refusal !== undefined) return send(client, frame(Buffer.concat([int32(correlationId), refusal])));
    }
    const commits = api === "OffsetCommit" ? commitsOf(header.clientId, header.body) : [];
    pending.set(correlationId, { api, version, fault, commits });
    await send(broker, frame(message));
  };

  const onAnswer = async ({ message, request }: Answer) => {
    const { fault } = request;
    if (fault?.kind === "cut") return cut();
    if (fault?.kind === "swallow") return;
    if (fault?.kind === "delay") await wait(fault.delayMs);
    await whileBlackhole();
    await send(client, frame(rewritten(message, request, state)));
  };

  const run = async (pumped: Promise<void>) => {
    try {
      await pumped;
    } catch (error) {
      // A socket that was cut ends its loop with an error of the stream; anything else is the proxy's own.
      if (error instanceof RangeError) state.problem(`${error.message} (${upstream.port})`);
    }
    cut();
  };
  return {
    clientId: () => clientId,
    cut,
    lineChanged: () => {
      const before = lineChange;
      lineChange = Promise.withResolvers<void>();
      before.resolve();
    },
    ended: Promise.all([
      run(pump(client, (message) => message, onRequest)),
      run(pump(broker, answerArrived(pending, state), onAnswer)),
    ]).then(() => undefined),
  };
};
