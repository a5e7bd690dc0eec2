import { Data, Effect } from "effect";
import { createTransport } from "nodemailer";
import type { DigestAudience } from "./Digest.ts";
import type { DigestPost } from "./digestSettings.ts";
import type { DigestMail } from "./renderDigest.ts";

/** The mail server did not take it. */
export class SendFailed extends Data.TaggedError("SendFailed")<{
  readonly host: string;
  readonly detail: string;
}> {
  readonly action = "Check RAPPORT_SMTP_URL, and that the server takes mail of RAPPORT_DIGEST_FROM.";
  override get message() {
    return `${this.host} did not take the digest: ${this.detail}`;
  }
}

const here = new Set(["localhost", "127.0.0.1", "[::1]"]);
const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const patienceMs = 30_000;

const transportOf = ({ server }: DigestPost) =>
  createTransport({
    host: server.hostname.replace(/^\[|\]$/g, ""),
    port: server.port === "" ? (server.protocol === "smtps:" ? 465 : 587) : Number(server.port),
    secure: server.protocol === "smtps:",
    // What is told is for those alone who get it: no server between may read it.
    requireTLS: server.protocol === "smtp:" && !here.has(server.hostname),
    ...(server.username === ""
      ? {}
      : { auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) } }),
    connectionTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

/** Hands a digest to the mail server, for everybody who gets it. Its message id is that of the week. */
export const sendDigest = (
  post: DigestPost,
  audience: DigestAudience,
  mail: DigestMail,
): Effect.Effect<void, SendFailed> =>
  Effect.acquireUseRelease(
    Effect.sync(() => transportOf(post)),
    (transport) =>
      Effect.tryPromise({
        try: () =>
          transport.sendMail({
            from: post.from,
            to: [...(post.to.get(audience) ?? [])],
            subject: mail.subject,
            text: mail.text,
            html: mail.html,
            messageId: `<${mail.name}@${post.from.slice(post.from.indexOf("@") + 1)}>`,
            attachments: [
              { filename: `${mail.name}.xlsx`, content: Buffer.from(mail.workbook), contentType: sheetType },
            ],
          }),
        catch: (error) =>
          new SendFailed({
            host: post.server.host,
            detail: error instanceof Error ? error.message : String(error),
          }),
      }),
    (transport) => Effect.sync(() => transport.close()),
  ).pipe(Effect.asVoid);
