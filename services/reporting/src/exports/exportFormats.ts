import type { ExportFormat } from "@rapport/contracts/http/Exports";
import type { AnswerFormat } from "@rapport/warehouse/WarehouseAnswers";

/** What the engine is asked for; CSV and workbooks are written from its rows. */
export const engineFormat = (format: ExportFormat): AnswerFormat =>
  format === "parquet" ? "Parquet" : "JSONCompactEachRowWithNamesAndTypes";
