import { Effect } from "effect";
import type { Digest } from "./Digest.ts";
import { digestHtml } from "./digestHtml.ts";
import { digestText } from "./digestText.ts";
import { subjectOf } from "./digestTexts.ts";
import { digestWorkbook } from "./digestWorkbook.ts";

/** A digest as it is sent: the same digest gives the same bytes. */
export interface DigestMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly workbook: Uint8Array;
  /** `rapport-leadership-2026-W46`: what its files are called. */
  readonly name: string;
}

export const renderDigest = (digest: Digest): Effect.Effect<DigestMail> =>
  Effect.promise(async () => ({
    subject: subjectOf(digest),
    html: await digestHtml(digest),
    text: digestText(digest),
    workbook: await digestWorkbook(digest),
    name: `rapport-${digest.audience}-${digest.week}`,
  }));
