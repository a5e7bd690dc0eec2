/** What a made message says; everything else has a plain default. */
export interface MadeMessage {
  readonly id?: string | null;
  readonly from?: string;
  readonly to?: string;
  readonly date?: string | null;
  readonly subject?: string;
  readonly inReplyTo?: string;
  readonly body?: string;
  /** More header lines, each without its line end. */
  readonly headers?: ReadonlyArray<string>;
}

/** A plain-text message of RFC 5322, with CRLF. `null` leaves a header out. */
export const madeMessage = (message: MadeMessage = {}): string => {
  const { id = "one@acme.example", date = "Mon, 08 Jan 2024 12:00:00 +0000" } = message;
  const lines = [
    `From: ${message.from ?? "Ann <ann@acme.example>"}`,
    `To: ${message.to ?? "Bob <bob@firm.example>"}`,
    `Subject: ${message.subject ?? "Hello"}`,
    ...(date === null ? [] : [`Date: ${date}`]),
    ...(id === null ? [] : [`Message-ID: <${id}>`]),
    ...(message.inReplyTo === undefined ? [] : [`In-Reply-To: <${message.inReplyTo}>`]),
    ...(message.headers ?? []),
    "",
    message.body ?? "Thank you for the report. Could you send the figures of May?",
    "",
  ];
  return lines.join("\r\n");
};

/** `count` messages with the ids `<prefix><n>@acme.example`, an hour apart, each from one of 7 people. */
export const madeMessages = (count: number, prefix = "m"): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, n) =>
    madeMessage({
      id: `${prefix}${n}@acme.example`,
      from: `p${n % 7}@c${n % 3}.example`,
      date: new Date(Date.UTC(2024, 0, 8, n)).toUTCString(),
      body: `Message ${n}. ${"Could you look at this? ".repeat(n % 5)}`,
    }),
  );

/** An mbox of these messages (mboxrd: a `From ` line in a body is quoted). */
export const mboxOf = (messages: ReadonlyArray<string>): string =>
  messages
    .map((message) => {
      const body = message.replaceAll("\r\n", "\n").replace(/^(>*From )/gm, ">$1");
      return `From sender@acme.example Mon Jan  8 12:00:00 2024\n${body}\n`;
    })
    .join("");
