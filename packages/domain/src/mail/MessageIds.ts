/** A message id is `<…>` without spaces or further brackets; quoted X.400 forms with spaces are none. */
const messageId = /<([^<>\s]+)>/g;

const maxIdLength = 998;
const maxReferences = 100;

/** All ids of a header value, in order, without their angle brackets; ids over 998 characters are left out. */
export const messageIdsOf = (value: string | null): ReadonlyArray<string> =>
  value === null
    ? []
    : Array.from(value.matchAll(messageId), (match) => match[1] ?? "").filter(
        (id) => id.length <= maxIdLength,
      );

/** The id of Message-ID or In-Reply-To: its first, null when there is none. */
export const firstMessageId = (value: string | null): string | null => messageIdsOf(value)[0] ?? null;

/** References, oldest first; of more than 100 the last 100. */
export const referencesOf = (value: string | null): ReadonlyArray<string> =>
  messageIdsOf(value).slice(-maxReferences);
