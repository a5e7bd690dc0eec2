import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

/** What was posted once: under which id, with which body, and whether it was signed with our secret. */
export interface Posted {
  readonly id: string;
  readonly body: string;
  readonly signed: boolean;
}

/** Somebody who listens for alerts on this machine, and what both sides sign with. */
export interface WebhookReceiver {
  readonly url: string;
  /** As `RAPPORT_ALERTS_WEBHOOK_SECRET` has it. */
  readonly secret: string;
  readonly posted: ReadonlyArray<Posted>;
  readonly stop: () => Promise<void>;
}

const key = Buffer.alloc(32, 7);

/** As the specification says, worked out here: HMAC-SHA-256 of `id.timestamp.body`. */
const isSigned = (headers: NodeJS.Dict<string | ReadonlyArray<string>>, body: string): boolean => {
  const said = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
  return headers["webhook-signature"] === `v1,${createHmac("sha256", key).update(said).digest("base64")}`;
};

/** Takes everything that is posted. */
export const startWebhookReceiver = async (): Promise<WebhookReceiver> => {
  const posted: Array<Posted> = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => (body += part));
    request.on("end", () => {
      const { headers } = request;
      posted.push({ id: String(headers["webhook-id"]), body, signed: isSigned(headers, body) });
      response.writeHead(204).end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/alerts`,
    secret: `whsec_${key.toString("base64")}`,
    posted,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
