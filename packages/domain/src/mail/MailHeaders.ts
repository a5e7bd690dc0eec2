/** One header field: `name` in lower case, `value` unfolded (RFC 5322 2.2.3), decoded to text and trimmed. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

/** Header fields in the order of the message. */
export type MailHeaders = ReadonlyArray<HeaderField>;

/** The first field of that name, null when there is none. Repeated single fields: the first one counts. */
export const headerOf = (headers: MailHeaders, name: string): string | null =>
  headers.find((field) => field.name === name)?.value ?? null;

/** All fields of that name, in order. */
export const headersOf = (headers: MailHeaders, name: string): ReadonlyArray<string> =>
  headers.filter((field) => field.name === name).map((field) => field.value);

/** Whether a field of that name exists, empty or not. */
export const hasHeader = (headers: MailHeaders, name: string): boolean =>
  headers.some((field) => field.name === name);
