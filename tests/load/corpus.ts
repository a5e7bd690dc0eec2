import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sampleMailbox } from "@rapport/ingest-email/sampleMailbox";

const beside = fileURLToPath(new URL("../../../shared/data/spamassassin/easy-ham-1", import.meta.url));

/**
 * The folder of single messages to measure on: the argument, else RAPPORT_CORPUS, else the corpus beside the
 * checkout, else the small sample that ships (told loudly: its figures say little).
 */
export const corpusFolder = (argument: string | undefined): string => {
  const named = argument ?? process.env["RAPPORT_CORPUS"];
  if (named !== undefined && named !== "") return named;
  if (existsSync(beside)) return beside;
  console.warn(
    `NO CORPUS: ${beside} does not exist; measuring on the ${sampleMailbox.messages} sample messages only. Give a folder of messages as argument.`,
  );
  return sampleMailbox.path;
};
