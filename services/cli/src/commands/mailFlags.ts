import { defaultMailLimits, type MailLimits } from "@rapport/connectors/mail/MailLimits";
import { Effect, Option } from "effect";
import { Argument, Flag } from "effect/cli";
import { formatBytes, parseByteSize } from "../byteSize.ts";

/** What `ingest email` and `inspect email` take alike. */
export const mailFlags = {
  paths: Argument.String("PATH").pipe(
    Argument.withDescription(
      "Mailboxes: files or folders of .eml, mbox, Maildir, gz or zip; - is standard input",
    ),
    Argument.variadic({ min: 1 }),
  ),
  account: Flag.String("account").pipe(
    Flag.withMetavar("NAME"),
    Flag.withDescription("Whose mail it is; each path's own name when left out"),
    Flag.optional,
  ),
  maxSize: Flag.String("max-size").pipe(
    Flag.withMetavar("SIZE"),
    Flag.withDescription(
      `The largest message that is read (default ${formatBytes(defaultMailLimits.messageBytes)}); larger ones become dead letters`,
    ),
    Flag.optional,
  ),
};

export const limitsOf = (maxSize: Option.Option<string>) =>
  Option.match(maxSize, {
    onNone: () => Effect.succeed<MailLimits>(defaultMailLimits),
    onSome: (text) =>
      Effect.map(parseByteSize("--max-size", text), (messageBytes): MailLimits => ({
        ...defaultMailLimits,
        messageBytes,
      })),
  });

export const accountOf = (account: Option.Option<string>): { readonly account?: string } =>
  Option.match(account, { onNone: () => ({}), onSome: (name) => ({ account: name }) });
