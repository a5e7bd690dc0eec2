import type { DeadLetterRow } from "@rapport/contracts/http/data/DeadLetters";
import { dataTexts } from "../../../texts/en/data.ts";

/** Where it stands: file and position in its source, or its place in the log. */
export const placeText = ({ source, record }: Pick<DeadLetterRow, "source" | "record">): string => {
  if (record !== null) return dataTexts.letters.recordPlace(record.topic, record.partition, record.offset);
  if (source === null) return dataTexts.none;
  return source.position === "" ? source.file : `${source.file} · ${source.position}`;
};
