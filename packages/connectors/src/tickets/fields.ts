import { z } from "zod";
import { compileDate, momentOf } from "../tables/DateFormat.ts";

const iso = compileDate("ISO");
/** No help desk is older; later ones are wrong clocks. */
const [earliestMs, latestMs] = [Date.UTC(1990, 0, 1), Date.UTC(2100, 0, 1)];

/** UTC ms of an ISO 8601 time with or without colon in its offset (`-0800`), without any in UTC; null for none. */
export const isoMs = (text: string): number | null => {
  const date = text.length > 64 || iso === null ? null : iso(text.trim());
  if (date === null) return null;
  const atMs = momentOf(date, "UTC");
  return atMs >= earliestMs && atMs < latestMs ? atMs : null;
};

/** A time that must be there, as UTC ms. */
export const Time = z.string().transform((text, context): number => {
  const atMs = isoMs(text);
  if (atMs !== null) return atMs;
  context.addIssue({
    code: "custom",
    message: `${JSON.stringify(text.slice(0, 40))} is no time such as 2024-05-31T09:30:00Z between 1990 and 2100`,
  });
  return z.NEVER;
});

/** A time of less weight: null where it is missing or unreadable. */
export const MaybeTime = Time.nullish()
  .catch(null)
  .transform((at) => at ?? null);

const maxId = 200;

/** A source's own id, as text. */
export const Id = z
  .union([z.number().int(), z.string().trim().min(1).max(maxId)])
  .transform((id) => String(id).toWellFormed());

/** An id that may be missing; a wrong type is still wrong. */
export const MaybeId = Id.nullish().transform((id) => id ?? null);

/** A text of no weight: null where it is missing or no text. */
export const MaybeText = z
  .string()
  .nullish()
  .catch(null)
  .transform((text) => text ?? null);

export const Flag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((flag) => flag ?? false);

/** A list of which only the elements that fit are kept. */
export const listOf = <S extends z.ZodType>(element: S) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((items): Array<z.output<S>> =>
      (items ?? []).flatMap((item) => {
        const parsed = element.safeParse(item);
        return parsed.success ? [parsed.data] : [];
      }),
    );

/** A name within the contract's bounds; null for a blank one. */
export const nameOf = (text: string | null): string | null => {
  const name = text?.toWellFormed().replaceAll("\0", "").trim().slice(0, 255).trim() ?? "";
  return name === "" ? null : name;
};

/** An e-mail address in lower case, null for what is none. */
export const addressOf = (text: string | null): string | null => {
  const address = text?.trim().toLowerCase() ?? "";
  return address.length <= 254 && /^[^\s@<>,;"]+@[^\s@<>,;"]+$/u.test(address)
    ? address.toWellFormed()
    : null;
};
