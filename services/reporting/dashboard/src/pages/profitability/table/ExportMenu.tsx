import type { ExportFormat } from "@rapport/contracts/http/Exports";
import { urlOf } from "../../../api/request.ts";
import { Popover } from "../../../kit/Popover.tsx";
import { useSpan, useWhen } from "../../../shell/useWhen.ts";
import { profitabilityTexts } from "../../../texts/en/profitability.ts";
import styles from "../parts/Menu.module.css";
import { exportQuery, tableOf } from "./chosen.ts";
import type { TableSearch } from "./search.ts";

const texts = profitabilityTexts.exports;
const formats: ReadonlyArray<ExportFormat> = ["csv", "xlsx", "parquet"];

/** What is seen, as a file that the server makes. */
export const ExportMenu = ({ search }: { readonly search: TableSearch }) => {
  const query = { ...useWhen(), ...useSpan(), ...exportQuery(search) };
  return (
    <Popover button={texts.button} title={texts.title}>
      {(close) => (
        <>
          <p className={styles.help}>{texts.help}</p>
          <ul className={styles.list}>
            {formats.map((format) => (
              <li key={format}>
                <a
                  href={urlOf("GET /v1/tables/:file", { file: `${tableOf(search)}.${format}` }, query)}
                  download
                  onClick={close}
                >
                  {texts.formats[format]}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Popover>
  );
};
